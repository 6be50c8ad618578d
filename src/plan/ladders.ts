/**
 * Both ladders advance together, so that neither's speed decides the order: a step follows from the steps below it, and begins when all of
 * them have been answered.
 */
import type { ProbeRequest } from '../model/probe-request.ts';
import type { Requirement } from '../model/requirement.ts';
import type { Session } from '../model/session.ts';
import { ladderRequests } from './aws/ladder.ts';
import { sshLadder } from './ssh/ladder.ts';

/** The requests of the current step, including running ones; empty when nothing is left. */
export function nextSteps(rows: readonly Requirement[], session: Session): ProbeRequest[] {
  const climbed = new Set<string>();
  for (;;) {
    // An answer in this step would bring the next before its neighbours have answered.
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
