/** If one fails, a ticket is not found, or found where there is none. */
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LoginMeans } from '../../model/proxy-login.ts';
import { aRequest, listening, measure } from '../testing/pretend.ts';
import { systemWorld } from '../world.ts';
import { ticketIn } from './curl.ts';
import { readKlist } from './klist.ts';
import { krb5SettingsIn } from './krb5-conf.ts';
import { cacheFile } from './testing/cache-file.ts';
import { readCacheFile } from './ticket-cache.ts';

const REALM = 'CORP.EXAMPLE';
const TGT = `krbtgt/${REALM}`;
const ENDS = new Date('2030-01-02T03:04:05Z');
const CACHE = cacheFile({ user: 'anna', realm: REALM }, [
  { service: TGT, endsAt: ENDS },
  { service: 'HTTP/proxy.corp.example', endsAt: ENDS },
]);
const HAS_KLIST = spawnSync('klist', ['-V']).error === undefined;

describe('a ticket cache in a file', () => {
  it('is read with its user, its tickets and their expiry, but without their keys', () => {
    const tickets = [TGT, 'HTTP/proxy.corp.example'].map((service) => ({ service: `${service}@${REALM}`, endsAt: ENDS }));
    expect(readCacheFile(CACHE)).toEqual({ user: 'anna', realm: REALM, tickets });
  });

  it('gives fewer tickets or none when it is truncated, and nothing when its version is unknown', () => {
    const whole = readCacheFile(CACHE);
    for (let length = 0; length < CACHE.length; length += 1) {
      // Between two tickets it ends like a shorter cache.
      const read = readCacheFile(CACHE.subarray(0, length));
      expect(read === null || read.tickets.length < (whole?.tickets.length ?? 0)).toBe(true);
    }
    expect(readCacheFile(Buffer.from([5, 3, ...CACHE.subarray(2)]))).toBeNull();
  });

  it('is read without an error when it contains a false length', () => {
    for (let at = 2; at < CACHE.length - 4; at += 1) {
      const lie = Buffer.from(CACHE);
      lie.fill(0xff, at, at + 4);
      readCacheFile(lie);
    }
  });
});

describe('the output of klist', () => {
  it.skipIf(!HAS_KLIST)('gives the same facts as the cache file', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'klist-'));
    await writeFile(join(folder, 'cache'), CACHE);
    const { stdout } = spawnSync('klist', ['-c', join(folder, 'cache')], {
      env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' },
      encoding: 'utf8',
    });
    await rm(folder, { recursive: true });
    expect(readKlist(stdout)).toEqual(readCacheFile(CACHE));
  });

  it('of Heimdal is read, including month names and the mark of an expired ticket', () => {
    const text = `Credentials cache: API:501:4\n        Principal: anna@${REALM}\n\n  Issued                Expires               Principal
Jan  1 03:04:05 2030  Jan  2 03:04:05 2030  ${TGT}@${REALM}\nJan  1 03:04:05 2020  >>>Expired<<<         HTTP/proxy.corp.example@${REALM}\n`;
    expect(readKlist(text)?.tickets).toEqual([
      { service: `${TGT}@${REALM}`, endsAt: ENDS },
      { service: `HTTP/proxy.corp.example@${REALM}`, endsAt: new Date(0) },
    ]);
  });

  it('without a principal gives no cache', () => {
    expect(readKlist('klist: No credentials cache found (filename: /tmp/krb5cc_0)\n')).toBeNull();
  });
});

it('realms and their KDCs are read in every spelling that krb5.conf(5) allows', () => {
  const text = `# comment\n[libdefaults]\n default_realm = ${REALM}\n dns_lookup_kdc = no\n[realms]\n ${REALM} = {\n  kdc = a.example\n  kdc = b.example:750
  kdc = [2001:db8::1]:88\n  kdc = tcp/c.example\n  kdc = https://d.example/KdcProxy\n  kdc = $(touch x)\n  admin_server = e.example\n }\n OTHER = {\n kdc = f.example\n }\n`;
  const { defaultRealm, looksUp, kdcs } = krb5SettingsIn(text);
  expect([defaultRealm, looksUp]).toEqual([REALM, false]);
  expect(kdcs.get(REALM)?.map(({ host, port }) => `${host} ${port}`)).toEqual([
    'a.example 88',
    'b.example 750',
    '2001:db8::1 88',
    'c.example 88',
  ]);
});

