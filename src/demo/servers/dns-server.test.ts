/** The kinds of answer must differ, or one fault of a resolver would be reported as another. */
import { Resolver } from 'node:dns/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerQuery, type DnsReply, startDnsServer } from './dns-server.ts';
import type { LoopbackServer } from './loopback.ts';

const ZONE: Readonly<Record<string, DnsReply>> = {
  'two.example': { addresses: ['18.65.0.7', '18.65.0.8'] },
  'empty.example': { addresses: [] },
  'broken.example': 'servfail',
  'refused.example': 'refused',
  'silent.example': 'silent',
};

let server: LoopbackServer;
let resolver: Resolver;
beforeAll(async () => {
  server = await startDnsServer((name) => ZONE[name] ?? 'nxdomain');
  resolver = new Resolver({ timeout: 200, tries: 1 });
  resolver.setServers([`127.0.0.1:${server.port}`]);
});
afterAll(() => server.close());

describe('the DNS server', () => {
  it.each([
    ['two.example', '18.65.0.7 18.65.0.8'],
    ['TWO.example', '18.65.0.7 18.65.0.8'],
    ['empty.example', 'ENODATA'],
    ['missing.example', 'ENOTFOUND'],
    ['broken.example', 'ESERVFAIL'],
    ['refused.example', 'EREFUSED'],
    ['silent.example', 'ETIMEOUT'],
  ])('answers a lookup of %s with %s', async (name, expected) => {
    const said = await resolver.resolve4(name).then(
      (addresses) => addresses.join(' '),
      (error: NodeJS.ErrnoException) => error.code,
    );
    expect(said).toBe(expected);
  });

  it('answers differently when only the IPv6 address is missing and when the name does not exist', async () => {
    await expect(resolver.resolve6('two.example')).rejects.toMatchObject({ code: 'ENODATA' });
    await expect(resolver.resolve6('missing.example')).rejects.toMatchObject({ code: 'ENOTFOUND' });
  });

  it('never throws on a datagram', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        expect(() => answerQuery(bytes, () => 'nxdomain')).not.toThrow();
      }),
    );
  });
});
