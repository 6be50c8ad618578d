import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { decodeMapOf, keepDecodeMap } from './decode-maps.ts';

const root = mkdtempSync(join(tmpdir(), 'decode-'));
afterAll(() => rmSync(root, { recursive: true }));

const id = (second: number) => `20261123T12000${second}Z-1a2b3c4d`;

describe('the decode map of a bundle on the machine that made it', () => {
  it('survives a second bundle of the session, and is readable by the owner only', () => {
    const folder = join(root, 'one');
    expect(keepDecodeMap(folder, id(1), { 'px-a': 'old' })).toBe(true);
    expect(keepDecodeMap(folder, id(1), { 'px-a': 'proxy.example.com' })).toBe(true);
    expect(decodeMapOf(folder, id(1))?.get('px-a')).toBe('proxy.example.com');
    expect(statSync(join(folder, 'decode')).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder, 'decode', `${id(1)}.json`)).mode & 0o777).toBe(0o600);
  });

  it('is kept for the last five bundles', () => {
    const folder = join(root, 'many');
    for (let second = 1; second <= 7; second++) keepDecodeMap(folder, id(second), {});
    expect(readdirSync(join(folder, 'decode'))).toEqual([3, 4, 5, 6, 7].map((second) => `${id(second)}.json`));
  });

  it('is treated as missing when it is damaged or its folder is unusable', () => {
    const folder = join(root, 'damaged');
    keepDecodeMap(folder, id(1), {});
    writeFileSync(join(folder, 'decode', `${id(1)}.json`), '{"names"');
    expect([decodeMapOf(folder, id(1)), decodeMapOf(folder, id(2)), decodeMapOf('/dev/null/x', id(1))]).toEqual([null, null, null]);
    expect(keepDecodeMap('/dev/null/x', id(1), {})).toBe(false);
  });
});
