/** If these fail, a user is told to add a root to a Java key store that has it, or a missing one is reported as present. */
import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { issue, rootOf } from '../../testing/certificates.ts';
import { certificatesIn } from './certificate-file.ts';
import { readJksCertificates } from './jks.ts';
import { readPkcs12Certificates } from './pkcs12.ts';

const root = await rootOf('Key Store Root');
const other = await rootOf('Other Root');
const leaf = await issue({ name: 'leaf.example.test', issuer: root });
const der = (pem: string) => new X509Certificate(pem).raw;
const names = (found: readonly X509Certificate[] | null) =>
  found?.map(({ subject }) => subject.split('\n').find((line) => line.startsWith('CN='))) ?? null;

const text = (value: string) => Buffer.concat([u16(value.length), Buffer.from(value)]);
const u16 = (value: number) => Buffer.from([value >> 8, value & 255]);
const u32 = (value: number) => Buffer.from([value >>> 24, (value >> 16) & 255, (value >> 8) & 255, value & 255]);
const sized = (bytes: Buffer) => Buffer.concat([u32(bytes.length), bytes]);
const certificate = (bytes: Buffer, version: number) => Buffer.concat([version === 2 ? text('X.509') : Buffer.alloc(0), sized(bytes)]);
const trusted = (bytes: Buffer, version = 2) => Buffer.concat([u32(1 + 1), text('a root'), Buffer.alloc(8), certificate(bytes, version)]);
const privateKey = (chain: Buffer[]) =>
  Buffer.concat([
    u32(1),
    text('mine'),
    Buffer.alloc(8),
    sized(Buffer.from('encrypted')),
    u32(chain.length),
    ...chain.map((one) => certificate(one, 2)),
  ]);
const secretKey = () => Buffer.concat([u32(3), text('secret'), Buffer.alloc(8), Buffer.from('a serialised object')]);
const jks = (entries: Buffer[], { version = 2, magic = 0xfeedfeed } = {}) =>
  Buffer.concat([u32(magic), u32(version), u32(entries.length), ...entries, Buffer.alloc(20)]);

describe('a Java key store', () => {
  const stores: [string, Buffer, string[] | null][] = [
    ['two CA certificates', jks([trusted(der(root.pem)), trusted(der(other.pem))]), ['CN=Key Store Root', 'CN=Other Root']],
    ['version 1, which lacks the certificate type', jks([trusted(der(root.pem), 1)], { version: 1 }), ['CN=Key Store Root']],
    ['JCEKS', jks([trusted(der(root.pem))], { magic: 0xcececece }), ['CN=Key Store Root']],
    [
      'the chain of a private key, which is not a trust anchor',
      jks([privateKey([der(leaf.pem), der(other.pem)]), trusted(der(root.pem))]),
      ['CN=Key Store Root'],
    ],
    ['a secret key of unknown length', jks([secretKey(), trusted(der(root.pem))], { magic: 0xcececece }), null],
    ['an empty store', jks([]), []],
    ['a truncated store', jks([trusted(der(root.pem))]).subarray(0, 200), null],
    ['a wrong number of entries', Buffer.concat([u32(0xfeedfeed), u32(2), u32(9)]), null],
    ['another file', Buffer.from('not a key store, and longer than its head'), null],
  ];
  it.each(stores)('is read by its format: %s', async (_name, bytes, expected) =>
    expect(names(await certificatesIn(bytes))).toEqual(expected),
  );

  it('is read without throwing, however damaged it is', () => {
    const sound = jks([trusted(der(root.pem)), privateKey([der(leaf.pem)])]);
    fc.assert(
      fc.property(fc.nat(sound.length - 1), fc.nat(255), fc.nat(sound.length), (at, byte, end) => {
        const damaged = Buffer.from(sound);
        damaged[at] = byte;
        readJksCertificates(damaged.subarray(0, end));
      }),
    );
  });
});

/** keytool writes the formats that Java programs read. */
const KEYTOOL = 'keytool';
const withKeytool = (() => {
  try {
    execFileSync(KEYTOOL, ['-help'], { stdio: 'ignore' });
    return true;
  } catch {
    process.stderr.write('Skipped: keytool is not on this machine, key stores that Java wrote were not read.\n');
    return false;
  }
})();

const folder = mkdtempSync(join(tmpdir(), 'key-stores-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function written(name: string, type: string, options: { password?: string; java?: string[] } = {}): Buffer {
  const store = join(folder, name);
  const pem = join(folder, `${name}.pem`);
  writeFileSync(pem, root.pem);
  const java = (options.java ?? []).map((option) => `-J${option}`);
  const password = options.password ?? 'changeit';
  execFileSync(
    KEYTOOL,
    [
      ...java,
      '-importcert',
      '-noprompt',
      '-alias',
      'inspection',
      '-file',
      pem,
      '-keystore',
      store,
      '-storetype',
      type,
      '-storepass',
      password,
    ],
    {
      stdio: 'ignore',
    },
  );
  return readFileSync(store);
}

describe.runIf(withKeytool)('a key store written by keytool', { timeout: 60_000 }, () => {
  it.each<[string, string, { password?: string; java?: string[] }, string[] | null]>([
    ['JKS', 'JKS', {}, ['CN=Key Store Root']],
    ['PKCS #12 with the well-known password', 'PKCS12', {}, ['CN=Key Store Root']],
    ['PKCS #12 with another password', 'PKCS12', { password: 'something-else' }, null],
    [
      'PKCS #12 without a password, as in JDKs since Java 18',
      'PKCS12',
      { java: ['-Dkeystore.pkcs12.certProtectionAlgorithm=NONE', '-Dkeystore.pkcs12.macAlgorithm=NONE'] },
      ['CN=Key Store Root'],
    ],
    ['PKCS #12 with an old cipher that OpenSSL has removed', 'PKCS12', { java: ['-Dkeystore.pkcs12.legacy'] }, null],
  ])('is read unless its password or cipher is unknown: %s', async (name, type, options, expected) => {
    const bytes = written(name.replace(/\W/g, ''), type, options);
    expect(names(await certificatesIn(bytes))).toEqual(expected);
  });

  it('is read either completely or not at all when it is damaged', async () => {
    const sound = written('damaged', 'PKCS12', {
      java: ['-Dkeystore.pkcs12.certProtectionAlgorithm=NONE', '-Dkeystore.pkcs12.macAlgorithm=NONE'],
    });
    await fc.assert(
      fc.asyncProperty(fc.nat(sound.length - 1), fc.nat(255), fc.nat(sound.length), async (at, byte, end) => {
        const damaged = Buffer.from(sound);
        damaged[at] = byte;
        expect((await readPkcs12Certificates(damaged.subarray(0, end)))?.length ?? 0).toBeLessThan(2);
      }),
    );
  });
});

describe('a certificate file that is not a Java key store', () => {
  it.each<[string, () => Buffer, string[] | null]>([
    ['PEM', () => Buffer.from(`# Corp\n${root.pem}\n${other.pem}`), ['CN=Key Store Root', 'CN=Other Root']],
    ['one certificate in DER', () => der(root.pem), ['CN=Key Store Root']],
    ['a private key', () => Buffer.from(root.key), null],
    ['an empty file', () => Buffer.alloc(0), null],
  ])('is read by its content: %s', async (_name, bytes, expected) => expect(names(await certificatesIn(bytes()))).toEqual(expected));

  it('is read without throwing, whatever its bytes are', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.boolean(), async (bytes, sequence) => {
        await certificatesIn(Buffer.from(sequence ? [0x30, ...bytes] : bytes));
      }),
    );
  });
});
