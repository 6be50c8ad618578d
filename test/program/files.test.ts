/** Named files: every fault gives status 4 and one or two clear lines, without losing data. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entriesOf, filesBelow, storedSessions } from '../support/files.ts';
import { type Ended, type Home, newFolder, newHome, run } from '../support/program.ts';

const folder = newFolder('files');

/** Writes a file with this content, and returns its path. */
function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

function refused(ended: Ended): void {
  expect({ status: ended.status, stdout: ended.stdout }).toEqual({ status: 4, stdout: '' });
  expect([1, 2]).toContain(ended.complaint.length);
  for (const line of ended.complaint) expect(line).toMatch(/^[^\n]{1,400}$/);
  // Neither a stack trace nor the message of a library.
  expect(ended.stderr).not.toMatch(/\bat .+:\d+:\d+|ZodError|SyntaxError|Unexpected|undefined/);
}

const BYTES = Uint8Array.from({ length: 4096 }, (_, index) => (index * 197 + 31) % 256);

/** Contents that are not a JSON object, by their fault. */
const NO_OBJECT: readonly [what: string, path: () => string][] = [
  ['that does not exist', () => join(folder, 'nothing-here.json')],
  ['that is a folder', () => folder],
  ['that is not JSON', () => file('not.json', '{"region": ')],
  ['that is JSON but not an object', () => file('list.json', '[1, 2]')],
  ['that is binary', () => file('binary.json', BYTES)],
  ['with an unknown key', () => file('key.json', '{"rows": [], "regoin": "x"}')],
  ['with a wrong value', () => file('value.json', '{"requirements": {"x": 1}, "region": 12}')],
  ['that is nested 200,000 levels deep', () => file('deep.json', '['.repeat(200_000))],
  ['of 2 MiB', () => file('large.json', `"${'x'.repeat(2 * 1024 * 1024)}"`)],
  ['that never ends', () => '/dev/zero'],
];

