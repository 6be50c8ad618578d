/** Values of an opened bundle that nobody can show. The header asks, so this loads with the first picture and stays small. */
import type { BundleState } from './input.ts';

/** What was masked when the file was written is masked for good: nothing here knows the real values. */
export function isMaskedForGood(bundle: BundleState): boolean {
  return bundle.state === 'opened' && bundle.bundle.level !== null;
}

export const MASKED_FOR_GOOD = 'Masked when written: gitpod-doctor decode knows them, where it was made.';
