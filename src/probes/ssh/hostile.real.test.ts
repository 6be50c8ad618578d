/** If these fail, a hostile or damaged configuration blocks the program, or makes it state what it does not know. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { processorMs } from '../../model/testing/processor-time.ts';
import { findTextMarks, splitWords } from './config-text.ts';
import { findMatchingFiles, hostMatches, matchesGlob } from './glob.ts';
import { findNearestPattern } from './nearest.ts';
import { factsOf, write } from './testing/reading.ts';
import { hasSsh, temporaryFolder } from './testing/real-ssh.ts';

const TYPED = 'w1.gitpod.environment';
/** Five seconds for the client, and as much again for a busy machine. */
const IN_TIME = 12_000;
/** A hanging client never ends, so the test need not wait the whole five seconds. */
const HANGS = { timeoutMs: 1000 };

describe.runIf(hasSsh)('a hostile configuration', () => {
  let place: ReturnType<typeof temporaryFolder>;
  beforeEach(() => {
    place = temporaryFolder();
  });
  afterEach(() => place.remove());
  const timed = async (config: string, alias = TYPED, options = {}) => {
    const started = performance.now();
    const facts = await factsOf(config, alias, options);
    expect(performance.now() - started).toBeLessThan(IN_TIME);
    return facts;
  };

  it('ends in a timeout when an Include is a named pipe, which the probe itself does not open', { timeout: 30_000 }, async () => {
    execFileSync('mkfifo', [join(place.folder, 'pipe')]);
    const facts = await timed(write(place.folder, { config: 'Include FOLDER/pipe\nHost *\n  User a\n' }).config, TYPED, HANGS);
    expect(facts).toMatchObject({ state: 'timeout', effective: null, branch: null, refusal: null });
    expect(facts.files[1]).toMatchObject({ state: 'not-a-file' });
    expect(facts.includes).toMatchObject([{ state: 'unresolved' }]);
  });

  it('is not opened when it is a named pipe itself', { timeout: 30_000 }, async () => {
    const pipe = join(place.folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    expect(await timed(pipe, TYPED, HANGS)).toMatchObject({ state: 'timeout', files: [{ state: 'not-a-file' }] });
  });

  it('ends in a timeout or a refusal when its files include each other endlessly', { timeout: 30_000 }, async () => {
    const files = Object.fromEntries(Array.from({ length: 8 }, (_, index) => [`part${index}`, 'Include FOLDER/part*\n']));
    const facts = await timed(write(place.folder, { config: 'Include FOLDER/part*\n', ...files }).config, TYPED, HANGS);
    expect(['refused', 'timeout', 'too-much']).toContain(facts.state);
    expect(facts.effective).toBeNull();
  });

  it('yields only the values that ssh prints, without the lines that set them, when it has ten megabytes', {
    timeout: 30_000,
  }, async () => {
    const { config } = write(place.folder, {
      config: `Host *.gitpod.environment\n  User big\n${'# nothing to see here, go on\n'.repeat(360_000)}`,
    });
    const facts = await timed(config);
    expect(facts.files).toMatchObject([{ state: 'too-large', bytes: expect.any(Number) }]);
    expect(facts).toMatchObject({ state: 'answered', effective: { user: { value: 'big', source: { by: 'unknown' } } }, sections: [] });
  });

  it('is read in time when it has a pattern built to backtrack', { timeout: 30_000 }, async () => {
    const { config } = write(place.folder, { config: `Host ${'*a'.repeat(60)}*.gitpod.remote\n  User a\n` });
    const facts = await timed(config, `${'a'.repeat(200)}.gitpod.remot`);
    expect(['answered', 'timeout']).toContain(facts.state);
  });

  it('is read when it contains binary bytes', { timeout: 30_000 }, async () => {
    const config = join(place.folder, 'config');
    writeFileSync(config, Buffer.from(Array.from({ length: 4096 }, (_, index) => (index * 37) % 256)));
    const facts = await timed(config);
    expect(facts).toMatchObject({ state: 'refused', effective: null, patches: [] });
    expect(facts.files[0]?.marks).toContainEqual({ mark: 'binary', line: expect.any(Number) });
  });

  it('is read up to the limit when it includes a dangling link and a folder', { timeout: 30_000 }, async () => {
    symlinkSync('/nowhere/at/all', join(place.folder, 'dangling'));
    mkdirSync(join(place.folder, 'folder'));
    const many = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`many/${index}`, 'Host work\n']));
    const lines =
      'Include FOLDER/dangling\nInclude FOLDER/folder\nInclude FOLDER/many/?\nInclude FOLDER/many/[1-4]*\nInclude FOLDER/many/[5-9]*\n';
    const facts = await timed(write(place.folder, { config: lines, ...many }).config);
    expect(facts.isCut).toBe(true);
    expect(facts.files.length).toBeLessThanOrEqual(64);
  });
});

describe('our own readers', () => {
  it('take linear time, whatever the pattern', () => {
    const tookMs = processorMs(() => {
      expect(hostMatches('a'.repeat(250), `${'*a'.repeat(120)}b`)).toBe(false);
      expect(matchesGlob('a'.repeat(250), `${'*[a-b]'.repeat(60)}c`)).toBe(false);
      expect(splitWords(`${' '.repeat(1_000_000)}x`)).toEqual(['x']);
      findTextMarks(`${' '.repeat(1_000_000)}\n${'#'.repeat(1_000_000)}`);
      const place = { file: '/c', line: 1 };
      const sections = Array.from({ length: 200 }, () => ({
        place,
        patterns: [`${'z'.repeat(240)}.x`],
        generations: [],
        applied: false,
        isRead: true,
      }));
      expect(findNearestPattern('y'.repeat(250), null, sections)).toBeNull();
    });
    expect(tookMs).toBeLessThan(3000);
  });

  it('find files as glob(3) does', async () => {
    const { folder, remove } = temporaryFolder();
    try {
      write(folder, { 'conf.d/b.conf': '', 'conf.d/a.conf': '', 'conf.d/.hidden.conf': '', 'conf.d/c.txt': '', 'other.d/a.conf': '' });
      const found = async (pattern: string) =>
        (await findMatchingFiles(join(folder, pattern), 10)).map((path) => path.slice(folder.length + 1));
      expect(await found('conf.d/*.conf')).toEqual(['conf.d/a.conf', 'conf.d/b.conf']);
      expect(await found('*.d/a.conf')).toEqual(['conf.d/a.conf', 'other.d/a.conf']);
      expect(await found('conf.d/[!a].conf')).toEqual(['conf.d/b.conf']);
      expect(await found('conf.d/?.txt')).toEqual(['conf.d/c.txt']);
      expect(await found('conf.d/none')).toEqual([]);
      expect(await findMatchingFiles(join(folder, 'conf.d/*'), 2)).toHaveLength(2);
    } finally {
      remove();
    }
  });

  it.each([
    ['a "b c" d # e', ['a', 'b c', 'd']],
    ["'a b' \"it's\"", ['a b', "it's"]],
    ['a\\ b \\"c', ['a b', '"c']],
    ['"open', null],
    ['', []],
  ])('split words as the client does: %s', (rest, expected) => {
    expect(splitWords(rest)).toEqual(expected);
  });
});
