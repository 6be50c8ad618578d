/** A deadline in time that the process had: while it is stopped it measures nothing, so that time is given back. */

/** Calls `act` after `ms`, those of `stoppedMs` not counted; returns how to call it off. */
export function afterRunning(ms: number, stoppedMs: () => number, act: () => void): () => void {
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
