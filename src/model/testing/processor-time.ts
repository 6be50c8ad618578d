/** Milliseconds that some work takes this thread on the processor: what a busy machine does meanwhile does not count. */
export function processorMs(work: () => void): number {
  const began = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(began);
  return (user + system) / 1000;
}
