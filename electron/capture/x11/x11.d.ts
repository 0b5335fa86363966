/** The parts of the `x11` package that are used here; the package ships no types. */
declare module 'x11' {
  import type { EventEmitter } from 'node:events';

  type Callback<T> = (error: Error | null | undefined, value: T) => void;

  interface Property {
    readonly type: number;
    readonly data: Buffer;
    readonly bytesAfter: number;
  }

  interface Geometry {
    readonly xPos: number;
    readonly yPos: number;
    readonly width: number;
    readonly height: number;
    readonly borderWidth: number;
  }

  interface ClientMessageEvent {
    readonly name: string;
    readonly type: number;
    readonly wid: number;
    readonly message_type: number;
    readonly data: readonly number[];
  }

  /** SelectionRequest, SelectionNotify, SelectionClear and PropertyNotify; each has some of these. */
  interface SelectionEvent {
    readonly type: number;
    readonly owner?: number;
    readonly requestor?: number;
    readonly selection?: number;
    readonly target?: number;
    readonly property?: number;
    readonly time?: number;
    readonly wid?: number;
    readonly atom?: number;
    readonly state?: number;
  }

  interface XTest {
    readonly KeyPress: number;
    readonly KeyRelease: number;
    readonly ButtonPress: number;
    readonly ButtonRelease: number;
    readonly MotionNotify: number;
    FakeInput(type: number, detail: number, time: number, window: number, x: number, y: number): void;
  }

  interface XkbState {
    readonly mods: number;
    readonly baseMods: number;
    readonly latchedMods: number;
    readonly lockedMods: number;
    readonly group: number;
  }

  interface Xkb {
    readonly UseCoreKbd: number;
    GetState(device: number, callback: Callback<XkbState>): void;
    LatchLockState(
      device: number,
      affectModLocks: number,
      modLocks: number,
      lockGroup: boolean,
      groupLock: number,
      affectModLatches: number,
      modLatches: number,
      latchGroup: boolean,
      groupLatch: number,
    ): void;
  }

  interface Crtc {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
    readonly mode: number;
    readonly output: readonly number[];
  }

  interface RandR {
    GetScreenResourcesCurrent(
      window: number,
      callback: Callback<{ readonly crtcs: readonly number[]; readonly outputs: readonly number[] }>,
    ): void;
    GetCrtcInfo(crtc: number, configTimestamp: number, callback: Callback<Crtc>): void;
    GetOutputInfo(output: number, timestamp: number, callback: Callback<{ readonly name: string }>): void;
    GetOutputPrimary(window: number, callback: Callback<number>): void;
  }

  interface XClient extends EventEmitter {
    InternAtom(onlyIfExists: boolean, name: string, callback: Callback<number>): void;
    GetAtomName(atom: number, callback: Callback<string>): void;
    GetProperty(
      del: 0 | 1,
      window: number,
      name: number,
      type: number,
      offset: number,
      length: number,
      callback: Callback<Property>,
    ): void;
    ChangeProperty(
      mode: 0 | 1 | 2,
      window: number,
      name: number,
      type: number,
      units: 8 | 16 | 32,
      data: readonly number[] | Buffer,
    ): void;
    DeleteProperty(window: number, name: number): void;
    GetGeometry(window: number, callback: Callback<Geometry>): void;
    TranslateCoordinates(
      from: number,
      to: number,
      x: number,
      y: number,
      callback: Callback<{ readonly destX: number; readonly destY: number; readonly child: number }>,
    ): void;
    GetWindowAttributes(
      window: number,
      callback: Callback<{ readonly mapState: number; readonly overrideRedirect: number; readonly klass: number }>,
    ): void;
    QueryTree(
      window: number,
      callback: Callback<{ readonly root: number; readonly parent: number; readonly children: readonly number[] }>,
    ): void;
    GetInputFocus(callback: Callback<{ readonly focus: number; readonly revertTo: number }>): void;
    QueryPointer(
      window: number,
      callback: Callback<{ readonly rootX: number; readonly rootY: number; readonly keyMask: number }>,
    ): void;
    GrabKeyboard(
      window: number,
      ownerEvents: boolean,
      time: number,
      pointerMode: 0 | 1,
      keyboardMode: 0 | 1,
      callback: Callback<number>,
    ): void;
    UngrabKeyboard(time: number): void;
    QueryKeymap(callback: Callback<Buffer>): void;
    GetKeyboardMapping(first: number, count: number, callback: Callback<number[][]>): void;
    ChangeKeyboardMapping(first: number, keysymsPerKeycode: number, keysyms: readonly number[]): void;
    GetModifierMapping(callback: Callback<number[][]>): void;
    SendEvent(
      destination: number,
      propagate: boolean,
      eventMask: number,
      event: Buffer | (SelectionEvent & { readonly name: string; readonly seq: number }),
    ): void;
    SetSelectionOwner(owner: number, selection: number, time: number): void;
    GetSelectionOwner(selection: number, callback: Callback<number>): void;
    ConvertSelection(requestor: number, selection: number, target: number, property: number, time: number): void;
    ChangeWindowAttributes(
      window: number,
      values: { readonly eventMask: number } | { readonly backgroundPixel: number },
    ): void;
    /** A width and height of 0 reach to the edge of the window. */
    ClearArea(window: number, x: number, y: number, width: number, height: number, exposures: 0 | 1): void;
    /** A request without a reply: the callback hears of a refusal, or of success once something later was answered. */
    GrabKey(
      window: number,
      ownerEvents: 0 | 1,
      modifiers: number,
      keycode: number,
      pointerMode: number,
      keyboardMode: number,
      callback: Callback<undefined>,
    ): void;
    UngrabKey(window: number, keycode: number, modifiers: number): void;
    AllocID(): number;
    CreateWindow(
      id: number,
      parent: number,
      x: number,
      y: number,
      width: number,
      height: number,
      borderWidth: number,
      depth: number,
      windowClass: number,
      visual: number,
      values: { readonly eventMask: number } | { readonly backgroundPixel: number; readonly overrideRedirect: boolean },
    ): void;
    MapWindow(window: number): void;
    RaiseWindow(window: number): void;
    MoveWindow(window: number, x: number, y: number): void;
    DestroyWindow(window: number): void;
    require(extension: 'xtest', callback: Callback<XTest>): void;
    require(extension: 'xkb', callback: Callback<Xkb>): void;
    require(extension: 'randr', callback: Callback<RandR>): void;
    close(callback?: (error?: Error) => void): void;
    terminate(): void;
  }

  interface XDisplay {
    readonly client: XClient;
    readonly min_keycode: number;
    readonly max_keycode: number;
    readonly screen: readonly {
      readonly root: number;
      readonly pixel_width: number;
      readonly pixel_height: number;
    }[];
  }

  interface X11 {
    createClient(options: { display: string }, callback: Callback<XDisplay>): XClient;
    packEvent(event: {
      readonly type: number;
      readonly name: string;
      readonly seq: number;
      readonly format: number;
      readonly wid: number;
      readonly message_type: number;
      readonly data: readonly number[];
    }): Buffer;
    readonly eventMask: Readonly<
      Record<'SubstructureNotify' | 'SubstructureRedirect' | 'PropertyChange' | 'StructureNotify', number>
    >;
  }

  const x11: X11;
  export default x11;
  export type {
    Crtc,
    XClient,
    XDisplay,
    XTest,
    Xkb,
    XkbState,
    RandR,
    Property,
    Geometry,
    ClientMessageEvent,
    SelectionEvent,
  };
}
