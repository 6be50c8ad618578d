import { describe, expect, test } from 'vitest';
import { assemble } from '../../catalog/index.ts';
import type { ProbeRequest } from '../../model/probe-request.ts';
import { EMPTY_PROFILE } from '../../model/profile.ts';
import { targetHost } from '../../model/target.ts';
import { nextRequests } from '../index.ts';
import { controls } from '../testing/controls.ts';
import { answerTo, behindProxy, run, STANDARD, type Story, sessionOf } from '../testing/world.ts';

describe('a certificate of a private authority', () => {
  const everybody = () => 'Corp CA';
  const hostsOf = (requests: readonly ProbeRequest[]) => requests.map(({ target }) => targetHost(target));

  test('is shown to the list of every program, once an authority', () => {
    expect(controls({ signer: everybody }, 'program-trust')).toMatchObject([{ everyProgram: true, probe: 'https', target: { path: '/' } }]);
    const two = controls({ signer: (host) => (host.endsWith('jetbrains.com') ? 'Other CA' : 'Corp CA') }, 'program-trust');
    expect(two).toHaveLength(2);
  });

  test('that is the genuine one is shown to nobody', () => {
    const purposes = run({ signer: () => null }).map(({ purpose }) => purpose);
    for (const purpose of ['program-trust', 'named-authority', 'other-owner', 'plain-http'] as const)
      expect(purposes).not.toContain(purpose);
  });

  test('is tried with the certificates that the person named, on a few hosts, and with nothing else of this machine', () => {
    const tried = controls({ signer: everybody, profile: { caFile: '/home/me/corp-ca.pem' } }, 'named-authority');
    expect(tried).toHaveLength(4);
    for (const request of tried) expect(request).toMatchObject({ trust: ['public', 'named'], role: 'control' });
    expect(controls({ signer: everybody }, 'named-authority')).toEqual([]);
  });

  test('is not tried where something else than trust is missing', () => {
    const story: Story = { profile: { caFile: '/ca.pem' }, answer: ({ probe }) => (probe === 'https' ? 'tls.expired' : null) };
    expect(controls(story, 'named-authority')).toEqual([]);
  });

  test('met on hosts of one owner is looked for at somebody else’s', () => {
    const asked = (id: string) => id === 'management.app';
    const others = controls({ signer: everybody, asked }, 'other-owner');
    expect(others).toHaveLength(1);
    expect(hostsOf(others)[0]).not.toMatch(/gitpod/);
    expect(controls({ signer: everybody, asked, facts: behindProxy() }, 'other-owner')).toMatchObject([{ route: { via: 'proxy' } }]);
  });

  test('met where the sweep knows one owner alone is looked for at a host of the published list', () => {
    const profile = { ...EMPTY_PROFILE, ...STANDARD };
    const rows = assemble(profile, null).filter(({ id }) => id === 'management.app');
    const asked = new Set(rows.map(({ id }) => id));
    const story: Story = { signer: everybody };
    const first = nextRequests(sessionOf(profile, rows, asked, [], []));
    const requests = [...first];
    const observations = first.map((request, at) => answerTo(request, `o${at}`, story));
    for (let next = nextRequests(sessionOf(profile, rows, asked, requests, observations)); next.length > 0; ) {
      requests.push(...next);
      observations.push(...next.map((request, at) => answerTo(request, `p${requests.length}-${at}`, story)));
      next = nextRequests(sessionOf(profile, rows, asked, requests, observations));
    }
    expect(hostsOf(requests.filter(({ purpose }) => purpose === 'other-owner'))).toEqual(['marketplace.visualstudio.com']);
  });

  test('met on hosts of several owners, or beside genuine ones, needs no other', () => {
    expect(controls({ signer: everybody }, 'other-owner')).toEqual([]);
    expect(controls({ signer: (host) => (host.endsWith('gitpod.io') ? 'Corp CA' : null) }, 'other-owner')).toEqual([]);
  });
});

describe('a redirect under the certificate of a stranger', () => {
  const inspected: Story['answer'] = ({ probe }) => (probe === 'https' ? 'tls.unknown-issuer' : null);
  const to = (host: string) => ({ scheme: 'https' as const, host, port: 443 });

  test('that leads hosts of several owners to one place is asked for without TLS, once', () => {
    const found = controls({ answer: inspected, unverified: () => to('login.wifi.example') }, 'plain-http');
    expect(found).toMatchObject([{ probe: 'http', target: { port: 80, path: '/' }, proof: { followRedirects: false } }]);
  });

  test.each<[string, Story['unverified']]>([
    ['leads each host elsewhere', (request) => to(`www.${targetHost(request.target)}.example`)],
    ['stays with its owner', (request) => to(targetHost(request.target) ?? '')],
    ['is that of one owner alone', (request) => (targetHost(request.target) === 'app.gitpod.io' ? to('login.wifi.example') : null)],
    ['is none', () => null],
  ])('that %s is not', (_name, unverified) => {
    expect(controls({ answer: inspected, ...(unverified === undefined ? {} : { unverified }) }, 'plain-http')).toEqual([]);
  });
});
