/** The consent to use AWS credentials that the area `ami` or an AWS profile implies (docs/contract.md, Consents). */
import type { Area } from '../../model/area.ts';
import type { Consent } from '../../model/profile.ts';
import type { Flags } from './flags.ts';

/** Adds to explicit consents from flags, a profile file or a scenario, and replaces none. */
export function impliedConsents(flags: Flags, areas: readonly Area[]): Consent[] {
  // Pasted answers need no call.
  const isHandedIn = flags['allowed-images'] !== undefined || flags.images !== undefined;
  return (areas.includes('ami') && !isHandedIn) || flags['aws-profile'] !== undefined ? ['aws'] : [];
}
