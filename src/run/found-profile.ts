/** What the machine itself says about the situation; the person's word stands above it. */
import type { HostFacts } from '../model/host-facts.ts';
import type { Profile } from '../model/profile.ts';

/**
 * The profile with the vantage found: only evidence of EC2 and of the product together count, so a developer's own
 * EC2 instance is never taken for a runner. Null if nothing was found.
 */
export function foundProfile(profile: Profile, facts: HostFacts): Profile | null {
  if (profile.from !== null || facts.ec2 !== true || facts.product === null) return null;
  return { ...profile, from: facts.product, fromIs: 'found' };
}
