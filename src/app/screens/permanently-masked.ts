/** Whether values cannot be shown because an opened bundle lacks them. The header needs this, so it loads first and is small. */
import type { BundleState } from './input.ts';

/** Values masked in the file stay masked, because the real ones are unknown here. */
export function isPermanentlyMasked(bundle: BundleState): boolean {
  return bundle.state === 'opened' && bundle.bundle.level !== null;
}

export const PERMANENTLY_MASKED = 'Masked when written. On the machine that made the bundle, gitpod-doctor decode shows the real names.';
