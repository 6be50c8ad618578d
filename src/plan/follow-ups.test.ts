import { describe, expect, test } from 'vitest';
import { assemble } from '../catalog/index.ts';
import type { HostFacts } from '../model/host-facts.ts';
import { CONTROL_PURPOSES, type ProbeRequest } from '../model/probe-request.ts';
import { EMPTY_PROFILE } from '../model/profile.ts';
import { targetHost, targetText } from '../model/target.ts';
import { TELLS_APART } from '../model/telling-apart.ts';
import { nextRequests } from './index.ts';
import { answerTo, behindProxy, type Outcome, run, STANDARD, type Story, sessionOf } from './testing/world.ts';

type Purpose = NonNullable<ProbeRequest['purpose']>;

const controls = (story: Story, purpose: Purpose) => run(story).filter((request) => request.purpose === purpose);
const isRow = (request: ProbeRequest, host: string) =>
  request.role === 'row' && request.probe === 'https' && targetHost(request.target) === host;

describe('a handshake that is cut off', () => {
  test.each(['tls.reset', 'tls.closed', 'tls.timeout'] as const)('by %s is tried with a neutral name on the same address', (kind) => {
    const found = controls({ answer: (request) => (isRow(request, 'marketplace.visualstudio.com') ? kind : null) }, 'neutral-name');
    expect(found).toMatchObject([
      {
        role: 'control',
        target: { host: 'marketplace.visualstudio.com', port: 443 },
        address: '203.0.113.9',
        serverName: 'example.com',
        requirements: ['vscode.marketplace'],
      },
    ]);
  });

  test('through a proxy has no address of its own to try', () => {
    expect(controls({ facts: behindProxy(), answer: () => 'tls.reset' }, 'neutral-name')).toEqual([]);
  });

  test('by a reset, or a body cut short, is tried once more', () => {
    const story: Story = { answer: (request) => (isRow(request, 'marketplace.visualstudio.com') ? 'tls.reset' : null) };
    expect(controls(story, 'repeat')).toHaveLength(1);
    expect(controls({ answer: (request) => (isRow(request, 'app.gitpod.io') ? 'http.truncated' : null) }, 'repeat')).toHaveLength(1);
  });
});

describe('a port other than 443', () => {
  const isGateway = (request: ProbeRequest) => isRow(request, 'us01.gitpod.dev');

  test('is compared with 443 of the same host', () => {
    const found = controls({ answer: (request) => (isGateway(request) ? 'tcp.timeout' : null) }, 'port-443');
    expect(found.map(({ target }) => targetText(target))).toEqual(['https://us01.gitpod.dev/']);
    expect(found[0]).toMatchObject({ route: { via: 'direct' }, stageMs: 2000 });
  });

  test('is compared through the same proxy', () => {
    const found = controls({ facts: behindProxy(), answer: (request) => (isGateway(request) ? 'tunnel.4xx' : null) }, 'port-443');
    expect(found[0]).toMatchObject({ route: { via: 'proxy' } });
  });

  test('is not compared where nothing can be reached: the answer is known, and the time is short', () => {
    expect(controls({ answer: () => 'tcp.timeout' }, 'port-443')).toEqual([]);
  });

  test('is not compared where only the metadata service answers, which is next door', () => {
    const isNextDoor = (request: ProbeRequest) => targetHost(request.target) === '169.254.169.254';
    const story: Story = { facts: { ec2: true }, answer: (request) => (isNextDoor(request) ? null : 'tcp.timeout') };
    expect(controls(story, 'port-443')).toEqual([]);
  });
});

describe('this machine', () => {
  const looks = (story: Story) => run(story).filter((request) => request.probe === 'host');

  test('is looked at once more where nothing got anywhere, when its link has learnt whether the router answers', () => {
    const dead: Story = {
      facts: { ec2: true },
      answer: ({ probe, target }) =>
        probe === 'udp' ? 'udp.silent' : targetHost(target) === '169.254.169.254' ? 'tcp.timeout' : 'dns.timeout',
    };
    expect(looks(dead)).toMatchObject([{ role: 'row' }, { role: 'control', purpose: 'repeat' }]);
  });

  test('what is read on this machine, its credentials and its SSH configuration, is no sign of a network', () => {
    const local = new Set(['aws-credentials', 'ssh-config', 'metadata']);
    const dead: Story = {
      profile: { consents: ['aws'], sshAlias: ['w1.gitpod.remote'] },
      answer: ({ probe }) => (local.has(probe) ? null : probe === 'udp' ? 'udp.silent' : 'dns.timeout'),
    };
    expect(run(dead).map(({ probe }) => probe)).toContain('aws-credentials');
    expect(looks(dead)).toMatchObject([{ role: 'row' }, { role: 'control', purpose: 'repeat' }]);
  });

  test('is looked at once where anything answered', () => {
    expect(looks({ answer: (request) => (request.probe === 'udp' ? null : 'dns.timeout') })).toHaveLength(1);
    expect(looks({})).toHaveLength(1);
  });
});

