/** The machine's own evidence about the situation; the user's answers take precedence. */
import { evidenceOf } from '../guide/index.ts';
import type { MetadataFacts } from '../model/aws/metadata.ts';
import type { HostFacts } from '../model/host-facts.ts';
import type { Profile } from '../model/profile.ts';

/** The profile with the vantage found; null if there is no evidence. */
export function foundProfile(profile: Profile, facts: HostFacts): Profile | null {
  const { from } = evidenceOf(facts);
  return profile.from !== null || from === null ? null : { ...profile, from, fromIs: 'found' };
}

/** The profile with the instance's region and account, if the user named none; null if nothing is added. */
export function placedProfile(profile: Profile, facts: MetadataFacts): Profile | null {
  const region = profile.regions.length === 0 ? facts.region : null;
  const account = profile.account === null ? facts.account : null;
  if (!facts.isEc2 || (region === null && account === null)) return null;
  return { ...profile, regions: region === null ? profile.regions : [region], account: account ?? profile.account };
}
