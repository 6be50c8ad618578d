import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FAILURE_KINDS, type FailureKind, failureLayer } from '../../model/failure.ts';
import { Finding, Note } from '../../model/finding.ts';
import type { Session } from '../../model/session.ts';
import { Verdict } from '../../model/verdict.ts';
import { viewOf } from '../facts/view-of.ts';
import type { Outcome } from '../testing/outcome.ts';
import { cancelled, crashes, fails, passes, type SessionBuilder, session } from '../testing/session.ts';
import { findingOf, rootsOf } from '../testing/told.ts';
import { diagnose } from './diagnose.ts';

const HOSTS = ['app.gitpod.io', 'mcr.microsoft.com', 'download.jetbrains.com', 'ec2.us-east-1.amazonaws.com', 'git.corp.example'];
const WEB = FAILURE_KINDS.filter((kind) => ['dns', 'tcp', 'tls', 'http'].includes(failureLayer(kind)) && kind !== 'http.checksum');
const TUNNEL = FAILURE_KINDS.filter((kind) => failureLayer(kind) === 'tunnel');
const UDP = FAILURE_KINDS.filter((kind) => failureLayer(kind) === 'udp');
const DNS = FAILURE_KINDS.filter((kind) => failureLayer(kind) === 'dns');

type Step = (told: SessionBuilder) => SessionBuilder;

function outcome(kinds: readonly FailureKind[]): fc.Arbitrary<Outcome> {
  const failed = fc.record({ kind: fc.constantFrom(...kinds), credentialsSent: fc.boolean(), scheme: fc.constantFrom('Basic', 'NTLM') });
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant(passes()) },
    {
      weight: 5,
      arbitrary: failed.map(({ kind, credentialsSent, scheme }) => fails(kind, { tunnel: { credentialsSent, authenticate: [scheme] } })),
    },
    fc.constant(crashes),
    fc.constant(cancelled('deadline')),
  );
}

const port = fc.constantFrom(443, 8443);
const host = fc.constantFrom(...HOSTS);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(host, port, outcome(WEB)).map(
    ([h, p, o]): Step =>
      (told) =>
        told.direct().https(`https://${h}:${p}/`, o),
  ),
  fc.tuple(host, port, outcome([...TUNNEL, 'dns.nxdomain', 'tcp.refused', 'tls.reset'])).map(
    ([h, p, o]): Step =>
      (told) =>
        told.via('http://proxy.corp:3128').https(`https://${h}:${p}/`, o),
  ),
  fc.tuple(fc.nat(4), outcome(UDP)).map(
    ([n, o]): Step =>
      (told) =>
        told.udp(`198.51.100.${n}`, o),
  ),
  fc.tuple(host, fc.option(fc.constantFrom(...DNS)), fc.constantFrom(...DNS)).map(
    ([h, system, resolver]): Step =>
      (told) =>
        system === null ? told.dns(h) : told.dns(h, system, resolver),
  ),
  fc.tuple(host, outcome(WEB)).map(
    ([h, o]): Step =>
      (told) =>
        told.direct().control('neutral-name', h, o),
  ),
);
const anySession: fc.Arbitrary<Session> = fc
  .tuple(fc.array(step, { maxLength: 24 }), fc.boolean(), fc.constantFrom(0, 1, 2))
  .map(([steps, proxied, interfaces]) => {
    const told = session({ runner: 'standard', from: 'runner' }).host({ interfaces });
    if (proxied) told.proxy('http://proxy.corp:3128');
    return steps.reduce((so, next) => next(so), told).build();
  });

