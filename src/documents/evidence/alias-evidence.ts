/** The SSH evidence of a finding: each connection with the configuration that led to it. */
import type { Observation } from '../../model/observation.ts';

/** The observations in order. The settings of an alias come before its first connection. */
export function evidenceOf(ids: readonly string[], observations: readonly Observation[]): Observation[] {
  const shown = new Set<Observation>();
  for (const observation of observations) {
    if (!ids.includes(observation.id)) continue;
    const { probe, target } = observation;
    if (probe === 'ssh-connect' && target.kind === 'ssh-alias') {
      const read = observations.findLast(
        (each) => each.probe === 'ssh-config' && each.target.kind === 'ssh-alias' && each.target.pattern === target.pattern,
      );
      if (read !== undefined) shown.add(read);
    }
    shown.add(observation);
  }
  return [...shown];
}
