/** Limits concurrency for each route, to a maximum and to what the route has proved to carry (`width.ts`). Tasks start in order. */
import type { Weight } from './weight.ts';
import { concurrencyAfterTimeout, initialWidth, isWide, type SweepWidth } from './width.ts';

/** Reports of a running task about its load. */
export interface LaneTask {
  /** The name was resolved, so the task contacts the target from now on. */
  resolved(): void;
  /** The task is connected and may load the route from now on. */
  connected(): void;
  /** The peer has sent something over the connection. */
  spokenTo(): void;
}

export interface Lanes {
  /**
   * Runs the task when its lane has room. On a narrow lane, heavy tasks let all others go first. A light task sends almost nothing, so it
   * starts at once and needs no slot.
   */
  enter(lane: string, task: (place: LaneTask) => Promise<void>, weight?: Weight): void;
  /** Applies a change to the lane's capacity. */
  resize(lane: string, change: (width: SweepWidth) => SweepWidth): void;
  /** Resolves when nothing runs or waits. */
  idle(): Promise<void>;
  /** Drops waiting tasks, while running ones continue. */
  clear(): void;
}

/** A task that has no connection after this time adds no load, so another may start. */
const UNCONNECTED_MS = 250;
/** Even a resolver that has to query others answers within this time. */
const UNRESOLVED_MS = 1000;
/** The wait after which an answer counts as dropped, as long as no connection has received any. */
const UNSPOKEN_MS = 2000;
/**
 * If connections have been busy for longer than this, `UNSPOKEN_MS` does not apply, because the line may be full and the answer may be
 * queued.
 */
const BUSY_MS = 500;

/** A light task has no slot to give up or to keep. */
const NO_SLOT: LaneTask = { resolved() {}, connected() {}, spokenTo() {} };

interface Lane {
  width: SweepWidth;
  waiting: { task: (place: LaneTask) => Promise<void>; isHeavy: boolean }[];
  running: number;
  runningLight: number;
  /** The number of running tasks that load the route or may soon do so. */
  loading: number;
  /** A connection was opened. */
  answered: boolean;
  /** Data was received over a connection. */
  spoken: boolean;
  /** When the busy connections were opened, oldest first. */
  connectedAt: Set<{ at: number }>;
}

export function createLanes(mostOf: (lane: string) => number): Lanes {
  const lanes = new Map<string, Lane>();
  let idlers: (() => void)[] = [];

  function laneOf(name: string): Lane {
    const lane = lanes.get(name) ?? {
      width: initialWidth(mostOf(name)),
      waiting: [],
      running: 0,
      runningLight: 0,
      loading: 0,
      answered: false,
      spoken: false,
      connectedAt: new Set(),
    };
    lanes.set(name, lane);
    return lane;
  }

  function isIdle(): boolean {
    return [...lanes.values()].every(({ running, runningLight, waiting }) => running + runningLight + waiting.length === 0);
  }

  function settle(): void {
    if (!isIdle()) return;
    for (const wake of idlers) wake();
    idlers = [];
  }

  function isBusy({ connectedAt }: Lane): boolean {
    const [oldest] = connectedAt;
    return oldest !== undefined && performance.now() - oldest.at > BUSY_MS;
  }

  function pump(lane: Lane): void {
    while (lane.running < lane.width.most && lane.loading < lane.width.places) {
      const next = lane.waiting.findIndex(({ isHeavy }) => !isHeavy || isWide(lane.width) || isAlone(lane));
      const [entered] = next < 0 ? [] : lane.waiting.splice(next, 1);
      if (entered === undefined) break;
      begin(lane, entered.task);
    }
  }

  /** Nothing runs, and all waiting tasks are heavy. */
  function isAlone({ running, waiting }: Lane): boolean {
    return running === 0 && waiting.every(({ isHeavy }) => isHeavy);
  }

  function begin(lane: Lane, task: (place: LaneTask) => Promise<void>): void {
    const connection = { at: 0 };
    let holds = false;
    const hold = (held: boolean) => {
      if (held !== holds) lane.loading += held ? 1 : -1;
      holds = held;
    };
    let isOver = false;
    const giveWay = () => {
      if (isBusy(lane)) return;
      // While no task of this lane has received an answer, silence raises the limit, because silent tasks load nothing.
      if (!lane.answered && holds) lane.width = concurrencyAfterTimeout(lane.width);
      hold(false);
      pump(lane);
    };
    const giveUpHope = () => {
      if (lane.spoken) return;
      hold(false);
      pump(lane);
    };
    let timer = setInterval(giveWay, UNRESOLVED_MS);
    lane.running += 1;
    hold(true);
    // Ignores the progress of an abandoned probe.
    const resolved = () => {
      if (isOver) return;
      clearInterval(timer);
      timer = setInterval(giveWay, UNCONNECTED_MS);
    };
    const connected = () => {
      if (isOver) return;
      clearInterval(timer);
      hold(true);
      if (!lane.answered) lane.width = initialWidth(lane.width.most);
      lane.answered = true;
      connection.at = performance.now();
      lane.connectedAt.add(connection);
      timer = setInterval(giveUpHope, UNSPOKEN_MS);
    };
    const spokenTo = () => {
      lane.spoken = true;
    };
    void task({ resolved, connected, spokenTo }).finally(() => {
      isOver = true;
      clearInterval(timer);
      lane.running -= 1;
      lane.connectedAt.delete(connection);
      hold(false);
      pump(lane);
      settle();
    });
  }

  function beginLight(lane: Lane, task: (place: LaneTask) => Promise<void>): void {
    lane.runningLight += 1;
    void task(NO_SLOT).finally(() => {
      lane.runningLight -= 1;
      settle();
    });
  }

  return {
    enter(name, task, weight) {
      const lane = laneOf(name);
      if (weight === 'light') {
        beginLight(lane, task);
        return;
      }
      lane.waiting.push({ task, isHeavy: weight === 'heavy' });
      pump(lane);
    },
    resize(name, change) {
      const lane = laneOf(name);
      lane.width = change(lane.width);
      pump(lane);
    },
    idle: () => (isIdle() ? Promise.resolve() : new Promise((resolve) => idlers.push(resolve))),
    clear() {
      for (const lane of lanes.values()) lane.waiting = [];
      settle();
    },
  };
}
