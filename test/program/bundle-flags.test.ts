/** Bundle options of the command line: encryption, preview, omissions, hidden words. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Decrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { strFromU8, unzipSync } from 'fflate';
import { afterEach, describe, expect, it } from 'vitest';
import { type Home, newHome, run } from '../support/program.ts';
import { openTerminal, type Terminal } from '../support/pty.ts';

const TIME = { timeout: 60_000 };
/** One area of a small scenario, because only the bundle is tested. */
const CHECK = ['check', 'proxy', '--demo', 'proxy-requires-login'];

const filesOf = (home: Home) => readdirSync(home.folder).filter((name) => name.includes('zip'));
const entriesOf = (bytes: Uint8Array) =>
  Object.entries(unzipSync(bytes)).map(([path, content]) => [path.split('/')[1], strFromU8(content)] as const);

describe.concurrent('--encrypt-to', () => {
  it('encrypts the bundle for the key, and writes no plain copy', TIME, async () => {
    const home = newHome();
    const identity = await generateX25519Identity();
    const ended = await run([...CHECK, '--bundle', 'b.zip', '--encrypt-to', await identityToRecipient(identity)], { home });
    expect(ended.status).toBe(1);
    expect(ended.stderr).toContain('Encrypted to age1');
    expect(filesOf(home)).toEqual(['b.zip']);
    const outer = unzipSync(readFileSync(join(home.folder, 'b.zip')));
    const payload = Object.entries(outer).find(([path]) => path.endsWith('/payload.age'))?.[1] ?? new Uint8Array();
    const decrypter = new Decrypter();
    decrypter.addIdentity(identity);
    expect(entriesOf(await decrypter.decrypt(payload)).map(([path]) => path)).toContain('report.md');

    const [opened, verified] = await Promise.all([run(['open', 'b.zip'], { home }), run(['verify', 'b.zip'], { home })]);
    expect([opened.status, verified.status]).toEqual([4, 0]);
    expect(opened.stderr).toMatch(/is encrypted to age1\S+…\S+\.\n[\s\S]*age --decrypt/);
    // The bundle is complete and encrypted, and reported as such without damage.
    expect(verified.stdout).toMatch(
      /^checksums +hold\nschema +known\nsecrets +not looked for\nb\.zip: it is encrypted to age1.*was not opened\.\n/,
    );
    expect(verified.stdout).toContain('age --decrypt');
  });

  it('refuses an unusable key before it measures, and does not echo the key', TIME, async () => {
    const home = newHome();
    const secret = await generateX25519Identity();
    const ended = await run([...CHECK, '--bundle', 'b.zip', '--encrypt-to', secret], { home });
    expect(ended).toMatchObject({ status: 2, stdout: '' });
    expect(ended.complaint).toHaveLength(2);
    expect(ended.stderr).not.toContain(secret.slice(20));
    expect(filesOf(home)).toEqual([]);
    const alone = await run([...CHECK, '--encrypt-to', await identityToRecipient(secret)], { home });
    expect(alone.status).toBe(2);
    expect(alone.stderr).toContain('--bundle FILE.zip');
  });
});

describe.concurrent('--preview', () => {
  it('lists the files and writes nothing when there is no terminal', TIME, async () => {
    const home = newHome();
    const ended = await run([...CHECK, '--bundle', 'b.zip', '--preview', '--without', 'report.md'], { home });
    expect(ended.status).toBe(1);
    expect(ended.stderr).toMatch(/events\.jsonl +\d+ KB {2}.*names/);
    expect(ended.stderr).toMatch(/report\.md +left out, as asked for/);
    expect(ended.stderr).toContain('Nothing is written');
    expect(filesOf(home)).toEqual([]);
  });

  it('refuses to omit an unknown or required file before it measures', TIME, async () => {
    for (const path of ['nothing.md', 'events.jsonl']) {
      const ended = await run([...CHECK, '--bundle', 'b.zip', '--without', path]);
      expect(ended).toMatchObject({ status: 2, stdout: '' });
      expect(ended.stderr).toContain('report.md');
    }
  });
});

describe('--preview on a terminal', () => {
  const open: Terminal[] = [];
  afterEach(() => {
    for (const terminal of open.splice(0)) terminal.kill();
  });

  it.each([
    ['y', true],
    ['n', false],
    ['', false],
  ] as const)('writes the bundle only after “y”: %j', TIME, async (answer, written) => {
    const terminal = openTerminal([...CHECK, '--bundle', 'b.zip', '--preview'], { columns: 100, rows: 40 });
    open.push(terminal);
    await terminal.shows('Write it to b.zip? [y/N]');
    expect(filesOf(terminal.home)).toEqual([]);
    terminal.press(`${answer}\r`);
    expect((await terminal.ended).status).toBe(1);
    expect(filesOf(terminal.home)).toEqual(written ? ['b.zip'] : []);
  });
});

it('--hide removes a word and --without a file, and the manifest counts both but names neither', TIME, async () => {
  const home = newHome();
  const word = 'Zwiebelfisch';
  const told = ['--note', `ask ${word} or ${word.toUpperCase()} about it`];
  const ended = await run([...CHECK, ...told, '--bundle', 'b.zip', '--hide', word.toLowerCase(), '--without', 'report.html'], { home });
  expect(ended.status).toBe(1);
  const entries = entriesOf(readFileSync(join(home.folder, 'b.zip')));
  for (const [path, text] of entries) expect(text.toLowerCase(), path).not.toContain(word.toLowerCase());
  expect(entries.map(([path]) => path)).not.toContain('report.html');
  const manifest = JSON.parse(entries.find(([path]) => path === 'manifest.json')?.[1] ?? '');
  expect(manifest.consent).toMatchObject({ how: 'flag', removed: ['report.html'], hiddenWords: 3 });
  expect(manifest.ruleset.sha256).toMatch(/^[0-9a-f]{64}$/);
  expect(manifest.omissions).toEqual([{ what: 'report.html', why: 'declined' }]);

  await run([...CHECK, ...told, '--bundle', 'plain.zip'], { home });
  const plain = entriesOf(readFileSync(join(home.folder, 'plain.zip')));
  expect(plain.some(([, text]) => text.includes(word))).toBe(true);
});
