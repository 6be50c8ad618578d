/** The alias evidence of a finding: a connection is shown with the configuration behind it. */
import type { Observation } from '../../model/observation.ts';

/** The observations in order; the settings of an alias precede its first connection. */
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