describe('the login probe', () => {
  let home: string;
  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'login-'));
    await writeFile(join(home, 'krb5.conf'), `[libdefaults]\ndefault_realm = ${REALM}\n[realms]\n${REALM} = {\n kdc = kdc.example\n}\n`);
    await writeFile(
      join(home, '.netrc'),
      'machine other.example login a password b\nmachine proxy.corp.example\n login anna password s3cret\n',
    );
  });
  afterEach(() => rm(home, { recursive: true }));

  const probe = async (
    environment: Record<string, string>,
    port = 1,
    login = { schemes: ['Negotiate'], mayLogIn: false },
  ): Promise<LoginMeans | null> => {
    const proxy = { scheme: 'http' as const, host: port === 1 ? 'proxy.corp.example' : '127.0.0.1', port };
    const target = { kind: 'tcp' as const, host: 'app.gitpod.io', port: 443 };
    const request = aRequest('proxy-login', target, { route: { via: 'proxy', proxy }, login });
    const world = systemWorld({ environment: { HOME: home, KRB5_CONFIG: join(home, 'krb5.conf'), ...environment }, version: '0' });
    const seen = await measure(world, request);
    return seen.probe === 'proxy-login' ? seen.means : null;
  };

  it('finds the ticket, the realm, the KDC and the .netrc entry, and stores no secret', async () => {
    await writeFile(join(home, 'cache'), CACHE);
    const means = await probe({ KRB5CCNAME: `FILE:${join(home, 'cache')}` });
    expect(means).toMatchObject({
      cache: 'file',
      ticket: { user: 'anna', realm: REALM, endsAt: ENDS.toISOString(), hasServiceTicket: true },
      defaultRealm: REALM,
      kdcs: [{ host: 'kdc.example', port: 88, from: 'file' }],
      netrc: 'entry',
    });
    expect(JSON.stringify(means)).not.toContain('s3cret');
  });

  it('reports no ticket if the cache is missing, and an unread cache if the cache is unreadable', async () => {
    expect(await probe({ KRB5CCNAME: join(home, 'none') })).toMatchObject({ cache: 'file', ticket: null });
    await writeFile(join(home, 'broken'), 'not a cache');
    expect(await probe({ KRB5CCNAME: join(home, 'broken') })).toMatchObject({ cache: 'unread', ticket: null });
    expect(await probe({ KRB5CCNAME: 'KCM:', PATH: home })).toMatchObject({ cache: 'unread', ticket: null });
  });

  it('lets curl log in only with the user’s consent', async () => {
    const seen: string[] = [];
    const server = createServer().on('connect', ({ headers }, socket) => {
      seen.push(headers['proxy-authorization'] ?? 'none');
      socket.end('HTTP/1.1 407 Login\r\nProxy-Authenticate: Negotiate\r\nContent-Length: 0\r\n\r\n');
    });
    const far = await listening(server);
    const path = { PATH: process.env['PATH'] ?? '', KRB5CCNAME: join(home, 'none') };
    expect((await probe(path, far.port))?.opinions).toBeUndefined();
    expect(seen).toEqual([]);
    const asked = await probe(path, far.port, { schemes: ['Negotiate'], mayLogIn: true });
    expect(asked?.opinions).toEqual([{ scheme: 'Negotiate', outcome: seen.length === 0 ? 'unable' : 'refused' }]);
    expect(await probe({ PATH: home }, far.port, { schemes: ['Negotiate'], mayLogIn: true })).toMatchObject({
      opinions: [{ outcome: 'unable' }],
    });
    await far.close();
  });
});

/** What curl 7.88.1 of Debian 12 printed, with a realm of its own. */
describe('the messages of curl about a ticket', () => {
  const failed = (words: string) => `* Establish HTTP proxy tunnel to app.gitpod.io:443\n* gss_init_sec_context() failed: ${words}. \n`;
  const sent = (hex: string) =>
    `> Host: app.gitpod.io:443\r\n> Proxy-Authorization: Negotiate ${Buffer.from(hex, 'hex').toString('base64')}\r\n`;

  it.each([
    [failed('Server HTTP/10.0.0.8@CORP.EXAMPLE not found in Kerberos database'), 'unknown-service'],
    [failed('Unspecified GSS failure.  Minor code may provide more information. Clock skew too great'), 'clock-skew'],
    [failed('No credentials were supplied, or the credentials were unavailable or inaccessible'), undefined],
    [sent('6082025a06092a864886f71201020201006e82'), 'sent'],
    [sent(Buffer.from('NTLMSSP\0').toString('hex')), undefined],
    ['* Connected to proxy (10.0.0.8) port 3128\n', undefined],
    ['< Server: x\r\n< * gss_init_sec_context() failed: Clock skew too great\r\n', undefined],
  ])('are classified: %j is %s', (log, ticket) => {
    expect(ticketIn(log)).toBe(ticket);
  });
});
