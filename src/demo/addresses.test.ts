import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressClass } from '../model/address.ts';
import { assignAddresses } from './addresses.ts';

describe('the assignment of addresses', () => {
  it('gives a host the same address whatever other hosts exist', () => {
    const alone = assignAddresses(['app.gitpod.io']).get('app.gitpod.io');
    expect(assignAddresses(['mcr.microsoft.com', 'app.gitpod.io', 'github.com']).get('app.gitpod.io')).toBe(alone);
  });

  it('gives every host its own public address', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.domain(), { maxLength: 400 }), (hosts) => {
        const addresses = [...assignAddresses(hosts).values()];
        expect(new Set(addresses).size).toBe(hosts.length);
        expect(addresses.filter((address) => addressClass(address) !== 'public')).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });
});