describe('the other way', () => {
  test('is tried through the proxy for what NO_PROXY sends direct', () => {
    const found = controls(
      { facts: behindProxy('app.gitpod.io'), answer: (request) => (isRow(request, 'app.gitpod.io') ? 'tcp.timeout' : null) },
      'other-route',
    ).filter(({ target }) => targetHost(target) === 'app.gitpod.io');
    expect(found).toMatchObject([{ route: { via: 'proxy' }, role: 'control' }]);
  });

  test('is tried directly for what the proxy refuses', () => {
    const found = controls(
      { facts: behindProxy(), answer: (request) => (isRow(request, 'mcr.microsoft.com') ? 'tunnel.4xx' : null) },
      'other-route',
    );
    expect(found.filter(({ target }) => targetHost(target) === 'mcr.microsoft.com')).toMatchObject([{ route: { via: 'direct' } }]);
  });

  test('does not exist without a proxy', () => {
    expect(controls({ answer: () => 'tcp.refused' }, 'other-route')).toEqual([]);
  });

  test('is tried for a few hosts when all fail alike, and for each host once', () => {
    const found = controls({ facts: behindProxy(), profile: { runner: 'enterprise' }, answer: () => 'tunnel.407' }, 'other-route');
    const hosts = found.map(({ target }) => targetHost(target));
    expect(new Set(hosts).size).toBe(hosts.length);
    expect(hosts.length).toBeLessThanOrEqual(20);
  });

  test('is tried for hosts of many owners, not for the first of the list', () => {
    const story: Story = { facts: behindProxy(), asked: (id) => !/^(aws|imds|management)\./.test(id), answer: () => 'tunnel.407' };
    const areas = controls(story, 'other-route').map(({ requirements }) => requirements[0]?.split('.')[0]);
    expect(areas).toHaveLength(8);
    expect([...new Set(areas)]).toEqual(['gateway', 'vscode', 'jetbrains', 'releases', 'registries']);
  });
});

describe('IPv6', () => {
  test('is tried on three hosts that have it, where this machine has it', () => {
    const found = controls({ facts: { ipv6: true }, aaaa: true }, 'family-6');
    expect(found).toHaveLength(3);
    for (const one of found) expect(one).toMatchObject({ probe: 'tcp', family: 6, role: 'control' });
  });

  test.each<[string, Story]>([
    ['this machine has none', { aaaa: true }],
    ['no host has it', { facts: { ipv6: true } }],
    ['a proxy connects in our stead', { facts: { ...behindProxy(), ipv6: true }, aaaa: true, asked: (id) => id === 'registries.mcr' }],
  ])('is left alone where %s', (_why, story) => {
    expect(controls(story, 'family-6')).toEqual([]);
  });
});

describe('a handshake without an answer', () => {
  const HOST = 'marketplace.visualstudio.com';
  const story = (answers: Partial<Record<Purpose, Outcome>>, facts: Story['facts'] = {}): Story => ({
    facts,
    answer: (request) => {
      if (targetHost(request.target) !== HOST || request.probe !== 'https') return null;
      return request.purpose === null ? 'tls.timeout' : (answers[request.purpose] ?? null);
    },
  });

  test('to the neutral name either is asked again in one packet, and with an offer whose answer fits one', () => {
    const asked = run(story({ 'neutral-name': 'tls.timeout' }));
    expect(asked.filter(({ clientHello }) => clientHello !== undefined)).toMatchObject([
      { purpose: 'small-hello', clientHello: 'small', serverName: null, address: '203.0.113.9', target: { host: HOST } },
      { purpose: 'small-answer', clientHello: 'outdated', serverName: null, address: '203.0.113.9', target: { host: HOST } },
    ]);
  });

  test('that the neutral name gets is a filter of names, and nothing more is asked', () => {
    const asked = run(story({ 'neutral-name': 'tls.alert' }));
    expect(asked.filter(({ clientHello }) => clientHello !== undefined)).toEqual([]);
  });

  test('behind a proxy is asked again through it', () => {
    const asked = controls(story({}, behindProxy()), 'small-hello');
    expect(asked).toMatchObject([{ route: { via: 'proxy' }, address: null }]);
  });

  test('for many hosts is asked again for a few, however the neutral name fares', () => {
    for (const neutral of ['tls.timeout', 'tls.alert'] as const) {
      const asked = run({
        answer: (request) => (request.probe === 'https' ? (request.purpose === 'neutral-name' ? neutral : 'tls.timeout') : null),
      });
      const count = (purpose: Purpose) => asked.filter((one) => one.purpose === purpose).length;
      expect([count('neutral-name'), count('small-hello'), count('small-answer')]).toEqual([8, 3, 3]);
    }
  });

  test('that ends with a reset is no question of size', () => {
    const asked = run({ answer: (request) => (targetHost(request.target) === HOST && request.probe === 'https' ? 'tls.reset' : null) });
    expect(asked.filter(({ clientHello }) => clientHello !== undefined)).toEqual([]);
  });
});

