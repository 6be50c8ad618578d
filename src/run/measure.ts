/** A headless measurement: the rows that are asked for, with the vantage taken over if the machine says so. */
import type { HostObservation } from '../model/observation.ts';
import type { Profile } from '../model/profile.ts';
import type { Requirement } from '../model/requirement.ts';
import { foundProfile } from './found-profile.ts';
import type { SessionLog } from './log.ts';
import type { ProbePort } from './probe-port.ts';
import { type Sweep, startSweep } from './sweep.ts';

/** Sets the profile anew as soon as this machine was looked at, if it says more than the person did. */
export function adoptFoundProfile(log: SessionLog, rowsFor: (profile: Profile) => Requirement[]): () => void {
  return log.subscribe((event) => {
    if (event.type !== 'observed' || event.observation.probe !== 'host') return;
    const { facts } = event.observation as HostObservation;
    const profile = facts === null ? null : foundProfile(log.session.profile, facts);
    if (profile !== null) log.append({ type: 'profile-set', profile, requirements: rowsFor(profile) });
  });
}

export function measureAll(log: SessionLog, probes: ProbePort, onProgress?: () => void): Sweep {
  const requirements = log.session.requirements.map((row) => row.id);
  return startSweep({ log, probes, requirements, again: false, ...(onProgress === undefined ? {} : { onProgress }) });
}
