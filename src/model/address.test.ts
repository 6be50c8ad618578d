import fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { describe, expect, test } from 'vitest';
import { addressClass, addressFamily, isInternalAddress } from './address.ts';
import { hostMatches } from './wildcard.ts';

describe('the class of an address', () => {
  test.each([
    ['127.0.0.1', 'loopback'],
    ['::1', 'loopback'],
    ['0.0.0.0', 'unspecified'],
    ['::', 'unspecified'],
    ['10.1.2.3', 'private'],
    ['172.16.0.1', 'private'],
    ['fd00:ec2::254', 'private'],
    ['::ffff:10.0.0.1', 'private'],
    ['64:ff9b::a00:1', 'private'],
    ['100.64.0.1', 'shared'],
    ['169.254.169.254', 'link-local'],
    ['fe80::1', 'link-local'],
    ['192.0.2.1', 'documentation'],
    ['2001:db8::1', 'documentation'],
    ['198.18.0.1', 'benchmarking'],
    ['224.0.0.1', 'multicast'],
    ['240.0.0.1', 'reserved'],
    ['35.171.240.32', 'public'],
    ['2600:1f18::1', 'public'],
    ['2002:7f00:1::', 'loopback'],
    ['2002:a9fe:a9fe::', 'link-local'],
    ['2002:808:808::1', 'public'],
    ['::7f00:1', 'loopback'],
    ['::ffff:0:7f00:1', 'loopback'],
    ['64:ff9b::808:808', 'public'],
    ['64:ff9b:1::808:808', 'public'],
    ['64:ff9b:1::a00:1', 'private'],
    ['fec0::1', 'private'],
    ['2001::1', 'reserved'],
    ['5f00::1', 'reserved'],
    ['4000::1', 'reserved'],
    ['fe80::1%br-lan', 'link-local'],
    ['fe80::1%eth0.100', 'link-local'],
    ['fe80::1%veth_a', 'link-local'],
    ['fe80::1%', 'not-an-address'],
    ['fe80::1%a b', 'not-an-address'],
    ['fe80::1%a%b', 'not-an-address'],
    ['10.1', 'not-an-address'],
    ['0x7f.0.0.1', 'not-an-address'],
    ['app.gitpod.io', 'not-an-address'],
  ])('is determined by range: %s is %s', (address, expected) => {
    expect(addressClass(address)).toBe(expected);
  });

  test('is determined for any text without throwing', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.ipV4(), fc.ipV6()), (text) => {
        expect(addressClass(text) === 'not-an-address').toBe(addressFamily(text) === null);
      }),
    );
  });

  test('is internal when the address is private or shared (100.64.0.0/10)', () => {
    expect(['10.0.0.1', '100.64.0.1', '8.8.8.8', '127.0.0.1'].map(isInternalAddress)).toEqual([true, true, false, false]);
  });
});

test('an address that is classified as public is in no private or reserved range', () => {
  const octet = fc.integer({ min: 0, max: 255 });
  // The registry assigns whole blocks: every first octet with arbitrary others.
  for (let first = 0; first <= 255; first += 1)
    fc.assert(
      fc.property(octet, octet, octet, (...rest) => {
        const text = [first, ...rest].join('.');
        if (addressClass(text) === 'public') expect(['unicast', 'as112', 'amt'], text).toContain(ipaddr.parse(text).range());
      }),
      { numRuns: 8 },
    );
  for (const text of ['1.2.3.256', '1.2.3', '01.2.3.4', '1.2.3.04', '1.2.3.4 ', '256.1.1.1', '1.2.3.4.5'])
    expect(addressClass(text), text).toBe('not-an-address');
});

describe('a host pattern', () => {
  test.each([
    ['*.us01.gitpod.dev', 'api.us01.gitpod.dev', true],
    ['*.us01.gitpod.dev', 'a.b.us01.gitpod.dev', true],
    ['*.us01.gitpod.dev', 'us01.gitpod.dev', false],
    ['*.us01.gitpod.dev', 'xus01.gitpod.dev', false],
    ['app.gitpod.io', 'APP.gitpod.io.', true],
    ['app.gitpod.io', 'x.app.gitpod.io', false],
  ])('with a leading *. covers subdomains but not the domain: %s and %s give %s', (pattern, host, expected) => {
    expect(hostMatches(pattern, host)).toBe(expected);
  });
});