describe('an address that nobody has', () => {
  const failsAt = (host: string, kind: Outcome) => (request: ProbeRequest) => (isRow(request, host) ? kind : null);

  test('is tried once, directly and briefly, where something failed beside connections that were accepted', () => {
    expect(controls({ answer: failsAt('app.gitpod.io', 'tls.closed') }, 'unserved-address')).toMatchObject([
      { probe: 'tcp', target: { host: '192.0.2.1', port: 443 }, route: { via: 'direct' }, stageMs: 1000, requirements: ['management.app'] },
    ]);
  });

  test.each<[string, Story]>([
    ['all is well', {}],
    ['nothing is accepted at all', { answer: () => 'tcp.timeout' }],
    [
      'everything goes through a proxy',
      { facts: behindProxy(), asked: (id) => id === 'registries.mcr', answer: failsAt('mcr.microsoft.com', 'tunnel.4xx') },
    ],
  ])('is left alone where %s', (_why, story) => {
    expect(controls(story, 'unserved-address')).toEqual([]);
  });
});

describe('an answer that nobody vouches for', () => {
  const isServer = (request: ProbeRequest) => request.role === 'row' && request.requirements.some((id) => id.startsWith('vscode.server'));
  const inspected = (leads: string): Story => ({
    answer: (request) => (isServer(request) ? 'tls.unknown-issuer' : null),
    unverified: (request) => (isServer(request) ? { scheme: 'https', host: leads, port: 443 } : null),
  });

  test('and that leads a download elsewhere has the way there tried, once a host', () => {
    const found = controls(inspected('vscode.download.prss.microsoft.com'), 'redirect-target');
    expect(found).toMatchObject([{ probe: 'https', target: { host: 'vscode.download.prss.microsoft.com', port: 443 }, method: 'HEAD' }]);
  });

  test('and that leads nowhere new is left alone', () => {
    expect(controls(inspected('update.code.visualstudio.com'), 'redirect-target')).toEqual([]);
    expect(controls({ answer: (request) => (isServer(request) ? 'tls.unknown-issuer' : null) }, 'redirect-target')).toEqual([]);
  });
});

describe('a proxy that refuses', () => {
  const releases = (id: string) => id.startsWith('releases.');
  const refuses = (request: ProbeRequest) => (request.route.via === 'proxy' ? ('tunnel.4xx' as const) : null);

  test('all hosts of one domain is asked for somebody else’s host, once and through itself', () => {
    const found = controls({ facts: behindProxy(), asked: releases, answer: refuses }, 'other-host');
    expect(found).toMatchObject([{ route: { via: 'proxy', proxy: { host: 'proxy.corp.example' } }, method: 'HEAD' }]);
    expect(found.map(({ target }) => targetHost(target))).not.toContain('releases.gitpod.io');
  });

  test.each<[string, Story]>([
    ['several domains were asked for', { facts: behindProxy(), answer: refuses }],
    ['it asks for a login', { facts: behindProxy(), asked: releases, answer: () => 'tunnel.407' }],
    ['it lets all pass', { facts: behindProxy(), asked: releases }],
    ['nothing goes through one', { asked: releases, answer: () => 'tls.timeout' }],
  ])('is not asked where %s', (_why, story) => {
    expect(controls(story, 'other-host')).toEqual([]);
  });
});

describe('the clock of this machine', () => {
  const times = (story: Story) => controls(story, 'server-time');
  const host = (id: string) => id.startsWith('host.');

  test('is compared with two servers of different owners where nothing else is asked', () => {
    const found = times({ asked: host });
    expect(found).toMatchObject([
      { target: { host: 'app.gitpod.io' }, method: 'HEAD', requirements: ['host.clock'] },
      { method: 'HEAD', requirements: ['host.clock'] },
    ]);
    expect(targetHost(found[1]?.target ?? { kind: 'host' })).not.toContain('gitpod');
    expect(times({ asked: host, facts: behindProxy() })[1]).toMatchObject({ route: { via: 'proxy' } });
  });

  test('needs no server of its own where rows bring the time, or where it is not asked about', () => {
    expect(times({ asked: (id) => host(id) || id === 'management.app' })).toEqual([]);
    expect(times({ asked: (id) => id === 'host.network' })).toEqual([]);
  });
});

