/** A bundle is hostile input: any file is read, or refused in one line, in bounded time and without writing anything. */
import { readFileSync } from 'node:fs';
import { strToU8, unzipSync, type Zippable, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readBundle } from './index.ts';
import { diceOf, MUTATIONS } from './testing/mutations.ts';
import { ordeal } from './testing/ordeal.ts';
import { sha256 } from './writer.ts';

const SOUND = readFileSync(new URL('../../fixtures/bundles/first-entries.zip', import.meta.url));
const read = await readBundle(SOUND);
if (!read.ok) throw new Error(read.problem);
const { report } = read;

/**
 * The seeds are fixed; `npm run fuzz` uses ten thousand others. Mutations that are usually read completely take a hundred times as long, so
 * they get fewer seeds.
 */
const seeds = (kind: string) => Array.from({ length: THOROUGH.has(kind) ? 6 : 50 }, (_, index) => index + 1);
const THOROUGH = new Set(['wrong headers', 'swapped entries', 'hostile names', 'forged values', 'lines out of order']);

describe('the reader of bundles', () => {
  it.each(Object.entries(MUTATIONS))('never throws on %s', { timeout: 60_000 }, async (kind, mutate) => {
    const outcomes = new Set<string>();
    for (const seed of seeds(kind)) {
      const bytes = mutate(SOUND, diceOf(seed));
      outcomes.add(await ordeal(bytes, report).catch((error: unknown) => `seed ${seed}: ${String(error)}`));
    }
    expect([...outcomes].filter((outcome) => outcome.startsWith('seed'))).toEqual([]);
    // A mutation that is never refused would test nothing.
    expect([...outcomes].some((outcome) => outcome !== 'read')).toBe(true);
    // These mutations keep the checksums valid, so that the check of the content is tested.
    if (kind === 'forged values') expect([...outcomes]).toContain('read');
  });
});

it('the redactor masks a host name of 60,000 letters like any other', async () => {
  // Found by fuzzing: one regular expression was formed from all learned names, and became too large.
  expect(await ordeal((MUTATIONS['forged values'] ?? (() => SOUND))(SOUND, diceOf(1_006_064)), report)).toBe('read');
});

describe('a hostile file', () => {
  const entries = unzipSync(SOUND);
  const at = (name: string) => Object.keys(entries).find((path) => path.endsWith(`/${name}`)) ?? '';

  function withEvents(content: Uint8Array): Uint8Array {
    const manifest = JSON.parse(Buffer.from(entries[at('manifest.json')] ?? []).toString()) as { files: { path: string }[] };
    const files = manifest.files.map((file) =>
      file.path === 'events.jsonl' ? { ...file, bytes: content.length, sha256: sha256(content) } : file,
    );
    const all: Zippable = {
      ...entries,
      [at('events.jsonl')]: [content, { level: 1 }],
      [at('manifest.json')]: strToU8(JSON.stringify({ ...manifest, files })),
    };
    return zipSync(all);
  }

  it('is refused before a million observations are checked one by one', { timeout: 60_000 }, async () => {
    const million = withEvents(
      strToU8(`{"type":"session-started"}\n${Array.from({ length: 1_000_000 }, (_, n) => `{"n":${n * 7919}}\n`).join('')}`),
    );
    const began = performance.now();
    expect(await readBundle(million)).toMatchObject({ ok: false, code: 'too-large', problem: 'it contains more than 20000 observations' });
    const bare = strToU8(`{"schema":"gitpod-doctor/report@1","observations":[${'{},'.repeat(999_999)}{}]}`);
    expect(await readBundle(bare)).toMatchObject({ ok: false, code: 'too-large' });
    expect(performance.now() - began).toBeLessThan(30_000);
  });

  it.each(['[', '{"a":'])('is not read as a report when it repeats %s two million times', { timeout: 60_000 }, async (bracket) => {
    expect(await readBundle(strToU8(`{"schema":"gitpod-doctor/report@1","observations":${bracket.repeat(2_000_000)}`))).toMatchObject({
      ok: false,
      code: 'damaged',
    });
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    expect(await readBundle(strToU8(`{"schema":"gitpod-doctor/report@1","notes":${deep}}`))).toMatchObject({ ok: false, code: 'damaged' });
  });

  it('is unpacked only up to the size that it declares', { timeout: 60_000 }, async () => {
    const bomb = Buffer.from(zipSync({ 'a/b': new Uint8Array(40 * 1024 * 1024) }, { level: 9 }));
    for (let index = 0; index < bomb.length - 4; index++) {
      const signature = bomb.readUInt32LE(index);
      if (signature === 0x02014b50) bomb.writeUInt32LE(100, index + 24);
      if (signature === 0x04034b50) bomb.writeUInt32LE(100, index + 22);
    }
    const before = process.memoryUsage().rss;
    expect(await readBundle(bomb)).toMatchObject({ ok: false, code: 'damaged' });
    expect(process.memoryUsage().rss - before).toBeLessThan(64 * 1024 * 1024);
  });
});
