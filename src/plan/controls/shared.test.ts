/** If these fail, a walk first blames one host for a fault that every host of this network would show. */
import { describe, expect, test } from 'vitest';
import { assembleRequirements } from '../../catalog/index.ts';
import type { ProbeRequest } from '../../model/probe-request.ts';
import { EMPTY_PROFILE } from '../../model/profile.ts';
import { targetHost } from '../../model/target.ts';
import { nextRequests } from '../index.ts';
import { controls, isRow } from '../testing/controls.ts';
import { answerTo, behindProxy, type Outcome, run, STANDARD, type Story, sessionOf } from '../testing/world.ts';

const management = (id: string) => id === 'management.app';
const everybody = () => 'Corp CA';
const genuine = () => null;
const always =
  (kind: Outcome): NonNullable<Story['answer']> =>
  ({ probe }) =>
    probe === 'https' || probe === 'dns' ? kind : null;
const hostsOf = (requests: readonly ProbeRequest[]) => requests.map(({ target }) => targetHost(target));

describe('the control with a host of another owner', () => {
  test.each<[string, Story]>([
    ['shows a private certificate', { signer: everybody }],
    ['is cut off during the handshake', { answer: always('tls.reset') }],
    ['sends an unexpected answer', { answer: always('http.status') }],
  ])('is made once when all measured hosts have one owner and one of the hosts %s', (_what, story) => {
    const others = controls({ ...story, asked: management }, 'other-owner');
    expect(others).toMatchObject([{ method: 'HEAD', requirements: ['management.app'], stageMs: 2000 }]);
    expect(hostsOf(others)[0]).not.toMatch(/gitpod/);
  });

  test('looks the host up at each resolver when the only measured host does not resolve', () => {
    const others = controls({ answer: always('dns.nxdomain'), asked: management }, 'other-owner');
    expect(others.map(({ probe }) => probe)).toEqual(['dns', 'https']);
    expect(new Set(hostsOf(others)).size).toBe(1);
  });

  test('uses the route that the proxy settings give for its host', () => {
    expect(controls({ signer: everybody, asked: management, facts: behindProxy() }, 'other-owner')).toMatchObject([
      { route: { via: 'proxy' } },
    ]);
  });

  test('chooses a host of the published list when the session knows only one owner', () => {
    const profile = { ...EMPTY_PROFILE, ...STANDARD };
    const rows = assembleRequirements(profile, null).filter(({ id }) => id === 'management.app');
    const asked = new Set(rows.map(({ id }) => id));
    const story: Story = { signer: everybody };
    const requests: ProbeRequest[] = [];
    const observations: ReturnType<typeof answerTo>[] = [];
    for (let round = 0; round < 20; round += 1) {
      const next = nextRequests(sessionOf(profile, rows, asked, requests, observations));
      requests.push(...next);
      observations.push(...next.map((request, at) => answerTo(request, `o${round}-${at}`, story)));
    }
    expect(hostsOf(requests.filter(({ purpose }) => purpose === 'other-owner'))).toEqual(['mcr.microsoft.com']);
  });

  test.each<[string, Story]>([
    ['hosts of several owners were requested', { signer: everybody }],
    ['a genuine server answered', { signer: (host) => (host.endsWith('gitpod.io') ? 'Corp CA' : null) }],
    ['nothing failed', { signer: genuine, asked: management }],
    ['the proxy gives the reason', { facts: behindProxy(), answer: always('tunnel.407'), asked: management }],
  ])('is not made when %s', (_why, story) => {
    expect(controls(story, 'other-owner')).toEqual([]);
  });
});

describe('the control without TLS', () => {
  const to = (host: string) => ({ scheme: 'https' as const, host, port: 443 });

  test.each<[string, Outcome]>([
    ['has an untrusted certificate', 'tls.unknown-issuer'],
    ['is reset during the handshake', 'tls.closed'],
    ['cannot connect', 'tcp.timeout'],
  ])('is made once, without following redirects, when a requirement %s and no genuine server answers', (_what, kind) => {
    const found = controls({ answer: always(kind), asked: management }, 'plain-http');
    expect(found).toMatchObject([
      { probe: 'http', target: { host: 'app.gitpod.io', port: 80, path: '/' }, proof: { followRedirects: false }, stageMs: 2000 },
    ]);
  });

  test('is made for one of the redirected hosts if any host was redirected', () => {
    const unverified: NonNullable<Story['unverified']> = (request) =>
      targetHost(request.target) === 'mcr.microsoft.com' ? to('login.wifi.example') : null;
    expect(hostsOf(controls({ answer: always('tls.unknown-issuer'), unverified }, 'plain-http'))).toEqual(['mcr.microsoft.com']);
  });

  test.each<[string, Story]>([
    ['nothing failed', { signer: genuine }],
    ['a genuine server answered', { signer: genuine, answer: (request) => (isRow(request, 'app.gitpod.io') ? 'tls.reset' : null) }],
    ['no name resolves', { answer: always('dns.nxdomain') }],
    ['the proxy gives the reason', { facts: behindProxy(), answer: always('tunnel.407') }],
    [
      'only the metadata service does not answer',
      { facts: { ec2: true }, asked: (id) => id.startsWith('imds.'), answer: () => 'tcp.timeout' },
    ],
  ])('is not made when %s', (_why, story) => {
    expect(controls(story, 'plain-http')).toEqual([]);
  });
});

test('a healthy network gets no controls', () => {
  const purposes = run({ signer: genuine }).map(({ purpose }) => purpose);
  for (const purpose of ['other-owner', 'other-host', 'plain-http'] as const) expect(purposes).not.toContain(purpose);
});