describe('a direct way on which no connection opens', () => {
  const management = (id: string) => id === 'management.app';

  test.each(['tcp.timeout', 'tcp.refused', 'tcp.unreachable'] as const)('by %s is tried with somebody else’s host, once', (kind) => {
    const found = controls({ asked: management, answer: ({ probe }) => (probe === 'https' ? kind : null) }, 'other-host');
    expect(found).toMatchObject([{ route: { via: 'direct' }, method: 'HEAD', stageMs: 2000, requirements: ['management.app'] }]);
    expect(found[0]?.target).not.toMatchObject({ host: expect.stringContaining('gitpod') });
  });

  test.each<[string, Story]>([
    ['hosts of several owners were tried', { answer: () => 'tcp.timeout' }],
    ['another host accepted', { answer: (request) => (isRow(request, 'app.gitpod.io') ? 'tcp.timeout' : null) }],
    ['the name did not resolve', { asked: management, answer: () => 'dns.timeout' }],
    ['it is the metadata service alone', { facts: { ec2: true }, asked: (id) => id.startsWith('imds.'), answer: () => 'tcp.timeout' }],
    ['everybody else goes through a proxy', { facts: behindProxy('app.gitpod.io'), asked: management, answer: () => 'tcp.timeout' }],
  ])('needs no other host where %s', (_why, story) => {
    expect(controls(story, 'other-host')).toEqual([]);
  });
});

describe('a proxy that another program uses', () => {
  const known = (host: string): Partial<HostFacts> => ({
    otherProxies: [
      { program: 'git', proxy: { scheme: 'http', host, port: 3128 }, hasCredentials: false, noProxy: [], file: '/home/u/.gitconfig' },
      { program: 'npm', proxy: { scheme: 'http', host, port: 3128 }, hasCredentials: false, noProxy: [], file: '/home/u/.npmrc' },
    ],
  });
  const closed: Story['answer'] = (request) => (request.route.via === 'direct' && request.probe === 'https' ? 'tcp.timeout' : null);

  test('is tried for two hosts of different areas where the direct way fails', () => {
    const found = controls({ facts: known('proxy.corp.example'), answer: closed }, 'other-programs-proxy');
    expect(found).toHaveLength(2);
    expect(new Set(found.map(({ requirements }) => requirements[0]?.split('.')[0])).size).toBe(2);
    for (const one of found) expect(one.route).toMatchObject({ via: 'proxy', proxy: { host: 'proxy.corp.example', port: 3128 } });
  });

  test.each<[string, Story]>([
    ['a variable names one', { facts: { ...known('other.corp.example'), ...behindProxy() }, answer: closed }],
    ['the direct way works', { facts: known('proxy.corp.example') }],
    ['no program knows one', { answer: closed }],
  ])('is not tried where %s', (_why, story) => {
    expect(controls(story, 'other-programs-proxy')).toEqual([]);
  });
});

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

describe('the speed of the server download', () => {
  test('is measured once, on the way and through the redirects that the download takes', () => {
    expect(controls({ extracted: true }, 'throughput')).toMatchObject([
      {
        target: { host: 'update.code.visualstudio.com', path: expect.stringContaining('/server-linux-x64/') },
        method: 'GET',
        firstBytes: 131_072,
        proof: { followRedirects: true },
        requirements: ['vscode.server-x64'],
      },
    ]);
    expect(controls({ facts: behindProxy() }, 'throughput')).toMatchObject([{ route: { via: 'proxy' } }]);
  });

  test('is not asked for where the download fails, or nobody needs it', () => {
    expect(controls({ answer: (request) => (isRow(request, 'update.code.visualstudio.com') ? 'tls.reset' : null) }, 'throughput')).toEqual(
      [],
    );
    expect(controls({ asked: (id) => id === 'management.app' }, 'throughput')).toEqual([]);
  });
});

test('the names of the lighthouses are looked up beside their addresses, by Standard runners alone', () => {
  const names = (story: Story) => controls(story, 'lighthouse-name').map(({ target }) => targetText(target));
  expect(names({})).toEqual(['lighthouse.us01.gitpod.dev', 'lighthouse.eu01.gitpod.dev']);
  expect(names({ profile: { runner: 'enterprise' } })).toEqual([]);
});

test('every control is tagged with two causes at least that it tells apart', () => {
  for (const purpose of CONTROL_PURPOSES) expect(new Set(TELLS_APART[purpose]).size, purpose).toBeGreaterThan(1);
});

test('on a healthy network only the download is looked at again', () => {
  const asked = run({ extracted: true }).filter(({ role }) => role === 'control');
  expect(new Set(asked.map(({ purpose }) => purpose))).toEqual(new Set(['lighthouse-name', 'throughput']));
});
