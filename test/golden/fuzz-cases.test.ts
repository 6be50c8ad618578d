/** If these fail, something that `npm run fuzz` found is back. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { diceOf } from '../../src/bundle/testing/mutations.ts';
import { takenApart } from '../fuzz/bundle-ordeal.ts';

const FOLDER = 'fixtures/fuzz';
const out = mkdtempSync(join(tmpdir(), 'gitpod-doctor-fuzz-cases-'));
afterAll(() => rmSync(out, { recursive: true, force: true }));

describe('an input that fuzzing once found', () => {
  it.each(readdirSync(FOLDER).filter((name) => name !== 'README.md'))('is read or refused without a crash: %s', async (name) => {
    const suffix = extname(name).slice(1) as 'zip' | 'json';
    const { kind } = await takenApart({ kind: name, suffix, bytes: readFileSync(join(FOLDER, name)) }, diceOf(1), out, Infinity);
    expect(kind).toMatch(/: (?:read|damaged)$/);
  });
});
