/** If these fail, an alias is connected without consent, measured twice, or not measured. */
import { describe, expect, test } from 'vitest';
import { assembleRequirements } from '../../catalog/index.ts';
import { isCounting } from '../../knowledge/applicability.ts';
import type { Observation } from '../../model/observation.ts';
import type { ProbeRequest } from '../../model/probe-request.ts';
import { EMPTY_PROFILE, type Profile } from '../../model/profile.ts';
import type { AliasBranch, SshConfigFacts } from '../../model/ssh/index.ts';
import { EMPTY_SSH_CONFIG } from '../../model/testing/ssh-facts.ts';
import { nextRequests } from '../index.ts';
import { answerTo, sessionOf } from '../testing/world.ts';

interface Told {
  branch?: AliasBranch;
  state?: SshConfigFacts['state'];
  reachFails?: boolean;
}

/** All requests of a session in which every name takes the same route. */
function requestsFor(profile: Partial<Profile>, told: Told = {}): ProbeRequest[] {
  const whole = { ...EMPTY_PROFILE, ...profile };
  const requirements = assembleRequirements(whole, null).filter(({ area }) => area === 'ssh');
  const started: ProbeRequest[] = [];
  const observed: Observation[] = [];
  for (;;) {
    const session = sessionOf(whole, requirements, new Set(requirements.map(({ id }) => id)), started, observed);
    const [next] = nextRequests(session);
    if (next === undefined) return started;
    started.push(next);
    observed.push(answered(next, `o${started.length}`, told));
  }
}

function answered(request: ProbeRequest, id: string, { branch = 'address', state = 'answered', reachFails = false }: Told): Observation {
  const observation = answerTo(request, id, {});
  if (observation.probe === 'ssh-connect' && reachFails) return { ...observation, failure: { kind: 'tcp.refused', text: 'refused' } };
  if (observation.probe !== 'ssh-config' || request.target.kind !== 'ssh-alias') return observation;
  const { pattern } = request.target;
  const isTyped = request.ssh?.isTyped ?? false;
  return { ...observation, facts: { ...EMPTY_SSH_CONFIG, asked: pattern, isTyped, state, branch, generation: 'environment' } };
}

const keys = (requests: ProbeRequest[]) => requests.filter(({ probe }) => probe !== 'host').map(({ key }) => key);
const ONE = { sshAlias: ['w1.gitpod.environment'] };

describe('requests about SSH aliases', () => {
  test('read the configuration for each family when no alias is given, and connect to nothing', () => {
    expect(keys(requestsFor({ consents: ['ssh-connect'] }))).toEqual([
      'ssh-config *.gitpod.remote via direct',
      'ssh-config *.gitpod.environment via direct',
    ]);
  });

  test('read the configuration for an alias once, for the requirement of the alias’s family', () => {
    const [first] = requestsFor(ONE).filter(({ probe }) => probe === 'ssh-config');
    expect(first).toMatchObject({ requirements: ['ssh.gitpod-environment'], ssh: { isTyped: true, rung: null } });
    expect(keys(requestsFor({ sshAlias: ['w1.ona.environment'] }))[0]).toBe('ssh-config w1.ona.environment via direct');
  });

  test('read the configuration for an alias without a family once, for the requirements of both families', () => {
    const config = requestsFor({ sshAlias: ['my-box'] }).filter(({ probe }) => probe === 'ssh-config');
    expect(config.map(({ requirements }) => requirements)).toEqual([['ssh.gitpod-remote', 'ssh.gitpod-environment']]);
  });

  test('are for requirements that count only if an alias of that family was given', () => {
    const counting = (sshAlias: string[]) =>
      assembleRequirements({ ...EMPTY_PROFILE, sshAlias }, null)
        .filter((row) => row.area === 'ssh' && isCounting(row, { ...EMPTY_PROFILE, sshAlias }, null))
        .map(({ id }) => id);
    expect(counting([])).toEqual([]);
    expect(counting(['w1.gitpod.environment'])).toEqual(['ssh.gitpod-environment']);
    expect(counting(['w1.gitpod.environment', 'w2.gitpod.remote'])).toHaveLength(2);
  });

  test('connect only after the configuration was read, and run ssh only with consent and a reachable host', () => {
    const reach = 'ssh-connect w1.gitpod.environment via direct reach';
    const session = 'ssh-connect w1.gitpod.environment via direct session';
    const rungs = (profile: Partial<Profile>, told?: Told) =>
      keys(requestsFor({ ...ONE, ...profile }, told)).filter((key) => key.startsWith('ssh-connect'));
    expect(rungs({})).toEqual([reach]);
    expect(rungs({ consents: ['ssh-connect'] })).toEqual([reach, session]);
    expect(rungs({ consents: ['ssh-connect'] }, { reachFails: true })).toEqual([reach]);
    expect(rungs({ consents: ['ssh-connect'] }, { state: 'refused' })).toEqual([]);
    expect(rungs({ consents: ['ssh-connect'] }, { branch: 'none' })).toEqual([]);
  });

  test('never run ssh for an alias that a shell could interpret', () => {
    const named = (alias: string) =>
      requestsFor({ sshAlias: [alias], consents: ['ssh-connect'] }).flatMap(({ ssh }) => (ssh?.rung == null ? [] : [ssh.rung]));
    expect(named('wü+1.gitpod.environment')).toEqual(['reach', 'session']);
    expect(named('w1`id`.gitpod.environment')).toEqual(['reach']);
  });

  test('include a DNS lookup of an invented label when ssh has neither an address nor a proxy for the alias', () => {
    const dns = requestsFor(ONE, { branch: 'none' }).filter(({ probe }) => probe === 'dns');
    expect(dns).toHaveLength(1);
    expect(dns[0]).toMatchObject({ role: 'control', purpose: 'virtual-name', nameIsOurs: true });
    expect(dns[0]?.target).toMatchObject({ host: expect.stringMatching(/^gitpod-doctor-[0-9a-f]{8}\.gitpod\.environment$/) });
  });

  test('contain the configuration file that the user named, and the consent to run commands', () => {
    const profile = { ...ONE, sshConfig: '/home/me/other', consents: ['match-exec' as const] };
    for (const { ssh, probe } of requestsFor(profile)) {
      if (probe !== 'host') expect(ssh).toMatchObject({ configFile: '/home/me/other', matchExec: true });
    }
  });
});
