/** Advances both ladders together, so that the speed of neither decides the order: a step begins once all steps below it have answers. */
import type { ProbeRequest } from '../model/probe-request.ts';
import type { Requirement } from '../model/requirement.ts';
import type { Session } from '../model/session.ts';
import { ladderRequests } from './aws/ladder.ts';
import { sshLadder } from './ssh/ladder.ts';

/** The requests of the current step, including running ones; empty when none is left. */
export function nextLadderRequests(rows: readonly Requirement[], session: Session): ProbeRequest[] {
  const climbed = new Set<string>();
  for (;;) {
    // An answer in this step would start the next one before the step is complete.
    const below = { ...session, observations: session.observations.filter(({ probe, request }) => !isRung(probe) || climbed.has(request)) };
    const step = [...ladderRequests(rows, below), ...sshLadder(below)].filter(({ key }) => !climbed.has(key));
    const observed = new Set(session.observations.map(({ request }) => request));
    if (step.some(({ key }) => !observed.has(key))) return step;
    if (step.length === 0) return [];
    for (const { key } of step) climbed.add(key);
  }
}

function isRung(probe: ProbeRequest['probe']): boolean {
  return probe === 'aws-credentials' || probe === 'aws' || probe === 'ssh-connect';
}
