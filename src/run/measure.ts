/** Measures the requested requirements without a user interface, and derives the vantage from evidence on the machine. */

import { evidenceOf } from '../guide/index.ts';
import type { MetadataFacts } from '../model/aws/metadata.ts';
import type { HostFacts } from '../model/host-facts.ts';
import type { Observation } from '../model/observation.ts';
import type { Profile } from '../model/profile.ts';
import type { Requirement } from '../model/requirement.ts';
import type { SessionLog } from './log.ts';
import type { ProbePort } from './probe-port.ts';
import { type Sweep, startSweep } from './sweep.ts';

function profileFromObservation(profile: Profile, observation: Observation): Profile | null {
  if (observation.probe === 'host' && observation.facts !== null) return foundProfile(profile, observation.facts);
  if (observation.probe === 'metadata' && observation.facts !== null) return profileWithInstanceFacts(profile, observation.facts);
  return null;
}

/** The profile with the vantage from evidence; null if there is no evidence. */
function foundProfile(profile: Profile, facts: HostFacts): Profile | null {
  const { from } = evidenceOf(facts);
  return profile.from !== null || from === null ? null : { ...profile, from, fromIs: 'found' };
}

/** The profile with the instance's region and account, if the user named none; null if nothing is added. */
export function profileWithInstanceFacts(profile: Profile, facts: MetadataFacts): Profile | null {
  const region = profile.regions.length === 0 ? facts.region : null;
  const account = profile.account === null ? facts.account : null;
  if (!facts.isEc2 || (region === null && account === null)) return null;
  return { ...profile, regions: region === null ? profile.regions : [region], account: account ?? profile.account };
}

type RowsFor = (profile: Profile) => Requirement[];

/** Updates the profile as soon as the host facts or EC2 metadata add to the user's statements. */
export function adoptFoundProfile(log: SessionLog, rowsFor: RowsFor): () => void {
  return adopt(log, rowsFor, profileFromObservation);
}

/** Updates only region and account. In a walk the vantage is a question, which the guide answers from evidence. */
export function adoptRegionAndAccount(log: SessionLog, rowsFor: RowsFor): () => void {
  return adopt(log, rowsFor, (profile, observation) =>
    observation.probe === 'metadata' ? profileFromObservation(profile, observation) : null,
  );
}

function adopt(log: SessionLog, rowsFor: RowsFor, says: typeof profileFromObservation): () => void {
  return log.subscribe((event) => {
    if (event.type !== 'observed') return;
    const profile = says(log.session.profile, event.observation);
    if (profile !== null) log.append({ type: 'profile-set', profile, requirements: rowsFor(profile) });
  });
}

export function measureAll(log: SessionLog, probes: ProbePort): Sweep {
  return startSweep({ log, probes, requirements: log.session.requirements.map((row) => row.id), again: false });
}
