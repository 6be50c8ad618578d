import { describe, expect, test } from 'vitest';
import type { ProbeRequest } from '../model/probe-request.ts';
import { targetHost, targetText } from '../model/target.ts';
import { behindProxy, run, type Story } from './testing/world.ts';

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

test('a healthy network needs no control', () => {
  expect(run({ extracted: true }).filter(({ role }) => role === 'control')).toEqual([]);
});
