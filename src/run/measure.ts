/** A headless measurement: the rows that are asked for, with the vantage taken over if the machine says so. */
import type { Observation } from '../model/observation.ts';
import type { Profile } from '../model/profile.ts';
import type { Requirement } from '../model/requirement.ts';
import { foundProfile, placedProfile } from './found-profile.ts';
import type { SessionLog } from './log.ts';
import type { ProbePort } from './probe-port.ts';
import { type Sweep, startSweep } from './sweep.ts';

function told(profile: Profile, observation: Observation): Profile | null {
  if (observation.probe === 'host' && observation.facts !== null) return foundProfile(profile, observation.facts);
  if (observation.probe === 'metadata' && observation.facts !== null) return placedProfile(profile, observation.facts);
  return null;
}

type RowsFor = (profile: Profile) => Requirement[];

/** Sets the profile anew as soon as this machine was looked at, or EC2 asked about it, if it says more than the person did. */
export function adoptFoundProfile(log: SessionLog, rowsFor: RowsFor): () => void {
  return adopt(log, rowsFor, told);
}

/** The same for region and account alone: in a walk the vantage is a question, and the guide takes over what was found of it. */
export function adoptPlace(log: SessionLog, rowsFor: RowsFor): () => void {
  return adopt(log, rowsFor, (profile, observation) => (observation.probe === 'metadata' ? told(profile, observation) : null));
}

function adopt(log: SessionLog, rowsFor: RowsFor, says: typeof told): () => void {
  return log.subscribe((event) => {
    if (event.type !== 'observed') return;
    const profile = says(log.session.profile, event.observation);
    if (profile !== null) log.append({ type: 'profile-set', profile, requirements: rowsFor(profile) });
  });
}

export function measureAll(log: SessionLog, probes: ProbePort, onProgress?: () => void): Sweep {
  const requirements = log.session.requirements.map((row) => row.id);
  return startSweep({ log, probes, requirements, again: false, ...(onProgress === undefined ? {} : { onProgress }) });
}
