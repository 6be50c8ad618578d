/** What the machine itself says about the situation; the person's word stands above it. */
import { evidenceOf } from '../guide/index.ts';
import type { HostFacts } from '../model/host-facts.ts';
import type { Profile } from '../model/profile.ts';

/**
 * The profile with the vantage found; null if nothing was found.
 */
export function foundProfile(profile: Profile, facts: HostFacts): Profile | null {
  const { from } = evidenceOf(facts);
  return profile.from !== null || from === null ? null : { ...profile, from, fromIs: 'found' };
}
