/**
 * The steps after the configuration, each requested once the previous one succeeded: a connection up to the host key, and, with the consent
 * `ssh-connect`, the real client. An alias for which ssh has no setting is looked up in DNS instead.
 */
import type { SshConfigObservation } from '../../model/observation.ts';
import type { ProbeRequest } from '../../model/probe-request.ts';
import type { Session } from '../../model/session.ts';
import { isPlainDestination, nameOf, type SshStep } from '../../model/ssh/index.ts';
import { control, request } from '../request.ts';
import { sshOptionsOf } from './aliases.ts';

/** The connection attempts for each alias, in the order of the aliases, including those that were already requested. */
export function sshLadder(session: Session): ProbeRequest[] {
  const wasAsked = new Set(session.requests.map(({ key }) => key));
  return session.observations.flatMap((observation) => {
    const isOver = observation.probe !== 'ssh-config' || observation.state !== 'completed' || !wasAsked.has(observation.request);
    return isOver || observation.facts === null || !observation.facts.isTyped ? [] : rungsOf(observation, session);
  });
}

function rungsOf(observation: SshConfigObservation, session: Session): ProbeRequest[] {
  const { facts } = observation;
  if (facts?.state !== 'answered') return [];
  if (facts.branch === 'none') return virtualName(observation);
  const reach = rung(observation, 'reach', session);
  const reached = session.observations.findLast(({ request: key }) => key === reach.key);
  // A configured command gets the alias as an argument, so the alias must be safe in a shell.
  const mayConnect = session.profile.consents.includes('ssh-connect') && isPlainDestination(facts.asked ?? '');
  return mayConnect && reached?.state === 'completed' && reached.failure === null
    ? [reach, rung(observation, 'session', session)]
    : [reach];
}

function rung({ target, requirements }: SshConfigObservation, name: SshStep, { profile }: Session): ProbeRequest {
  return request({ probe: 'ssh-connect', target, requirements, ssh: { ...sshOptionsOf(profile), isTyped: true, rung: name } });
}

/** An invented label: an answer for it means that DNS answers for the whole domain. */
const NOBODY = 'gitpod-doctor-1f7c0a9e';

function virtualName({ facts, requirements }: SshConfigObservation): ProbeRequest[] {
  const [, domain] = /^[^.@]{1,63}\.([a-z0-9.-]{1,180}[a-z0-9])\.?$/i.exec(nameOf(facts?.asked ?? '')) ?? [];
  if (domain === undefined || facts?.generation == null) return [];
  const host = `${NOBODY}.${domain}`;
  return [control('virtual-name', { probe: 'dns', target: { kind: 'name', host }, requirements, nameIsOurs: true })];
}
