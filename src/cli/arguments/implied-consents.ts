/** Consent that lies in what was asked for: naming the area `ami` or an AWS profile is consent to use the AWS credentials that are found (CONTRACT, Consents). */
import type { Area } from '../../model/area.ts';
import type { Consent } from '../../model/profile.ts';
import type { Flags } from './flags.ts';

/** Comes on top of what was agreed to in words, by flags, a profile file or a scenario, and takes the place of none of it. */
export function impliedConsents(flags: Flags, areas: readonly Area[]): Consent[] {
  // Where answers are handed in, nobody is asked.
  const isHandedIn = flags['allowed-images'] !== undefined || flags.images !== undefined;
  return (areas.includes('ami') && !isHandedIn) || flags['aws-profile'] !== undefined ? ['aws'] : [];
}
