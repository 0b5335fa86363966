/** The parts of `screenshot-desktop` that are used here; the package ships no types. */
declare module 'screenshot-desktop' {
  interface ListedDisplay {
    readonly id: string | number;
    readonly name: string;
    readonly width?: number;
    readonly height?: number;
    readonly offsetX?: number;
    readonly offsetY?: number;
    readonly left?: number;
    readonly top?: number;
    readonly primary?: boolean;
  }
  interface Screenshot {
    (options: { format: 'png'; screen?: string | number }): Promise<Buffer>;
    listDisplays(): Promise<ListedDisplay[]>;
  }
  const screenshot: Screenshot;
  export default screenshot;
}
