import { describe, expect, test } from 'vitest';
import { targetHost } from '../../model/target.ts';
import { controls } from '../testing/controls.ts';
import { behindProxy, run, type Story } from '../testing/world.ts';

describe('the host facts', () => {
  const looks = (story: Story) => run(story).filter((request) => request.probe === 'host');

  test('are read again when nothing connected, because by then the system knows whether the router answers', () => {
    const dead: Story = {
      facts: { ec2: true },
      answer: ({ probe, target }) =>
        probe === 'udp' ? 'udp.silent' : targetHost(target) === '169.254.169.254' ? 'tcp.timeout' : 'dns.timeout',
    };
    expect(looks(dead)).toMatchObject([{ role: 'row' }, { role: 'control', purpose: 'repeat' }]);
  });

  test('are read again when only settings, credentials and SSH configuration passed, which need no network', () => {
    const local = new Set(['aws-credentials', 'ssh-config', 'metadata']);
    const dead: Story = {
      profile: { consents: ['aws'], sshAlias: ['w1.gitpod.remote'] },
      answer: ({ probe }) => (local.has(probe) ? null : probe === 'udp' ? 'udp.silent' : 'dns.timeout'),
    };
    expect(run(dead).map(({ probe }) => probe)).toContain('aws-credentials');
    expect(looks(dead)).toMatchObject([{ role: 'row' }, { role: 'control', purpose: 'repeat' }]);
  });

  test('are read once when anything answered', () => {
    expect(looks({ answer: (request) => (request.probe === 'udp' ? null : 'dns.timeout') })).toHaveLength(1);
    expect(looks({})).toHaveLength(1);
  });
});

describe('IPv6', () => {
  test('is tried on three hosts with IPv6 addresses when this machine has IPv6', () => {
    const found = controls({ facts: { ipv6: true }, aaaa: true }, 'family-6');
    expect(found).toHaveLength(3);
    for (const one of found) expect(one).toMatchObject({ probe: 'tcp', family: 6, role: 'control' });
  });

  test.each<[string, Story]>([
    ['this machine has no IPv6', { aaaa: true }],
    ['no host has IPv6', { facts: { ipv6: true } }],
    ['a proxy makes the connections', { facts: { ...behindProxy(), ipv6: true }, aaaa: true, asked: (id) => id === 'registries.mcr' }],
  ])('is not tried when %s', (_why, story) => {
    expect(controls(story, 'family-6')).toEqual([]);
  });
});
