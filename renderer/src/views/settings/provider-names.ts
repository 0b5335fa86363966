/** Execution providers as they are written, whatever the language. */
const NAMES: Readonly<Record<string, string>> = {
  cpu: 'CPU',
  cuda: 'CUDA',
  tensorrt: 'TensorRT',
  dml: 'DirectML',
  coreml: 'Core ML',
  webgpu: 'WebGPU',
};
export const providerName = (provider: string): string => NAMES[provider] ?? provider;
