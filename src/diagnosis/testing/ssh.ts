/** SSH aliases in test sessions: the configuration of an alias, and how far its connections got. */
import type { FailureKind } from '../../model/failure.ts';
import type { Observation } from '../../model/observation.ts';
import type { Phase } from '../../model/phase.ts';
import { type ProbeRequest, requestKey } from '../../model/probe-request.ts';
import type { Session } from '../../model/session.ts';
import type { EffectiveSettings, SshConfigFacts } from '../../model/ssh/index.ts';
import { DIRECT } from '../../model/target.ts';
import { PLAIN_REQUEST } from '../../model/testing/plain-request.ts';
import { EMPTY_SSH_CONFIG } from '../../model/testing/ssh-facts.ts';
import { requirementFor } from './defaults.ts';

export const CONFIG = '/home/dev/.ssh/config';
export const GITPOD_CONFIG = '/home/dev/.ssh/gitpod/config';

const at = (line: number, file = GITPOD_CONFIG) => ({ by: 'file' as const, file, line });
const byDefault = { by: 'default' as const };

const EFFECTIVE: EffectiveSettings = {
  hostname: { value: 'x1.gitpod.environment', source: byDefault },
  user: { value: 'gitpod_devcontainer', source: at(3) },
  port: { value: 22, source: byDefault },
  proxyCommand: { program: '/usr/local/bin/gitpod', kind: 'gitpod-cli', source: at(2) },
  proxyJump: null,
  identityFiles: [],
  identitiesOnly: { value: true, source: at(4) },
  controlMaster: { value: 'no', source: byDefault },
  controlPath: null,
  strictHostKeyChecking: { value: 'no', source: at(5) },
  hostKeyAlias: null,
  userKnownHostsFiles: ['/home/dev/.ssh/known_hosts'],
  globalKnownHostsFiles: [],
  canonicalizeHostname: { value: 'no', source: byDefault },
  hasRemoteCommand: false,
  hasKnownHostsCommand: false,
  connectTimeoutSeconds: null,
};

/** A healthy alias as the current Gitpod CLI configures it: a proxy command in an included file. */
export const PROXIED: SshConfigFacts = {
  ...EMPTY_SSH_CONFIG,
  asked: 'x1.gitpod.environment',
  generation: 'environment',
  effective: EFFECTIVE,
  branch: 'proxy-command',
};

/** A healthy alias that connects by address. */
export const ADDRESSED: SshConfigFacts = {
  ...PROXIED,
  asked: 'x1.gitpod.remote',
  generation: 'remote',
  branch: 'address',
  effective: { ...EFFECTIVE, hostname: { value: 'ec2-1.compute.example', source: at(2) }, proxyCommand: null },
};

/** An alias to which no section applies. */
export const UNMATCHED: SshConfigFacts = { ...PROXIED, branch: 'none', effective: { ...EFFECTIVE, proxyCommand: null } };

export interface Connected {
  rung?: 'reach' | 'session';
  fails?: FailureKind;
  phases?: readonly Phase[];
}

const ROW = 'ssh.gitpod-environment';

/** Adds one alias to a session; its observations continue the numbers of the others. */
export function withAlias(
  session: Session,
  facts: SshConfigFacts,
  failed: FailureKind | null,
  connects: readonly Connected[] = [],
): Session {
  const alias = facts.asked ?? 'x1.gitpod.environment';
  const observations = [...session.observations];
  const requests = [...session.requests];
  const add = (
    probe: 'ssh-config' | 'ssh-connect',
    kind: FailureKind | null,
    rest: (base: object) => object,
    rung: 'reach' | 'session' | null,
  ) => {
    const target = { kind: 'ssh-alias' as const, pattern: alias };
    const unkeyed = {
      ...PLAIN_REQUEST,
      probe,
      target,
      route: DIRECT,
      requirements: [ROW],
      ssh: { configFile: null, matchExec: false, isTyped: true, rung },
    };
    const request: ProbeRequest = { ...unkeyed, key: requestKey(unkeyed) };
    requests.push(request);
    const base = {
      id: `o${observations.length + 1}`,
      request: request.key,
      target,
      route: DIRECT,
      role: 'row',
      purpose: null,
      requirements: [ROW],
      nameIsOurs: false,
      state: 'completed',
      cancelledBy: null,
      startedAt: '2026-11-23T10:00:00Z',
      startMs: 0,
      durationMs: 10,
      phases: [],
      failure: kind === null ? null : { kind, text: `${alias}: ${kind}` },
      probe,
    };
    observations.push(rest(base) as Observation);
  };
  add('ssh-config', failed, (base) => ({ ...base, facts }), null);
  for (const { rung = 'reach', fails = null, phases = [] } of connects)
    add('ssh-connect', fails, (base) => ({ ...base, rung, phases }), rung);
  const row = { ...requirementFor(ROW, { kind: 'ssh-alias', pattern: '*.gitpod.environment' }), consumer: 'ssh' as const };
  return {
    ...session,
    observations,
    requests,
    requirements: session.requirements.some(({ id }) => id === ROW) ? session.requirements : [...session.requirements, row],
    asked: new Set([...session.asked, ROW]),
  };
}

const PHASE = { startMs: 0, durationMs: 5, hop: 0, peer: 'target' as const };
const END = { 'server.address': 'ec2-1.compute.example', 'server.port': 22 };

export function bannerPhase(answeredBy: 'ssh' | 'http' | 'tls' | 'ssh-1' | 'other' | null): Phase {
  const ok = answeredBy === 'ssh';
  return {
    name: 'banner',
    ...PHASE,
    ...END,
    ok,
    software: ok ? 'SSH-2.0-OpenSSH_9.2p1' : null,
    answeredBy,
    linesBefore: 0,
    receivedBytes: 20,
  };
}

export function kexPhase(known: 'known' | 'unknown' | 'changed' | 'revoked' | null, ok: boolean): Phase {
  const key =
    known === null ? { hostKeyType: null, hostKeyFingerprint: null } : { hostKeyType: 'ssh-ed25519', hostKeyFingerprint: 'SHA256:abc' };
  const knownAt = known === 'changed' || known === 'known' ? { file: '/home/dev/.ssh/known_hosts', line: 7 } : null;
  return { name: 'kex', ...PHASE, ...END, ok, ...key, known, knownAt, offered: null };
}

export function sessionPhase(facts: { keysOffered?: number; keyAccepted?: boolean; ok?: boolean } = {}): Phase {
  const { keysOffered = 1, keyAccepted = false, ok = false } = facts;
  return {
    name: 'ssh-session',
    ...PHASE,
    ok,
    stage: 'authentication',
    exitStatus: 255,
    methods: ['publickey'],
    keysOffered,
    keyAccepted,
    offendingKey: null,
    said: null,
  };
}
