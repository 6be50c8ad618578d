/** CPU time of this thread in milliseconds, which excludes other work of a busy machine. */
export function processorMs(work: () => void): number {
  const began = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(began);
  return (user + system) / 1000;
}
