/** Random numbers that are the same for the same seed. */

export interface Random {
  /** From 0 up to 1, without 1. */
  next: () => number;
  oneOf: <T>(list: readonly T[]) => T;
}

/** `stream`: the number of an independent sequence, for example of a run. */
export function randomFrom(seed: number, stream: number): Random {
  // mulberry32, with distant starting points for neighbouring seeds.
  let state = (Math.imul(seed, 0x9e3779b1) ^ Math.imul(stream + 1, 0x85ebca6b)) >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  next();
  return { next, oneOf: (list) => list[Math.floor(next() * list.length)] as (typeof list)[number] };
}
