/** Time, provided by the shell: no other module reads a clock. */
export interface Clock {
  /** Milliseconds, monotonic, from an origin of its own. */
  nowMs(): number;
  /** RFC 3339, UTC. */
  wallClock(): string;
}

export const systemClock: Clock = {
  nowMs: () => performance.now(),
  wallClock: () => new Date().toISOString(),
};
