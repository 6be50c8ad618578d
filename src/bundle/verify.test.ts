/** Checksums, schema and secrets are separate questions: no answer affects the others. */
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { session } from '../diagnosis/testing/session.ts';
import { encryptBundle } from './encrypt/encrypt.ts';
import { buildBundle, readBundle, verifyBundle } from './index.ts';
import { bundleInput } from './testing/log.ts';
import { sha256 } from './writer.ts';

const input = bundleInput(session({ from: 'laptop', runner: 'standard' }).https('app.gitpod.io').build());
const built = await buildBundle(input);
if (!built.ok) throw new Error(built.problem);
const { bytes } = built;

type Entries = Record<string, Uint8Array>;

/** The bundle with changed entries, and valid checksums for them on request. */
function changed(change: (entries: Entries) => void, sums: 'old' | 'right' = 'old'): Uint8Array {
  const entries: Entries = Object.fromEntries(
    Object.entries(unzipSync(bytes)).map(([path, content]) => [path.split('/')[1] ?? '', content]),
  );
  change(entries);
  if (sums === 'right') {
    const manifest = JSON.parse(strFromU8(entries['manifest.json'] ?? new Uint8Array())) as { files: { path: string }[] };
    const files = manifest.files.flatMap((file) => {
      const content = entries[file.path];
      return content === undefined ? [] : [{ ...file, bytes: content.length, sha256: sha256(content) }];
    });
    entries['manifest.json'] = strToU8(JSON.stringify({ ...manifest, files }));
  }
  return zipSync(Object.fromEntries(Object.entries(entries).map(([path, content]) => [`b/${path}`, content])) as Zippable);
}

describe('a bundle with one changed part', () => {
  it.each<[what: string, change: (entries: Entries) => void, problem: string]>([
    ['a changed word in the report', (e) => Object.assign(e, { 'report.md': strToU8('all fine') }), 'report.md does not match its SHA-256'],
    ['a missing file', (e) => delete e['report.html'], 'report.html is missing'],
    ['an added file', (e) => Object.assign(e, { 'extra.txt': strToU8('x') }), 'extra.txt is not in the manifest'],
  ])('has wrong checksums and a valid schema, and is still searched for secrets: %s', async (_, change, problem) => {
    expect(await verifyBundle(changed(change))).toEqual({
      ...{ checksums: 'broken', schema: 'known', tripwire: { state: 'quiet', hits: [] } },
      ...{ exitCode: 4, problem },
    });
  });

  it('is searched for secrets although its checksums are wrong', async () => {
    const found = await verifyBundle(
      changed((e) => Object.assign(e, { 'report.md': strToU8('the word is kestrel-4471') })),
      ['kestrel-4471'],
    );
    expect(found).toMatchObject({ checksums: 'broken', schema: 'known', tripwire: { state: 'tripped' }, exitCode: 4 });
    expect(found.problem).toBe('report.md does not match its SHA-256; something that looks like a secret is in report.md');
  });

  it('reports its schema as unchecked, not as broken, when its report is missing', async () => {
    expect(await verifyBundle(changed((e) => delete e['report.json']))).toMatchObject({
      ...{ checksums: 'broken', schema: 'not-run', tripwire: { state: 'not-run' } },
      ...{ exitCode: 4, problem: 'report.json is missing' },
    });
  });

  it.each<[what: string, report: string, schema: string]>([
    ['lacks fields', '{"schema": "gitpod-doctor/report@1"}', 'broken'],
    ['is another document', '{"a": 1}', 'broken'],
    ['is newer', '{"schema": "gitpod-doctor/report@2"}', 'newer'],
  ])('has valid checksums and is refused when its report %s', async (_, report, schema) => {
    const forged = changed((e) => Object.assign(e, { 'report.json': strToU8(report) }), 'right');
    expect(await verifyBundle(forged)).toMatchObject({ checksums: 'hold', schema, tripwire: { state: 'not-run' }, exitCode: 4 });
    expect(await verifyBundle(changed((e) => Object.assign(e, { 'report.json': strToU8(report) })))).toMatchObject({
      ...{ checksums: 'broken', schema, exitCode: 4 },
    });
  });
});

describe('a part of a bundle that cannot be read', () => {
  it.each<[what: string, bytes: () => Uint8Array, schema: string]>([
    ['in a truncated zip', () => bytes.slice(0, -40), 'not-run'],
    ['under a manifest of a newer version', () => withManifest('{"schema":"gitpod-doctor/bundle@7"}'), 'newer'],
    ['under a damaged manifest', () => withManifest('{"schema":"gitpod-doctor/bundle@1"}'), 'broken'],
  ])('is reported as not checked when it is %s', async (_, given, schema) => {
    expect(await verifyBundle(given())).toMatchObject({
      ...{ checksums: 'not-run', schema, tripwire: { state: 'not-run' }, exitCode: 4 },
    });
  });

  const withManifest = (text: string) => changed((e) => Object.assign(e, { 'manifest.json': strToU8(text) }));
});

describe('an encrypted bundle', () => {
  async function encrypted(change: (entries: Entries) => void = () => {}): Promise<Uint8Array> {
    const recipient = await identityToRecipient(await generateX25519Identity());
    const { name, createdAt } = input;
    const tool = { name: 'gitpod-doctor', version: '1.2.3' };
    const made = await encryptBundle({ bytes, name, recipients: [recipient], level: 'standard', tool, createdAt });
    if (!made.ok) throw new Error(made.problem);
    const entries = unzipSync(made.bytes);
    change(entries);
    return zipSync(entries);
  }
  const at = (file: string) => `${input.name}.encrypted/${file}`;

  it('passes verification without its key when it arrived unchanged, and is reported as not decrypted', async () => {
    const found = await verifyBundle(await encrypted());
    expect(found).toMatchObject({
      ...{ checksums: 'hold', schema: 'known', tripwire: { state: 'not-run', hits: [] }, encrypted: true, exitCode: 0, problem: null },
      ...{ note: expect.stringMatching(/^it is encrypted to age1.*was not opened$/), hint: expect.stringContaining('age --decrypt') },
    });
  });

  it.each<[what: string, change: (entries: Entries) => void]>([
    ['when a byte is missing', (e) => Object.assign(e, { [at('payload.age')]: (e[at('payload.age')] ?? new Uint8Array()).slice(1) })],
    ['when its payload is missing', (e) => delete e[at('payload.age')]],
    ['when another file was added', (e) => Object.assign(e, { [at('notes.txt')]: strToU8('x') })],
  ])('is reported as damaged by verify and open %s', async (_, change) => {
    const damaged = await encrypted(change);
    expect(await verifyBundle(damaged)).toMatchObject({ checksums: 'broken', schema: 'known', exitCode: 4 });
    expect(await readBundle(damaged)).toMatchObject({ ok: false, code: 'damaged' });
  });
});
