/** Values of an opened bundle that cannot be shown. The header needs this, so it loads first and stays small. */
import type { BundleState } from './input.ts';

/** Values masked in the file stay masked: the real ones are unknown here. */
export function isPermanentlyMasked(bundle: BundleState): boolean {
  return bundle.state === 'opened' && bundle.bundle.level !== null;
}

export const PERMANENTLY_MASKED = 'Masked when written: gitpod-doctor decode knows them, where it was made.';
