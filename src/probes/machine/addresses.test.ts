/** If these fail, a team allows an address from which no connection comes. */
import type { NetworkInterfaceInfo } from 'node:os';
import { endianness } from 'node:os';
import { describe, expect, it } from 'vitest';
import { readAddresses } from './addresses.ts';
import { outwardInterfaces4, outwardInterfaces6 } from './routes.ts';

function at(cidr: string, internal = false): NetworkInterfaceInfo {
  const [address = ''] = cidr.split('/');
  const common = { address, netmask: '', mac: '', internal, cidr };
  return address.includes(':') ? { ...common, family: 'IPv6', scopeid: 0 } : { ...common, family: 'IPv4' };
}

/** A laptop on which containers run. */
const MACHINE = {
  lo: [at('127.0.0.1/8', true), at('::1/128', true)],
  'br-1a2b': [at('172.18.0.1/16')],
  docker0: [at('172.17.0.1/16'), at('fd00:d0c::1/64')],
  eth0: [at('10.20.0.10/24'), at('fe80::1/64'), at('2001:db8::10/64')],
  'eth0:1': [at('10.20.0.11/24')],
  tun0: [at('10.99.0.2/32')],
};

const addressesOf = (outward4: string[], outward6: string[]) =>
  readAddresses({ outward4, outward6 }, MACHINE).ownAddresses?.map(({ address, prefix }) => `${address}/${prefix}`);

describe('source addresses of connections', () => {
  it('are those of the default route, one per family', () => {
    expect(addressesOf(['eth0'], ['eth0'])).toEqual(['10.20.0.10/24', '2001:db8::10/64', '10.20.0.11/24']);
    expect(addressesOf(['eth0'], [])).toEqual(['10.20.0.10/24', '10.20.0.11/24']);
    expect(addressesOf(['tun0'], ['eth0'])).toEqual(['2001:db8::10/64', '10.99.0.2/32']);
  });

  it('are all addresses when there is no default route', () => {
    expect(addressesOf([], [])).toContain('172.17.0.1/16');
    expect(addressesOf([], [])).not.toContain('127.0.0.1/8');
  });
});

/** As the kernel prints it here. */
const hex = (address: string) => {
  const bytes = Buffer.from(address.split('.').map(Number));
  return Buffer.from(endianness() === 'LE' ? bytes.reverse() : bytes)
    .toString('hex')
    .toUpperCase();
};
const route4 = (device: string, network: string, mask: string, metric = 0, flags = '0003') =>
  `${device}\t${hex(network)}\t${hex('10.0.0.1')}\t${flags}\t0\t0\t${metric}\t${hex(mask)}\t0\t0\t0`;
const route6 = (device: string, network: string, bits: string, metric = '00000400', flags = '00000003') =>
  `${network.padEnd(32, '0')} ${bits} ${'0'.repeat(32)} 00 ${'0'.repeat(32)} ${metric} 1 0 ${flags} ${device}`;

describe('the interface of the default route', () => {
  it('has the lowest metric, unless a tunnel takes all traffic', () => {
    const usual = [
      route4('docker0', '172.17.0.0', '255.255.0.0'),
      route4('wlan0', '0.0.0.0', '0.0.0.0', 600),
      route4('eth0', '0.0.0.0', '0.0.0.0', 100),
    ];
    const tunnel = [route4('tun0', '0.0.0.0', '128.0.0.0', 50), route4('tun0', '128.0.0.0', '128.0.0.0', 50)];
    expect(outwardInterfaces4(usual.join('\n'))).toEqual(['eth0']);
    expect(outwardInterfaces4([...usual, ...tunnel].join('\n'))).toEqual(['tun0']);
    expect(outwardInterfaces4(usual.slice(0, 1).join('\n'))).toEqual([]);
    expect(outwardInterfaces4(route4('eth0', '0.0.0.0', '0.0.0.0', 0, '0203'))).toEqual([]);
  });

  it('does not come from the kernel’s IPv6 reject routes', () => {
    const usual = [
      route6('lo', '', '00', 'ffffffff', '00200200'),
      route6('eth0', 'fd', '40'),
      route6('wlan0', '', '00', '00000800'),
      route6('eth0', '', '00'),
    ];
    expect(outwardInterfaces6(usual.join('\n'))).toEqual(['eth0']);
    expect(outwardInterfaces6([...usual, route6('tun0', '2', '03')].join('\n'))).toEqual(['tun0']);
    expect(outwardInterfaces6('')).toEqual([]);
  });
});
