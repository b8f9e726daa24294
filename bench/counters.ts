/** Counts what any engine in this process asks of WebGPU, by standing in for a few methods of Dawn's classes. */

let dispatches = 0;
let live = 0;
let peak = 0;
const sizes = new WeakMap<GPUBuffer, number>();

/** Call once, after Dawn's classes are globals and before an engine opens a device. */
export function countCalls(): void {
  const pass = GPUComputePassEncoder.prototype;
  const { dispatchWorkgroups, dispatchWorkgroupsIndirect } = pass;
  pass.dispatchWorkgroups = function counted(...sizesOfGrid) { dispatches += 1; dispatchWorkgroups.apply(this, sizesOfGrid); };
  pass.dispatchWorkgroupsIndirect = function counted(...from) { dispatches += 1; dispatchWorkgroupsIndirect.apply(this, from); };
  const device = GPUDevice.prototype;
  const { createBuffer } = device;
  device.createBuffer = function counted(descriptor) {
    const buffer = createBuffer.call(this, descriptor);
    sizes.set(buffer, descriptor.size);
    live += descriptor.size;
    peak = Math.max(peak, live);
    return buffer;
  };
  const buffers = GPUBuffer.prototype;
  const { destroy } = buffers;
  buffers.destroy = function counted() {
    live -= sizes.get(this) ?? 0;
    sizes.delete(this);
    destroy.call(this);
  };
}

/** Dispatches so far. */
export function dispatchCount(): number {
  return dispatches;
}

/** Bytes of buffers alive now, in every engine together. */
export function liveBytes(): number {
  return live;
}

/** The most bytes alive since the last call. */
export function takePeakBytes(): number {
  const most = peak;
  peak = live;
  return most;
}
