/**
 * Limits how much runs at once: wide for direct connections, narrow through a proxy, which may take a burst for
 * abuse (research/network.md §8). Tasks start in the order in which they were given.
 */
export interface Lanes {
  /** Runs the task when its lane has room. */
  enter(lane: 'direct' | 'proxy', task: () => Promise<void>): void;
  /** Settles when nothing runs and nothing waits. */
  idle(): Promise<void>;
  /** Forgets what waits; what runs goes on. */
  clear(): void;
}

export function createLanes(width: { direct: number; proxy: number }): Lanes {
  const waiting: Record<'direct' | 'proxy', (() => Promise<void>)[]> = { direct: [], proxy: [] };
  const running = { direct: 0, proxy: 0 };
  let idlers: (() => void)[] = [];

  function isIdle(): boolean {
    return running.direct + running.proxy + waiting.direct.length + waiting.proxy.length === 0;
  }

  function settle(): void {
    if (!isIdle()) return;
    for (const wake of idlers) wake();
    idlers = [];
  }

  function pump(lane: 'direct' | 'proxy'): void {
    while (running[lane] < width[lane]) {
      const task = waiting[lane].shift();
      if (task === undefined) break;
      running[lane] += 1;
      void task().finally(() => {
        running[lane] -= 1;
        pump(lane);
        settle();
      });
    }
  }

  return {
    enter(lane, task) {
      waiting[lane].push(task);
      pump(lane);
    },
    idle: () => (isIdle() ? Promise.resolve() : new Promise((resolve) => idlers.push(resolve))),
    clear() {
      waiting.direct = [];
      waiting.proxy = [];
      settle();
    },
  };
}
