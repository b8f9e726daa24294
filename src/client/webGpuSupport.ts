/** Why this browser cannot train here, in a sentence; null where it can. Asks for an adapter, but opens no device. */
export async function whyNoWebGpu(gpu: GPU | undefined, secure: boolean): Promise<string | null> {
  if (!gpu) {
    return secure
      ? 'This browser does not offer WebGPU, the way for a page to compute on your graphics card.'
      : 'Browsers offer WebGPU only to secure pages. Open this page over https, or from localhost.';
  }
  try {
    if (await gpu.requestAdapter()) return null;
    return 'This browser has WebGPU, but found no graphics card that it may use.';
  } catch (error) {
    return `This browser has WebGPU, but asking for the graphics card failed: ${error instanceof Error ? error.message : String(error)}.`;
  }
}
