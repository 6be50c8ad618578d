/** Time, provided by the shell, because no other module reads a clock. */
export interface Clock {
  /** Monotonic milliseconds from an arbitrary origin. */
  nowMs(): number;
  /** RFC 3339, UTC. */
  wallClock(): string;
}

export const systemClock: Clock = {
  nowMs: () => performance.now(),
  wallClock: () => new Date().toISOString(),
};
