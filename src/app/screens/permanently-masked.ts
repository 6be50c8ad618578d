/**
 * Whether values can never be shown, because an opened bundle contains only pseudonyms. The header needs this, so it loads first and is
 * small.
 */
import type { BundleState } from './input.ts';

/** Values that are masked in the file stay masked, because this machine does not know the real values. */
export function isPermanentlyMasked(bundle: BundleState): boolean {
  return bundle.state === 'opened' && bundle.bundle.level !== null;
}

export const PERMANENTLY_MASKED = 'Masked when written. On the machine that made the bundle, gitpod-doctor decode shows the real names.';
