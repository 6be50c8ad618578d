import { describe, expect, test } from 'vitest';
import type { NameAnswer } from '../../model/observation.ts';
import type { Session } from '../../model/session.ts';
import { failure } from '../testing/phases.ts';
import { fails, session } from '../testing/session.ts';
import { findingOf, rootsOf } from '../testing/told.ts';

const others = () => session().dns('mcr.microsoft.com').https('mcr.microsoft.com');

describe('a host name', () => {
  test('is reported as name-not-found when the system lookup and the resolver give NXDOMAIN while other names resolve', () => {
    const told = others().dns('app.gitpod.io', 'dns.nxdomain').https('app.gitpod.io', fails('dns.nxdomain')).build();
    expect(rootsOf(told)).toEqual(['name-not-found']);
    expect(findingOf(told, 'name-not-found')).toMatchObject({ confidence: 'certain', subject: 'app.gitpod.io', severity: 'blocker' });
  });

  test('is not reported when it was invented for a wildcard and does not exist', () => {
    const told = others()
      .dns('x.vscode-unpkg.net', 'dns.nxdomain', 'dns.nxdomain', { nameIsOurs: true })
      .https('x.vscode-unpkg.net', fails('dns.nxdomain'), { nameIsOurs: true })
      .build();
    expect(rootsOf(told)).toEqual([]);
  });

  test('is reported as resolvers-disagree when only the system lookup gives NXDOMAIN', () => {
    const told = others().dns('app.gitpod.io', 'dns.nxdomain', ['52.1.1.1']).https('app.gitpod.io', fails('dns.nxdomain')).build();
    expect(rootsOf(told)).toEqual(['resolvers-disagree']);
    expect(findingOf(told, 'resolvers-disagree')).toMatchObject({
      title: 'The machine’s own lookup and its resolvers disagree about app.gitpod.io',
      confidence: 'certain',
      severity: 'blocker',
      observations: ['o3', 'o4'],
    });
  });

  test('is reported as resolvers-disagree, not as sinkholed, when only the system lookup gives an internal address', () => {
    const told = others()
      .dns('app.gitpod.io', ['10.9.9.9'], ['52.1.1.1'])
      .https('app.gitpod.io', fails('tcp.refused', { addresses: ['10.9.9.9'] }))
      .build();
    expect(rootsOf(told)).toEqual(['resolvers-disagree']);
  });

  test.each([
    ['different public addresses', ['52.1.1.1'], ['52.1.1.2']],
    ['a working split horizon', ['10.9.9.9'], ['52.1.1.1']],
    ['a resolver that does not answer', ['52.1.1.1'], 'dns.timeout' as const],
    ['a resolver that refuses', ['52.1.1.1'], 'dns.refused' as const],
  ])('is not reported when the host answers despite %s', (_, system, resolver) => {
    expect(rootsOf(others().dns('app.gitpod.io', system, resolver).https('app.gitpod.io').build())).toEqual([]);
  });

  test('is reported with a fix about its AWS region when no name of that region exists', () => {
    const told = others();
    for (const host of ['ec2.us-esat-1.amazonaws.com', 'sts.us-esat-1.amazonaws.com'])
      told.dns(host, 'dns.nxdomain').https(host, fails('dns.nxdomain'));
    const found = findingOf(told.build(), 'name-not-found');
    expect(found?.confidence).toBe('likely');
    expect(found?.fixes.some((fix) => fix.text.includes('us-esat-1'))).toBe(true);
  });

  test('is reported as resolver-refuses when the resolver answers SERVFAIL', () => {
    const told = others().dns('app.gitpod.io', 'dns.unavailable', 'dns.servfail').https('app.gitpod.io', fails('dns.servfail')).build();
    expect(rootsOf(told)).toEqual(['resolver-refuses']);
  });

  test('is reported as resolver-refuses when the resolver sends malformed data', () => {
    const told = others().dns('app.gitpod.io', 'dns.nxdomain', 'dns.malformed').https('app.gitpod.io', fails('dns.nxdomain')).build();
    expect(rootsOf(told)).toEqual(['resolver-refuses']);
    expect(findingOf(told, 'resolver-refuses')?.title).toContain('malformed data for app.gitpod.io');
  });

  test('leads to a request for TCP port 853 when its resolver uses DNS over TLS and does not answer', () => {
    const encryptedDns = [
      { by: 'systemd-resolved' as const, over: 'tls' as const, mode: 'strict' as const, servers: [], file: '/etc/systemd/resolved.conf' },
    ];
    const told = others().host({ encryptedDns }).dns('app.gitpod.io', 'dns.timeout').https('app.gitpod.io', fails('dns.timeout')).build();
    expect(findingOf(told, 'resolver-silent')?.fixes[0]?.text).toContain('TCP port 853');
  });

  test('leads to a resolver-silent that is only possible when no other lookup times out', () => {
    const told = others().dns('app.gitpod.io', 'dns.timeout').https('app.gitpod.io', fails('dns.timeout')).build();
    expect(rootsOf(told)).toEqual(['resolver-silent']);
    expect(findingOf(told, 'resolver-silent')?.confidence).toBe('possible');
  });

  test.each(['0.0.0.0', '127.0.0.1', '10.9.9.9'])('is reported as sinkholed when it is public and resolves to %s', (address) => {
    const told = others()
      .dns('app.gitpod.io', [address])
      .https('app.gitpod.io', fails('tcp.refused', { addresses: [address] }))
      .build();
    expect(rootsOf(told)).toEqual(['name-sinkholed']);
  });

  test('is not reported as sinkholed at a private address where it has a trusted certificate', () => {
    const told = others()
      .https('app.gitpod.io', fails('http.status', { addresses: ['10.9.9.9'], status: 503 }))
      .build();
    expect(rootsOf(told)).not.toContain('name-sinkholed');
  });

  test('is not reported as sinkholed at a private address when it belongs to AWS, because the VPC may have an endpoint', () => {
    const host = 'ec2.us-east-1.amazonaws.com';
    const told = others()
      .dns(host, ['10.0.1.5'])
      .https(host, fails('tcp.timeout', { addresses: ['10.0.1.5'] }))
      .build();
    expect(rootsOf(told)).not.toContain('name-sinkholed');
  });

  test("is not reported as sinkholed at a private address when it belongs to the user's company", () => {
    const told = others()
      .https('git.corp.example', fails('tcp.refused', { addresses: ['10.1.1.1'] }))
      .build();
    expect(rootsOf(told)).not.toContain('name-sinkholed');
  });

  test('is reported as slow, not as missing, when the first of two resolvers does not answer', () => {
    const found = findingOf(lateSession(), 'resolver-silent');
    expect(found).toMatchObject({ subject: '10.0.0.2', severity: 'degraded', confidence: 'likely' });
    expect(found?.title).toContain('Lookups take 5 s');
    expect(rootsOf(lateSession())).toEqual(['resolver-silent']);
  });

  test('is not reported as slow when the first resolver answered another lookup', () => {
    expect(rootsOf(lateSession({ answersOnce: true }))).toEqual([]);
  });
});

/** The system lookup takes 5 s because the first of two resolvers is silent and the second answers. */
function lateSession({ answersOnce = false } = {}): Session {
  const resolvers = [
    { address: '10.0.0.2', port: 53 },
    { address: '10.0.0.3', port: 53 },
  ];
  const told = session().host({ resolvers });
  for (const host of ['mcr.microsoft.com', 'app.gitpod.io', 'github.com']) told.dns(host).https(host);
  const built = told.build();
  const isSilent = (answer: NameAnswer, name: string) =>
    answer.from.kind === 'resolver' && answer.from.address === '10.0.0.2' && !(answersOnce && name === 'github.com');
  const late = (answer: NameAnswer, name: string): NameAnswer => {
    if (answer.from.kind === 'system') return { ...answer, durationMs: 5010 };
    return isSilent(answer, name) ? { ...answer, addresses: [], failure: failure('dns.timeout', {}, name) } : answer;
  };
  const observations = built.observations.map((one) =>
    one.probe === 'dns' ? { ...one, answers: one.answers.map((answer) => late(answer, one.name)) } : one,
  );
  return { ...built, observations };
}
