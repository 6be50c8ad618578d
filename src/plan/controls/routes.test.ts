import { describe, expect, test } from 'vitest';
import type { HostFacts } from '../../model/host-facts.ts';
import type { ProbeRequest } from '../../model/probe-request.ts';
import { targetHost, targetText } from '../../model/target.ts';
import { controls, isRow } from '../testing/controls.ts';
import { behindProxy, type Outcome, type Story } from '../testing/world.ts';

describe('a failed connection to a port other than 443', () => {
  const isGateway = (request: ProbeRequest) => isRow(request, 'us01.gitpod.dev');

  test('is compared with a connection to port 443 of the same host', () => {
    const found = controls({ answer: (request) => (isGateway(request) ? 'tcp.timeout' : null) }, 'port-443');
    expect(found.map(({ target }) => targetText(target))).toEqual(['https://us01.gitpod.dev/']);
    expect(found[0]).toMatchObject({ route: { via: 'direct' }, stageMs: 2000 });
  });

  test('is compared through the same proxy', () => {
    const found = controls({ facts: behindProxy(), answer: (request) => (isGateway(request) ? 'tunnel.4xx' : null) }, 'port-443');
    expect(found[0]).toMatchObject({ route: { via: 'proxy' } });
  });

  test('is not compared when no host can be reached', () => {
    expect(controls({ answer: () => 'tcp.timeout' }, 'port-443')).toEqual([]);
  });

  test('is not compared when only the metadata service answers, which is link-local', () => {
    const isNextDoor = (request: ProbeRequest) => targetHost(request.target) === '169.254.169.254';
    const story: Story = { facts: { ec2: true }, answer: (request) => (isNextDoor(request) ? null : 'tcp.timeout') };
    expect(controls(story, 'port-443')).toEqual([]);
  });
});

describe('the control over the other route', () => {
  test('goes through the proxy for a host that NO_PROXY sends direct', () => {
    const found = controls(
      { facts: behindProxy('app.gitpod.io'), answer: (request) => (isRow(request, 'app.gitpod.io') ? 'tcp.timeout' : null) },
      'other-route',
    ).filter(({ target }) => targetHost(target) === 'app.gitpod.io');
    expect(found).toMatchObject([{ route: { via: 'proxy' }, role: 'control' }]);
  });

  test('goes direct for a host that the proxy refuses', () => {
    const found = controls(
      { facts: behindProxy(), answer: (request) => (isRow(request, 'mcr.microsoft.com') ? 'tunnel.4xx' : null) },
      'other-route',
    );
    expect(found.filter(({ target }) => targetHost(target) === 'mcr.microsoft.com')).toMatchObject([{ route: { via: 'direct' } }]);
  });

  test('goes direct in the proxy step for a host that must be reached directly but is missing from NO_PROXY', () => {
    const asked = (id: string) => id.startsWith('proxy.');
    const enterprise = { runner: 'enterprise' } as const;
    const hosts = (story: Story) => controls({ asked, ...story }, 'other-route').map(({ target }) => targetHost(target));
    expect(hosts({ profile: enterprise, facts: behindProxy('app.gitpod.io') })).toEqual(['ec2.us-east-1.amazonaws.com']);
    expect(hosts({ profile: enterprise, facts: behindProxy('app.gitpod.io,.amazonaws.com') })).toEqual([]);
    expect(hosts({ profile: enterprise })).toEqual([]);
    expect(hosts({ facts: behindProxy() })).toEqual([]);
  });

  test('is not made without a proxy', () => {
    expect(controls({ answer: () => 'tcp.refused' }, 'other-route')).toEqual([]);
  });

  test('is made for a few hosts, once each, when all fail alike', () => {
    const found = controls({ facts: behindProxy(), profile: { runner: 'enterprise' }, answer: () => 'tunnel.407' }, 'other-route');
    const hosts = found.map(({ target }) => targetHost(target));
    expect(new Set(hosts).size).toBe(hosts.length);
    expect(hosts.length).toBeLessThanOrEqual(20);
  });

  test('is made for hosts of many owners, not only for those of the first requirements', () => {
    const story: Story = { facts: behindProxy(), asked: (id) => !/^(aws|imds|management)\./.test(id), answer: () => 'tunnel.407' };
    const areas = controls(story, 'other-route').map(({ requirements }) => requirements[0]?.split('.')[0]);
    expect(areas).toHaveLength(8);
    expect([...new Set(areas)]).toEqual(['gateway', 'vscode', 'jetbrains', 'releases', 'registries']);
  });
});