describe.concurrent('an input file', () => {
  it.each(NO_OBJECT)('is refused in one line when it is an overlay %s', async (_, path) => {
    refused(await run(['check', 'host', '--demo', 'healthy', '--catalog', path()]));
  });

  it.each(NO_OBJECT)('is refused in one line when it is a profile %s', async (_, path) => {
    refused(await run(['check', 'host', '--demo', 'healthy', '--profile', path()]));
  });

  it('is refused without a quote when it is a profile with a malformed value', async () => {
    const ended = await run(['check', '--profile', file('secret.json', '{"scm": "ftp://anna:kestrel-4471@git.example.com/"}')]);
    refused(ended);
    expect(ended.stderr).not.toContain('kestrel');
  });

  it.each([
    ['{"runner": {"kind": "standard"}}', '$.runner is an object, and text is expected', '{"runner": "standard"}'],
    ['{"region": ["us-east-1", {"name": "x"}]}', '$.region[1] is an object, and text is expected', '{"region": ['],
    ['{"runner": ["standard"]}', '$.runner is a list, but takes only one value', '{"runner": "standard"}'],
    ['{"note": true}', '$.note is true or false, and text is expected', '{"note": '],
  ])('is refused with the wrong and the expected value when it is the profile %s', async (text, problem, example) => {
    const ended = await run(['check', '--profile', file(`kind-${text.length}.json`, text)]);
    refused(ended);
    expect(ended.stderr).toContain(problem);
    expect(ended.stderr).toContain(example);
  });

  it.each([
    ['a text that is not PEM', () => file('roots.txt', 'no certificate')],
    ['a PEM file without a certificate', () => file('key.pem', '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n')],
    ['a PEM file with an invalid certificate', () => file('bad.pem', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n')],
    ['a binary file', () => file('roots.der', BYTES)],
    ['a folder', () => folder],
  ])('is refused in one line when --public-roots names %s', async (_, path) => {
    refused(await run(['check', 'host', '--demo', 'healthy', '--public-roots', path()]));
  });

  it.each([
    ['that does not exist', () => join(folder, 'nothing.md')],
    ['that is empty', () => file('empty.md', '')],
    ['that is binary', () => file('binary.md', BYTES)],
    ['that contains other text', () => file('other.md', '# Ours\n\n* `https://example.com/`\n')],
    ['that is a page without endpoints', () => file('page.html', '<!doctype html><h1>Access</h1><p>None')],
  ])('is refused in one line when it is a copy of the access requirements %s', async (_, path) => {
    const given = [
      ['check', path()],
      ['check', path(), '--json'],
      ['import', path()],
    ];
    for (const ended of await Promise.all(given.map((words) => run(['catalog', ...words])))) refused(ended);
  });

  it('is refused in one line when it is an incomplete copy to import', async () => {
    const half = readFileSync(new URL('../../fixtures/document/access-requirements.md', import.meta.url), 'utf8').slice(0, 2000);
    refused(await run(['catalog', 'import', file('half.md', half)]));
  });

  it.each(['utf8', 'utf16le'] as const)(
    'is compared line by line when it is a copy of the access requirements in %s that lacks most requirements',
    async (encoding) => {
      const copy = Buffer.from('* `https://app.gitpod.io`\n', encoding);
      const { status, stdout } = await run(['catalog', 'check', file(`short-${encoding}.md`, copy)]);
      expect(status).toBe(1);
      expect(stdout).toMatch(/^- /m);
      expect(stdout).not.toContain('https://app.gitpod.io ');
    },
  );
});

/** A valid bundle with the changes of a test. */
function zip(entries: Readonly<Record<string, string | Uint8Array>>): Uint8Array {
  return zipSync(
    Object.fromEntries(
      Object.entries(entries).map(([path, content]) => [path, typeof content === 'string' ? Buffer.from(content) : content]),
    ),
  );
}

/** A zip with one entry that declares a smaller size than it unpacks to. */
function lyingZip(): Uint8Array {
  const packed = deflateRawSync(Buffer.alloc(4 * 1024 * 1024));
  const name = Buffer.from('bundle/report.json');
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(20, 4);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(packed.length, 18);
  local.writeUInt32LE(1000, 22);
  local.writeUInt16LE(name.length, 26);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt16LE(20, 4);
  central.writeUInt16LE(20, 6);
  central.writeUInt16LE(8, 10);
  central.writeUInt32LE(packed.length, 20);
  central.writeUInt32LE(1000, 24);
  central.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length + name.length, 12);
  end.writeUInt32LE(local.length + name.length + packed.length, 16);
  return Buffer.concat([local, name, packed, central, name, end]);
}

describe('a bundle', () => {
  let home: Home;
  let good: string;

  beforeAll(async () => {
    home = newHome();
    good = join(home.folder, 'good.zip');
    const made = await run(['check', 'host', 'dns', '--demo', 'resolver-refuses', '--bundle', good], { home });
    expect({ status: made.status, stderr: made.stderr }).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('Nothing was uploaded'),
    });
  }, 120_000);

  it('is readable by its owner only, passes verification, opens with the same cause, and is the only new file', async () => {
    expect(statSync(good).mode & 0o777).toBe(0o600);
    expect([...filesBelow(home.folder).keys()].filter((path) => !path.startsWith('state/'))).toEqual(['good.zip']);
    const [verified, opened] = await Promise.all([run(['verify', good]), run(['open', good, '--json'])]);
    expect(verified).toMatchObject({ status: 0, stderr: '' });
    expect(opened.status).toBe(1);
    expect(JSON.parse(opened.stdout).findings).toMatchObject([{ name: 'resolver-refuses', causedBy: null }]);
  });

  describe.concurrent('an invalid or hostile bundle', () => {
    it.each<[string, () => string]>([
      ['a file that does not exist', () => join(folder, 'nothing.zip')],
      ['an empty file', () => file('empty.zip', '')],
      ['a file of random bytes', () => file('random.zip', BYTES)],
      ['a truncated bundle', () => file('cut.zip', readFileSync(good).subarray(0, 2000))],
      ['a bundle with one changed byte', () => file('flipped.zip', flipped(readFileSync(good)))],
      ['a bundle with an unknown file', () => file('foreign.zip', zip({ 'x/readme.txt': 'hello' }))],
      ['a bundle with a path outside its folder', () => file('slip.zip', zip({ 'x/../../etc/passwd': 'hello' }))],
      ['a decompression bomb', () => file('bomb.zip', zip({ 'x/report.json': new Uint8Array(4 * 1024 * 1024) }))],
      ['a bundle that declares a wrong size', () => file('lie.zip', lyingZip())],
      ['a report of another program', () => file('other.json', '{"schema": "another/report@1"}')],
      ['an invalid report', () => file('wrong.json', '{"schema": "gitpod-doctor/report@1", "findings": 7}')],
      ['JSON without a schema', () => file('none.json', '{}')],
      ['an endless file', () => '/dev/zero'],
    ])('is refused by open and verify: %s', { timeout: 120_000 }, async (_, path) => {
      const [opened, verified] = await Promise.all([run(['open', path(), '--json']), run(['verify', path()])]);
      refused(opened);
      expect(verified.status).toBe(4);
      expect(verified.stderr).not.toMatch(/\bat .+:\d+:\d+|Sorry/);
    });

    it('is reported as not a bundle, instead of a damaged bundle, when it is a text file', async () => {
      const path = file('notes.txt', 'Call the network team on Monday.');
      const [verified, asJson] = await Promise.all([run(['verify', path]), run(['verify', path, '--json'])]);
      refused(verified);
      expect(verified.stderr).toContain(`${path} is not a bundle: this is neither a zip nor a report.`);
      expect(verified.stdout).not.toContain('broken');
      expect(asJson.status).toBe(4);
      expect(JSON.parse(asJson.stdout)).toMatchObject({ checksums: 'none', form: 'none', exitCode: 4 });
    });

    it('has a wrong checksum and no other fault when one word was changed', async () => {
      const entries = [...entriesOf(readFileSync(good))];
      const other = entries.map(([path, bytes]) => [`bundle/${path}`, path === 'report.md' ? 'all is fine' : bytes]);
      const path = file('word.zip', zip(Object.fromEntries(other)));
      const verified = await run(['verify', path]);
      expect(verified).toMatchObject({ status: 4, stderr: '' });
      expect(verified.stdout).toBe(
        `checksums  broken\nschema     known\nsecrets    none found\n${path}: report.md does not match its SHA-256.\n`,
      );
    });

    it.each<[string, () => string]>([
      ['report', () => file('newer.json', '{"schema": "gitpod-doctor/report@2"}')],
      ['bundle', () => file('newer.zip', zip(newer(entriesOf(readFileSync(good)))))],
    ])('is reported as newer when it is a %s of a newer version', async (_, path) => {
      const [opened, verified] = await Promise.all([run(['open', path(), '--json']), run(['verify', path()])]);
      refused(opened);
      expect(opened.stderr).toMatch(/this version reads up to @1/);
      expect([verified.status, verified.stdout]).toEqual([4, expect.stringMatching(/schema +newer/)]);
    });
  });
});

