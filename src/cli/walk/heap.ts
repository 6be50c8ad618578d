/** How V8 weighs memory against time while a person looks at the screen. */
import { setFlagsFromString } from 'node:v8';

/**
 * Waiting for the network is what takes time here, so V8 does as on a device with little memory: the heap is collected
 * early, and of its two optimizing compilers only the quick one runs, since the other takes megabytes for as long as it
 * lasts. The peak of a whole walk is a quarter lower for it, and no key and no diagnosis is slower (`npm run bench`). V8 reads
 * these flags at every decision, so they may be set late.
 */
export function favourSmallHeap(): void {
  const [major] = process.versions.v8.split('.').map(Number);
  if (major === undefined || !TRIED.includes(major)) return;
  setFlagsFromString('--optimize-for-size');
  setFlagsFromString('--no-opt');
  // The parser of HTTP is one huge function of WebAssembly: optimizing it takes 15 MiB.
  setFlagsFromString(`--wasm-tiering-budget=${NEVER}`);
}

/** Of Node 22 and 24. Of a flag that it does not know V8 complains on the screen. */
const TRIED: readonly number[] = [12, 13];

/** In V8's own measure of work done; a walk parses some hundred answers. */
const NEVER = 1_000_000_000;
