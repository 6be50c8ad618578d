import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync, type Zippable, zipSync } from 'fflate';
import { afterAll, describe, expect, it } from 'vitest';
import { fails, session } from '../diagnosis/testing/session.ts';
import { BUNDLE_FILES } from '../documents/report/bundle-files.ts';
import { SessionEvent } from '../model/session.ts';
import { foldEvents } from '../session/index.ts';
import { buildBundle, bundleName, publishFile, readBundle, verifyBundle } from './index.ts';
import { bundleInput, logOf, testRedactor } from './testing/log.ts';

const SECRET = 'pa55w0rd-of-jdoe';
const measured = () =>
  session({ from: 'laptop', runner: 'standard', note: `call +1, proxy http://jdoe:${SECRET}@proxy.acme.com:3128`, ticket: 'SUP-77' })
    .proxy('http://proxy.acme.com:3128', { hasCredentials: true })
    .https('app.gitpod.io', fails('tunnel.407', { status: 407, tunnel: { authenticate: ['Basic'] } }))
    .https('https://git.acme.com/team/repo', fails('tunnel.407', { status: 407 }), { requirement: 'scm.provider' })
    .build();

const folder = mkdtempSync(join(tmpdir(), 'bundle-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function build() {
  const result = await buildBundle(bundleInput(measured(), testRedactor({ secrets: [SECRET] })));
  if (!result.ok) throw new Error(result.problem);
  return result;
}

const once = await build();
const built = () => once;

describe('a bundle', () => {
  it('is read back as the redacted session', async () => {
    const input = bundleInput(measured(), testRedactor({ secrets: [SECRET] }));
    const { bytes, name } = built();
    const read = await readBundle(bytes);
    if (!read.ok) throw new Error(read.problem);
    expect(read.name).toBe(name);
    expect(read.events).toEqual(input.events.map((event) => input.redactor.value(SessionEvent, event)));
    expect(foldEvents(read.events).observations).toHaveLength(3);
    expect(read.report.summary.outcome).toBe('fail');
    expect(read.manifest?.files.map((file) => file.path)).toEqual([
      'README.md',
      'SHA256SUMS',
      'environment.json',
      'events.jsonl',
      'observations.jsonl',
      'path.jsonl',
      'redaction.json',
      'report.html',
      'report.json',
      'report.md',
      'session.json',
      'timeline.jsonl',
      'verdicts.json',
    ]);
  });

  it('has its manifest last, after every file that it lists', () => {
    const names = Object.keys(unzipSync(built().bytes)).map((path) => path.split('/')[1] ?? '');
    expect(names.indexOf('manifest.json')).toBe(names.length - 1);
    expect(names.slice(0, -1)).toEqual(names.slice(0, -1).toSorted());
  });

  it('contains no secret and no customer data', () => {
    for (const entry of built().entries) expect(entry.text, entry.path).not.toMatch(/pa55w0rd|jdoe|acme|team\/repo/);
  });

  it('contains a report.md whose first page shows the cause, the ticket, the hosts and the owner', () => {
    const report = built().entries.find((entry) => entry.path === 'report.md')?.text ?? '';
    for (const part of ['GD103', 'SUP-77', 'app.gitpod.io', '**network / security team:**', '## Requirements'])
      expect(report).toContain(part);
    const [first] = report.split('## Requirements');
    expect(first?.split('\n').length).toBeLessThan(64);
  });

  it('contains exactly the files that the finish screen and its own README name', () => {
    const named = BUNDLE_FILES.map(({ name }) => name);
    expect(named.toSorted()).toEqual(
      built()
        .entries.map(({ path }) => path)
        .toSorted(),
    );
    const readme = built().entries.find((entry) => entry.path === 'README.md')?.text ?? '';
    for (const name of named) expect(readme).toContain(`| ${name} |`);
  });

  it('has the same bytes each time and in every time zone', async () => {
    const script = `import { createArchive } from ${JSON.stringify(join(import.meta.dirname, 'archive.ts'))};
      process.stdout.write(Buffer.from(createArchive('f', [{ path: 'b', bytes: new Uint8Array(9) }, { path: 'a', bytes: new Uint8Array(3) }])).toString('hex'));`;
    const inZone = (TZ: string) =>
      execFileSync(process.execPath, ['--input-type=module', '-e', script], { env: { ...process.env, TZ }, encoding: 'utf8' });
    expect(inZone('Asia/Tokyo')).toBe(inZone('America/New_York'));
    expect((await build()).sha256).toBe(once.sha256);
  });

  it('omits a whole field when the redactor missed a secret in that field', async () => {
    const input = bundleInput(measured());
    const leaky = { ...input.redactor, value: (_: unknown, value: never) => value } as typeof input.redactor;
    const result = await buildBundle({ ...input, redactor: leaky });
    if (!result.ok) throw new Error(result.problem);
    for (const { text } of result.entries) expect(text).not.toContain(SECRET);
    expect(result.entries.find(({ path }) => path === 'events.jsonl')?.text).toContain('"note":"REDACTED-token"');
  });

  it('omits an unsafe file if the file can be regenerated', async () => {
    const redactor = testRedactor();
    const strict = { ...redactor, leftovers: (text: string) => (text.includes('## Requirements') ? { value: 1 } : {}) };
    const result = await buildBundle(bundleInput(measured(), strict));
    expect(result).toMatchObject({ ok: true, omissions: [{ what: 'report.md', why: 'withheld-unsafe' }] });
  });

  it('has a file name that ends in -network-clear when its network names are readable', () => {
    expect(bundleName('20261123T120000Z-1a2b3c4d')).toBe('gitpod-doctor-20261123T120000Z-1a2b3c4d');
    expect(bundleName('20261123T120000Z-1a2b3c4d', 'network-clear')).toMatch(/-network-clear$/);
  });
});

describe('a file of unknown origin', () => {
  const name = 'gitpod-doctor-x';
  const repacked = (change: (entries: Zippable) => void) => {
    const entries: Zippable = { ...unzipSync(built().bytes) };
    change(entries);
    return zipSync(entries, { mtime: new Date(1980, 0, 1) });
  };
  const root = 'gitpod-doctor-20261123T120000Z-1a2b3c4d';
  const text = (value: string) => new TextEncoder().encode(value);
  const flipped = () => {
    const bytes = built().bytes.slice();
    bytes[300] = (bytes[300] ?? 0) ^ 0xff;
    return bytes;
  };
  const patched = (bytes: Uint8Array, signature: number, offset: number, value: number) => {
    const copy = Buffer.from(bytes);
    for (let at = 0; at < copy.length - 4; at++)
      if (copy.readUInt32LE(at) === signature) copy[at + offset] = (copy[at + offset] ?? 0) | value;
    return copy;
  };

  const cases: [what: string, bytes: () => Uint8Array, code: string][] = [
    ['an empty file', () => new Uint8Array(0), 'not-a-bundle'],
    ['a text file', () => text('hello'), 'not-a-bundle'],
    ['other JSON', () => text('{"a": 1}'), 'not-a-bundle'],
    ['broken JSON', () => text('{"a": '), 'damaged'],
    ['a report that lacks fields', () => text('{"schema": "gitpod-doctor/report@1"}'), 'damaged'],
    ['a newer report', () => text('{"schema": "gitpod-doctor/report@2"}'), 'newer'],
    ['a zip without a manifest', () => zipSync({ [`${name}/a.txt`]: text('a') }), 'not-a-bundle'],
    ['a truncated zip', () => built().bytes.slice(0, -40), 'damaged'],
    ['a zip with a flipped bit', flipped, 'damaged'],
    [
      'a manifest of a newer version',
      () =>
        repacked((e) => {
          e[`${root}/manifest.json`] = text('{"schema":"gitpod-doctor/bundle@7"}');
        }),
      'newer',
    ],
    [
      'a wrong manifest',
      () =>
        repacked((e) => {
          e[`${root}/manifest.json`] = text('{"schema":"gitpod-doctor/bundle@1"}');
        }),
      'damaged',
    ],
    [
      'a changed entry',
      () =>
        repacked((e) => {
          e[`${root}/report.md`] = text('all fine');
        }),
      'damaged',
    ],
    [
      'a missing entry',
      () =>
        repacked((e) => {
          delete e[`${root}/report.md`];
        }),
      'damaged',
    ],
    [
      'an additional entry',
      () =>
        repacked((e) => {
          e[`${root}/extra.txt`] = text('x');
        }),
      'damaged',
    ],
    [
      'two folders',
      () =>
        repacked((e) => {
          e['other/extra.txt'] = text('x');
        }),
      'damaged',
    ],
    ['a path that leads upwards', () => zipSync({ '../evil': text('x') }), 'damaged'],
    ['a path that leads upwards inside', () => zipSync({ 'a/../../evil': text('x') }), 'damaged'],
    ['an absolute path', () => zipSync({ '/etc/evil': text('x') }), 'damaged'],
    ['a path with a backslash', () => zipSync({ 'a\\b': text('x') }), 'damaged'],
    ['names that differ in case', () => zipSync({ 'a/B': text('x'), 'a/b': text('x') }), 'damaged'],
    ['a symbolic link', () => zipSync({ 'a/b': [text('/etc/passwd'), { os: 3, attrs: 0o120777 << 16 }] }), 'damaged'],
    ['an encrypted entry', () => patched(built().bytes, 0x02014b50, 8, 1), 'damaged'],
    ['a zip bomb', () => zipSync({ 'a/b': new Uint8Array(65 * 1024 * 1024) }, { level: 1 }), 'too-large'],
    [
      'too many entries',
      () => zipSync(Object.fromEntries(Array.from({ length: 1001 }, (_, i) => [`a/${i}`, new Uint8Array(0)]))),
      'too-large',
    ],
    ['too large a file', () => new Uint8Array(11 * 1024 * 1024).fill(0x50), 'too-large'],
  ];
  it.each(cases)('is refused with a one-line message: %s', { timeout: 30_000 }, async (_, bytes, code) => {
    const given = bytes();
    const result = await readBundle(given);
    expect(result).toMatchObject({ ok: false, code });
    if (!result.ok) expect(result.problem).toMatch(/^[^\n]{10,160}$/);
    expect((await verifyBundle(given)).exitCode).toBe(4);
  });

  it('never makes the reader throw, whatever bit is flipped', async () => {
    const { bytes } = built();
    for (let at = 0; at < bytes.length; at += 401) {
      const copy = bytes.slice();
      copy[at] = (copy[at] ?? 0) ^ (1 << (at % 8));
      await readBundle(copy);
    }
  });

  it('opens as a bare report, redacted or not', async () => {
    const { report } = bundleInput(measured());
    const read = await readBundle(text(JSON.stringify(report)));
    if (!read.ok) throw new Error(read.problem);
    const folded = foldEvents(read.events);
    expect(folded.observations).toEqual(report.observations);
    expect(folded.requirements.map((row) => row.id)).toEqual(report.requirements.map((row) => row.id));
    expect(read.report).toEqual(report);
  });
});

describe('verify', () => {
  it('accepts a bundle that this program wrote', async () => {
    expect(await verifyBundle(built().bytes)).toEqual({
      checksums: 'hold',
      schema: 'known',
      tripwire: { state: 'quiet', hits: [] },
      exitCode: 0,
      problem: null,
    });
  });

  it('reports the location of a searched word without quoting the word', async () => {
    const found = await verifyBundle(built().bytes, ['1a2b3c4d']);
    expect(found).toMatchObject({ exitCode: 1, tripwire: { state: 'tripped' } });
    expect(JSON.stringify(found)).not.toContain('1a2b3c4d');
  });
});

describe('publishing', () => {
  it('writes a file that only its owner can read, leaves no partial file and overwrites nothing', async () => {
    const path = join(folder, 'a.zip');
    expect(await publishFile(path, new Uint8Array([1]))).toEqual({ ok: true, path });
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(await publishFile(path, new Uint8Array([2]))).toMatchObject({ ok: false, code: 'EEXIST' });
    expect([...readFileSync(path)]).toEqual([1]);
    expect(readdirSync(folder)).toEqual(['a.zip']);
  });

  it('gives the reason for a failure in one line', async () => {
    writeFileSync(join(folder, 'file'), '');
    for (const path of [join(folder, 'none', 'a.zip'), join(folder, 'file', 'a.zip'), `${folder}/${'x'.repeat(300)}.zip`]) {
      const result = await publishFile(path, new Uint8Array([1]));
      expect(result).toMatchObject({ ok: false, problem: expect.stringMatching(/^[^\n]+ cannot be written: [^\n]+\.$/) });
    }
    const full = await publishFile('/dev/full/a.zip', new Uint8Array([1]));
    expect(full.ok).toBe(false);
  });
});

it('the log in a bundle restores the session', () => {
  const { path, ...rest } = foldEvents(logOf(measured()));
  const { path: none, ...expected } = measured();
  expect(rest).toEqual(expected);
  expect(path).toHaveLength(2);
  expect(none).toEqual([]);
});
