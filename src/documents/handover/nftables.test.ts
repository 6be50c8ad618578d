/** If these fail, `nft` refuses the file, or a firewall allows another address than that of the service. */
import { expect, it } from 'vitest';
import type { Handover, Opening } from '../../model/handover.ts';
import { rulesNftables } from './nftables.ts';

function rulesFor(...openings: [host: string, addresses: string[]][]): string {
  const opening = ([host, addresses]: (typeof openings)[number]): Opening => ({
    ...{ protocol: 'tcp', port: 443, allow: [host], host, addresses, by: 'address', proxy: null, seen: 'timeout' },
    ...{ finding: 'f1', code: 'GD302', rows: [], endpoints: [], sections: [], needed: true },
  });
  const told: Handover = {
    ...{ owner: 'network-team', demo: null, measured: 'today', source: { place: null, addresses: [] }, about: [], asks: [] },
    ...{ openings: openings.map(opening), exemptions: [], noProxy: null, stakes: [], connections: [], devices: [] },
  };
  return rulesNftables(told);
}

it('an nftables set has no link-local address, with or without a zone', () => {
  const rules = rulesFor(['one.example', ['fe80::1%eth0', 'fe80::2', '169.254.1.1', '2001:db8::1%eth0', '2001:db8::1']]);
  expect(rules.match(/\S+ \. 443 comment/g)).toEqual(['2001:db8::1 . 443 comment']);
  expect(rulesFor(['two.example', ['fe80::1%eth0']])).toContain('No address is known here: two.example:443');
});

it('an nftables set has one canonical element for two spellings of an address', () => {
  const rules = rulesFor(['one.example', ['2001:DB8:0:0::1', '2001:db8::1']], ['two.example', ['2001:0db8::0001']]);
  expect(rules.match(/^.* \. 443 comment.*$/gm)).toEqual(['      2001:db8::1 . 443 comment "one.example two.example"']);
});
