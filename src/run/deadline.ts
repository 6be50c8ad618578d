/** A deadline in running time. A stopped process measures nothing, so the stopped time is added. */

/** Calls `act` after `ms`, without the time in `stoppedMs`; returns a function that cancels. */
export function startRunningTimer(ms: number, stoppedMs: () => number, act: () => void): () => void {
  let given = stoppedMs();
  let timer: NodeJS.Timeout;
  const wait = (time: number) => {
    timer = setTimeout(() => {
      const more = stoppedMs() - given;
      given += more;
      if (more > 0) wait(more);
      else act();
    }, time);
  };
  wait(ms);
  return () => clearTimeout(timer);
}
