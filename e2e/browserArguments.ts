/**
 * Chromium's switches for the tests. Headless Chromium hides WebGPU behind the first one; on Linux the second lets it
 * use a GPU's Vulkan driver, and without a GPU it falls back to SwiftShader. The rest keep it from calling home.
 */
export function browserArguments(): string[] {
  return [
    '--enable-unsafe-webgpu',
    ...(process.platform === 'linux' ? ['--enable-features=Vulkan'] : []),
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run',
  ];
}
