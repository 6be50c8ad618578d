/** Sets V8 to use less memory during the guided session. */
import { setFlagsFromString } from 'node:v8';

/**
 * Waiting for the network dominates here, so V8 is set as for a device with little memory: the heap is collected early, and only the fast
 * one of its two optimizing compilers runs, because the other needs megabytes while it works. The peak of a whole walk is a quarter lower,
 * and no key and no diagnosis is slower (`npm run bench`). V8 reads these flags at every decision, so they may be set late.
 */
export function favourSmallHeap(): void {
  const [major] = process.versions.v8.split('.').map(Number);
  if (major === undefined || !TRIED.includes(major)) return;
  setFlagsFromString('--optimize-for-size');
  setFlagsFromString('--no-opt');
  // The HTTP parser is one huge WebAssembly function, whose optimization takes 15 MiB.
  setFlagsFromString(`--wasm-tiering-budget=${NEVER}`);
}

/** The tested major versions of V8, of Node 22 and 24. V8 complains on the screen about an unknown flag. */
const TRIED: readonly number[] = [12, 13];

/** In units of V8's own work counter. Parsing some hundred answers, as a walk does, takes far less. */
const NEVER = 1_000_000_000;
