/** Sets V8 to use less memory during the guided session, and while many results are collected. */

/**
 * This program mostly waits for the network, so V8 is set as for a device with little memory: the heap is collected early, and only the
 * faster of its two optimizing compilers runs, because the other needs megabytes while it works. The peak of a whole session is a quarter
 * lower, and no key and no diagnosis is slower (`npm run bench`). V8 reads these flags at every decision, so they can be set late.
 */
export function favourSmallHeap(): void {
  if (!isTried()) return;
  const { setFlagsFromString } = process.getBuiltinModule('node:v8');
  setFlagsFromString('--optimize-for-size');
  setFlagsFromString('--no-opt');
  // The HTTP parser is one huge WebAssembly function. Optimizing it takes 15 MiB.
  setFlagsFromString(`--wasm-tiering-budget=${NEVER}`);
}

/**
 * Nearly all that is read from results is garbage at once, and what remains grows slowly. Left alone, V8 lets both generations grow to several
 * times that: a third of the peak. It takes no longer (`npm run bench -- fleet`).
 */
export function favourSteadyHeap(): void {
  if (!isTried()) return;
  const { setFlagsFromString } = process.getBuiltinModule('node:v8');
  setFlagsFromString('--semi-space-growth-factor=1');
  setFlagsFromString('--heap-growing-percent=50');
}

/**
 * For the start of the process, because the size of the young generation is fixed while modules load. With 4 MiB instead of V8's initial 1
 * MiB, half as many frames survive it. Survivors lead to collections of the whole heap, and a key may have to wait for those. The peak of a
 * whole walk is 5 MiB lower.
 */
export function smallHeapFlags(): readonly string[] {
  return isTried() ? ['--optimize-for-size', '--min-semi-space-size=4', '--max-semi-space-size=4'] : [];
}

function isTried(): boolean {
  return TRIED.includes(Number(process.versions.v8.split('.')[0]));
}

/** The major versions of V8 that were tested, from Node 22 and 24. V8 prints a complaint on the screen about an unknown flag. */
const TRIED: readonly number[] = [12, 13];

/** A budget in V8's own unit of work that is never used up: parsing the few hundred responses of a session takes far less. */
const NEVER = 1_000_000_000;