describe('the control with a documentation address', () => {
  const failsAt = (host: string, kind: Outcome) => (request: ProbeRequest) => (isRow(request, host) ? kind : null);

  test('is made once, directly and with a short timeout, when something failed although connections were accepted', () => {
    expect(controls({ answer: failsAt('app.gitpod.io', 'tls.closed') }, 'unserved-address')).toMatchObject([
      { probe: 'tcp', target: { host: '192.0.2.1', port: 443 }, route: { via: 'direct' }, stageMs: 1000, requirements: ['management.app'] },
    ]);
  });

  test.each<[string, Story]>([
    ['nothing failed', {}],
    ['no connection is accepted', { answer: () => 'tcp.timeout' }],
    [
      'everything goes through a proxy',
      { facts: behindProxy(), asked: (id) => id === 'registries.mcr', answer: failsAt('mcr.microsoft.com', 'tunnel.4xx') },
    ],
  ])('is not made when %s', (_why, story) => {
    expect(controls(story, 'unserved-address')).toEqual([]);
  });
});

describe('the control for a proxy that refuses a host', () => {
  const releases = (id: string) => id.startsWith('releases.');
  const refuses = (request: ProbeRequest) => (request.route.via === 'proxy' ? ('tunnel.4xx' as const) : null);

  test('requests one host of another owner when all refused hosts are in one domain', () => {
    const found = controls({ facts: behindProxy(), asked: releases, answer: refuses }, 'other-host');
    expect(found).toMatchObject([{ route: { via: 'proxy', proxy: { host: 'proxy.corp.example' } }, method: 'HEAD' }]);
    expect(found.map(({ target }) => targetHost(target))).not.toContain('releases.gitpod.io');
  });

  test('is made when the proxy demands a login, because it may demand one for these hosts only', () => {
    expect(controls({ facts: behindProxy(), asked: releases, answer: () => 'tunnel.407' }, 'other-host')).toHaveLength(1);
  });

  test.each<[string, Story]>([
    ['several domains were requested', { facts: behindProxy(), answer: refuses }],
    ['the proxy allows every request', { facts: behindProxy(), asked: releases }],
    ['no request uses a proxy', { asked: releases, answer: () => 'tls.timeout' }],
  ])('is not made when %s', (_why, story) => {
    expect(controls(story, 'other-host')).toEqual([]);
  });
});

describe('the control for a direct route on which no connection opens', () => {
  const management = (id: string) => id === 'management.app';

  test.each(['tcp.timeout', 'tcp.refused', 'tcp.unreachable'] as const)('requests one host of another owner after %s', (kind) => {
    const found = controls({ asked: management, answer: ({ probe }) => (probe === 'https' ? kind : null) }, 'other-host');
    expect(found).toMatchObject([{ route: { via: 'direct' }, method: 'HEAD', stageMs: 2000, requirements: ['management.app'] }]);
    expect(found[0]?.target).not.toMatchObject({ host: expect.stringContaining('gitpod') });
  });

  test.each<[string, Story]>([
    ['hosts of several owners were tried', { answer: () => 'tcp.timeout' }],
    ['another host accepted a connection', { answer: (request) => (isRow(request, 'app.gitpod.io') ? 'tcp.timeout' : null) }],
    ['the name did not resolve', { asked: management, answer: () => 'dns.timeout' }],
    [
      'only the metadata service was requested',
      { facts: { ec2: true }, asked: (id) => id.startsWith('imds.'), answer: () => 'tcp.timeout' },
    ],
    [
      'every other host is reached through a proxy',
      { facts: behindProxy('app.gitpod.io'), asked: management, answer: () => 'tcp.timeout' },
    ],
  ])('is not made when %s', (_why, story) => {
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

  test('is tried for two hosts in different areas when the direct route fails', () => {
    const found = controls({ facts: known('proxy.corp.example'), answer: closed }, 'other-programs-proxy');
    expect(found).toHaveLength(2);
    expect(new Set(found.map(({ requirements }) => requirements[0]?.split('.')[0])).size).toBe(2);
    for (const one of found) expect(one.route).toMatchObject({ via: 'proxy', proxy: { host: 'proxy.corp.example', port: 3128 } });
  });

  test.each<[string, Story]>([
    ['a variable names a proxy', { facts: { ...known('other.corp.example'), ...behindProxy() }, answer: closed }],
    ['the direct route works', { facts: known('proxy.corp.example') }],
    ['no program has a proxy setting', { answer: closed }],
  ])('is not tried when %s', (_why, story) => {
    expect(controls(story, 'other-programs-proxy')).toEqual([]);
  });
});
