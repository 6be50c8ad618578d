/** If these fail, a rule does not load or opens the wrong address family, or a device that the user named is not mentioned. */
import { expect, test } from 'vitest';
import type { Device } from '../../model/devices.ts';
import type { Handover, RequiredConnection } from '../../model/handover.ts';
import { textLines } from '../../render/text.ts';
import { unmasked } from '../words/say.ts';
import { deviceBlocks } from './devices.ts';

const CONNECTION: RequiredConnection = {
  ...{ protocol: 'tcp', port: 443, proxy: null, rows: ['management.app'], needed: true, host: 'app.example', measured: [] },
  ...{ addresses: ['192.0.2.7', '2001:db8::7'], areas: ['management'], purposes: [], state: 'fails', seen: null },
};

function written(device: Device, own: string[], connection: Partial<RequiredConnection> = {}): string {
  const addresses = own.map((address) => ({ address, prefix: 64 }));
  const told: Handover = {
    ...{ owner: 'network-team', demo: null, measured: 'today', source: { place: null, addresses }, about: [], asks: [], noProxy: null },
    ...{ openings: [], exemptions: [], stakes: [], connections: [{ ...CONNECTION, ...connection }], devices: [device] },
  };
  return textLines(deviceBlocks(told, unmasked)).join('\n');
}

const BOTH = ['198.51.100.4', '2001:db8:1::4'];

test('an nftables rule combines sources and destinations of one family only', () => {
  const rules = written('nftables', BOTH);
  expect(rules).toContain('ip saddr { 198.51.100.4 } ip daddr { 192.0.2.7 } tcp dport 443 accept');
  expect(rules).toContain('ip6 saddr { 2001:db8:1::4 } ip6 daddr { 2001:db8::7 } tcp dport 443 accept');
});

test('an nftables rule is omitted for an address family in which the machine has no address', () => {
  expect(written('nftables', ['198.51.100.4'])).not.toContain('ip6');
  expect(written('nftables', [])).toContain('forward ip6 daddr { 2001:db8::7 }');
});

test.each([
  ['both families of a name', BOTH, {}, ['--cidr 0.0.0.0/0', 'Ipv6Ranges=[{CidrIpv6=::/0}]']],
  ['IPv4 only where the machine has only that', ['198.51.100.4'], {}, ['--cidr 0.0.0.0/0']],
  ['an IPv4 address', BOTH, { host: '192.0.2.7' }, ['--cidr 192.0.2.7/32']],
  ['an IPv6 address', BOTH, { host: '2001:db8::7' }, ['Ipv6Ranges=[{CidrIpv6=2001:db8::7/128}]']],
  ['a name without a known address', BOTH, { addresses: [] }, ['--cidr 0.0.0.0/0']],
])('a security group opens %s', (_, own, connection, networks) => {
  const lines = written('security-group', own, connection)
    .split('\n')
    .filter((line) => line.includes('aws ec2'));
  expect(lines).toHaveLength(networks.length);
  for (const [index, network] of networks.entries()) expect(lines[index]).toContain(network);
});

test.each<Device>(['squid', 'zscaler', 'palo-alto'])(
  'a rule for %s exempts every host that the request names, tested or not, and opens no other connection',
  (device) => {
    const hosts = ['one.example', 'two.example'];
    const told: Handover = {
      ...{ owner: 'network-team', demo: null, measured: 'today', about: [], asks: [], noProxy: null },
      source: { place: null, addresses: [{ address: '198.51.100.4', prefix: 24 }] },
      ...{ openings: [], stakes: [], devices: [device] },
      exemptions: hosts.map((host) => ({ host, finding: 'f1', needed: true })),
      connections: hosts.map((host, at) => ({ ...CONNECTION, host, state: at === 0 ? 'intercepted' : 'not-measured' })),
    };
    const text = textLines(deviceBlocks(told, unmasked)).join('\n');
    for (const host of hosts) expect(text.slice(text.indexOf('\n'))).toContain(host);
    expect(text).toContain('This includes hosts that are needed but were not tested: two.example.');
    expect(text).not.toMatch(/action Allow|action allow|http_access allow CONNECT/);
    // A squid rule by name has no source address.
    expect(text.includes('198.51.100.4')).toBe(device === 'palo-alto');
  },
);

test('a device that the user named gets one line when its rules need no change', () => {
  expect(written('squid', BOTH)).toBe('squid: nothing to change, because none of these connections goes through this device.');
});
