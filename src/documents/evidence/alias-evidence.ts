/** What a finding's evidence shows of aliases: a connection is never shown without what the configuration makes of the name. */
import type { Observation } from '../../model/observation.ts';

/** The observations of these ids in their order; before the first connection of an alias stands how its name was read. */
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
