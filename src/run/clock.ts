/** The clock of a session, passed as a parameter so that tests can replace it. */
export interface Clock {
  /** Monotonic milliseconds from an arbitrary origin. */
  nowMs(): number;
  /** The wall clock as RFC 3339 in UTC. */
  wallClock(): string;
}

export const systemClock: Clock = {
  nowMs: () => performance.now(),
  wallClock: () => new Date().toISOString(),
};