describe('the diagnosis of any session', () => {
  test('assigns every failed observation to a finding', () => {
    fc.assert(
      fc.property(anySession, (seen) => {
        const accounted = new Set(diagnose(seen).findings.flatMap((finding) => finding.observations));
        expect(viewOf(seen).failed.filter((observation) => !accounted.has(observation.id))).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  test('does not depend on the order of observations', () => {
    fc.assert(
      fc.property(anySession, fc.infiniteStream(fc.nat()), (seen, dice) => {
        const shuffled = seen.observations.map((each) => ({ each, at: dice.next().value ?? 0 })).sort((a, b) => a.at - b.at);
        expect(diagnose({ ...seen, observations: shuffled.map(({ each }) => each) })).toEqual(diagnose(seen));
      }),
      { numRuns: 100 },
    );
  });

  test('matches the schema, and gives each failed observation and each consequence exactly one root cause', () => {
    fc.assert(
      fc.property(anySession, (seen) => {
        const { findings, notes, verdicts } = diagnose(seen);
        for (const finding of findings) Finding.parse(finding);
        for (const note of notes) Note.parse(note);
        for (const verdict of verdicts) Verdict.parse(verdict);
        const roots = new Map(findings.filter((finding) => finding.causedBy === null).map((finding) => [finding.id, finding]));
        for (const finding of findings) if (finding.causedById !== null) expect(roots.get(finding.causedById)?.code).toBe(finding.causedBy);
        const failed = new Set(viewOf(seen).failed.map((observation) => observation.id));
        const claimed = [...roots.values()].flatMap((finding) => finding.observations).filter((id) => failed.has(id));
        expect(new Set(claimed).size).toBe(claimed.length);
      }),
      { numRuns: 100 },
    );
  });
});

describe('the finding of a root cause', () => {
  test('does not mention the gateway when gateway-port-blocked explains that the same port is closed there', () => {
    const told = session({ runner: 'standard' })
      .https('app.gitpod.io')
      .https('https://us01.gitpod.dev:8443/', fails('tcp.timeout'))
      .control('port-443', 'us01.gitpod.dev', passes(), { requirement: 'gateway.us01' })
      .https('https://git.corp.example:8443/', fails('tcp.timeout'));
    const seen = told.requirement('us01.gitpod.dev:8443', { area: 'gateway' }).build();
    expect(rootsOf(seen)).toEqual(['port-dropped', 'gateway-port-blocked']);
    const rest = findingOf(seen, 'port-dropped');
    expect(JSON.stringify(rest)).toContain('git.corp.example');
    expect(JSON.stringify(rest)).not.toContain('us01.gitpod.dev');
  });

  test('has only hosts of its own observations in its title', () => {
    fc.assert(
      fc.property(anySession, (seen) => {
        const of = new Map(seen.observations.map((each) => [each.id, JSON.stringify(each)]));
        for (const { title, observations, causedBy } of diagnose(seen).findings) {
          if (causedBy !== null) continue;
          const strangers = HOSTS.filter((host) => title.includes(host) && !observations.some((id) => of.get(id)?.includes(host)));
          expect(strangers).toEqual([]);
        }
      }),
      { numRuns: 150 },
    );
  });
});

test('a finding blocks Gitpod if a required check fails, degrades Gitpod if only an optional check fails, and is advice otherwise', () => {
  const proxy = () => session().proxy('http://proxy.corp:3128');
  expect(findingOf(proxy().https('app.gitpod.io', fails('tunnel.407')).build(), 'proxy-requires-login')?.severity).toBe('blocker');
  const optional = proxy()
    .https('ghcr.io', fails('tunnel.407'), { of: { level: 'optional' } })
    .build();
  expect(findingOf(optional, 'proxy-requires-login')?.severity).toBe('degraded');
  const elsewhere = session({ from: 'laptop' })
    .https('app.gitpod.io', fails('tls.alert'), { of: { neededFrom: ['runner'] } })
    .build();
  expect(diagnose(elsewhere).findings.map((finding) => finding.severity)).toEqual(['advice']);
});

test('findings are sorted by severity, code and subject, and numbered in that order', () => {
  const { findings } = diagnose(
    session()
      .https('app.gitpod.io')
      .https('ghcr.io', fails('probe.deadline'), { of: { level: 'optional' } })
      .https('mcr.microsoft.com', crashes)
      .https('git.corp.example', fails('unclassified'))
      .build(),
  );
  expect(findings.map(({ id, severity, name }) => `${id} ${severity} ${name}`)).toEqual([
    'f1 blocker unexplained-failure',
    'f2 degraded unexplained-failure',
    'f3 degraded probe-crashed',
  ]);
});

test('a healthy session has no findings', () => {
  const told = session().dns('app.gitpod.io').https('app.gitpod.io').udp('35.171.240.32').build();
  expect(diagnose(told)).toMatchObject({ findings: [], notes: [] });
  expect(rootsOf(told)).toEqual([]);
});

test('a run that reached its deadline has a note with the flag that extends the deadline', () => {
  const [note] = diagnose(session().requirement('row').notStarted('row').build()).notes;
  expect(note).toMatchObject({ name: 'deadline-reached' });
  expect(note?.text).toContain('--deadline 40000');
});