/** The same entries under a manifest of the next version. */
function newer(entries: ReadonlyMap<string, Buffer>): Record<string, Buffer | string> {
  const changed = [...entries].map(([path, bytes]) => [
    `bundle/${path}`,
    path === 'manifest.json' ? bytes.toString().replace('gitpod-doctor/bundle@1', 'gitpod-doctor/bundle@2') : bytes,
  ]);
  return Object.fromEntries(changed);
}

/** A byte in the middle of the first entry's content. */
function flipped(bytes: Buffer): Buffer {
  bytes.writeUInt8(bytes.readUInt8(600) ^ 0xff, 600);
  return bytes;
}

describe.concurrent('the path of a bundle to be written', () => {
  const TRIES: readonly [where: string, path: () => string | null, why: RegExp][] = [
    ['onto a file that exists', () => file('mine.zip', 'my own'), /no file is overwritten/],
    ['onto a folder', () => folder, /it is a folder/],
    ['into a missing folder', () => join(folder, 'no', 'such', 'x.zip'), /does not exist/],
    ['into a folder that is a file', () => join(file('not-a-folder', ''), 'x.zip'), /not a folder/],
    ['into a read-only folder', () => (process.platform === 'linux' ? '/proc/x.zip' : '/dev/x.zip'), /cannot be written/],
    ['onto a full disk', fullDisk, /the disk is full/],
  ];

  it.each(TRIES)('is refused in one line when it points %s', { timeout: 120_000 }, async (where, at, why) => {
    const path = at();
    if (path === null) {
      process.stderr.write(`SKIPPED: a bundle ${where}: this needs Linux and root\n`);
      return;
    }
    const ended = await run(['check', 'host', 'dns', '--demo', 'healthy', '--json', '--bundle', path]);
    expect({ status: ended.status, lines: ended.complaint.length }).toEqual({ status: 4, lines: 2 });
    expect(ended.stderr).toMatch(why);
    if (where.startsWith('onto a file')) expect(readFileSync(path, 'utf8')).toBe('my own');
    if (!where.endsWith('full disk')) {
      // The fault is reported before anything is measured, and no older session is deleted for an empty one.
      const walked = await run(['--demo', 'healthy', '--symptom', 'browser', '--bundle', path]);
      expect(walked.complaint).toEqual(ended.complaint);
      for (const { stdout, home } of [ended, walked]) expect([stdout, existsSync(home.state)]).toEqual(['', false]);
      return;
    }
    // The report is still on stdout, and the session can be bundled later.
    expect(JSON.parse(ended.stdout).summary.outcome).toBe('pass');
    expect(storedSessions(ended.home)).toEqual([expect.stringContaining('"sweep-ended"')]);
  });

  /** A file system of 4 KiB in memory. */
  function fullDisk(): string | null {
    if (process.platform !== 'linux' || process.getuid?.() !== 0) return null;
    const mount = join(folder, 'tiny');
    mkdirSync(mount);
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4k', 'tmpfs', mount], { stdio: 'ignore' });
    } catch {
      return null;
    }
    return join(mount, 'x.zip');
  }

  afterAll(() => {
    try {
      execFileSync('umount', [join(folder, 'tiny')], { stdio: 'ignore' });
    } catch {
      // The file system was not mounted.
    }
  });
});
