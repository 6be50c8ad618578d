/** Recipients open a bundle with standard tools: unzip, Python, sha256sum. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { fails, session } from '../diagnosis/testing/session.ts';
import { buildBundle } from './index.ts';
import { bundleInput } from './testing/log.ts';

const folder = mkdtempSync(join(tmpdir(), 'opened-'));
afterAll(() => rmSync(folder, { recursive: true }));

const built = await buildBundle(bundleInput(session({ from: 'runner' }).https('app.gitpod.io', fails('tcp.timeout')).build()));
if (!built.ok) throw new Error(built.problem);
const { entries, name } = built;
const file = join(folder, 'bundle.zip');
writeFileSync(file, built.bytes);

const has = (program: string, ...args: string[]) => spawnSync(program, args).error === undefined;

describe('a bundle', () => {
  it('unpacks with unzip into files that only the owner can read, with valid checksums', (context) => {
    if (!has('unzip', '-v') || !has('sha256sum', '--version')) return context.skip('LOUD: no unzip or no sha256sum here');
    execFileSync('unzip', ['-q', file, '-d', folder]);
    const inside = join(folder, name);
    expect(readdirSync(inside).toSorted()).toEqual(entries.map(({ path }) => path).toSorted());
    for (const { path, text } of entries) {
      expect(readFileSync(join(inside, path), 'utf8'), path).toBe(text);
      expect(statSync(join(inside, path)).mode & 0o777, path).toBe(0o600);
    }
    expect(execFileSync('sha256sum', ['--check', '--quiet', 'SHA256SUMS'], { cwd: inside, encoding: 'utf8' })).toBe('');
  });

  it("is valid for Python's zipfile", (context) => {
    if (!has('python3', '--version')) return context.skip('LOUD: no python3 here');
    const script = 'import json,sys,zipfile\nz=zipfile.ZipFile(sys.argv[1])\nprint(json.dumps([z.testzip(),sorted(z.namelist())]))';
    const [broken, names] = JSON.parse(execFileSync('python3', ['-c', script, file], { encoding: 'utf8' })) as [string | null, string[]];
    expect(broken).toBeNull();
    expect(names).toEqual(entries.map(({ path }) => `${name}/${path}`).toSorted());
  });
});
