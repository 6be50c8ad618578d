/** Finds the first phase in which two measurements of one requirement differ. */
import type { Change } from '../../model/comparison.ts';
import type { Observation } from '../../model/observation.ts';
import { targetText } from '../../model/target.ts';

type Difference = NonNullable<Change['firstDifference']>;

/** Pairs observations by request, else by probe and target, else by position. Null if all pairs agree. */
export function findFirstDifference(before: readonly Observation[], after: readonly Observation[]): Difference | null {
  const paired = before.some(({ request }) => after.some((other) => other.request === request));
  for (const [index, was] of before.entries()) {
    const is = paired
      ? (after.find(({ request }) => request === was.request) ?? after.find((other) => isOfTheSame(was, other)))
      : after[index];
    const difference = is === undefined ? null : parting(was, is);
    if (difference !== null) return difference;
  }
  return null;
}

function isOfTheSame(was: Observation, is: Observation): boolean {
  return was.probe === is.probe && was.role === is.role && targetText(was.target) === targetText(is.target);
}

function parting(was: Observation, is: Observation): Difference | null {
  for (let at = 0; at < Math.max(was.phases.length, is.phases.length); at++) {
    const names = [was.phases[at]?.name, is.phases[at]?.name];
    const phase = (names.includes('tunnel') ? 'tunnel' : (names[0] ?? names[1])) ?? '';
    const [from, to] = [outcome(was, at, phase), outcome(is, at, phase)];
    if (from !== to) return { phase, from, to };
  }
  const [from, to] = [was.failure?.kind ?? 'ok', is.failure?.kind ?? 'ok'];
  return from === to || was.phases.length === 0 ? null : { phase: was.phases.at(-1)?.name ?? '', from, to };
}

/** Null if the phase was not reached. `direct`: the route has no tunnel. */
function outcome({ phases, failure, route }: Observation, at: number, name: string): string | null {
  const phase = phases[at];
  if (phase === undefined || phase.name !== name)
    return name === 'tunnel' && phase !== undefined && route.via === 'direct' ? 'direct' : null;
  return phase.ok ? 'ok' : (failure?.kind ?? 'failed');
}
