/** What a command loads: the screen, the validator and the HTTP client are not loaded until something needs them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { loadedFiles, MARKS, OF_SOME_PROXIES, type Part, partsIn } from '../support/loaded-parts.ts';
import { newFolder, run } from '../support/program.ts';

/** The files of `dist/` that a command line loaded, as V8 counts them. */
async function loadedBy(args: readonly string[]): Promise<string[]> {
  const coverage = newFolder('coverage');
  await run(args, { env: { NODE_V8_COVERAGE: coverage } });
  return loadedFiles(coverage, join(inject('builtPackage'), 'dist'));
}

describe.concurrent('the files that the program loads', () => {
  it('contain the marks by which this test recognises their parts', () => {
    const dist = join(inject('builtPackage'), 'dist');
    expect(partsIn(readdirSync(dist).map((name) => join(dist, name)))).toEqual(Object.keys(MARKS));
  });

  it.each<[args: string[], never: Part[]]>([
    [['--version'], ['ink', 'zod', 'undici', 'the pretend internet']],
    [['--help'], ['ink', 'zod', 'undici', 'the pretend internet']],
    [['--jsno'], ['ink', 'zod', 'undici', 'the pretend internet']],
    [
      ['explain', 'GD103'],
      ['ink', 'undici', 'the pretend internet'],
    ],
    [
      ['catalog', 'list'],
      ['ink', 'undici', 'the pretend internet'],
    ],
    [['check', 'host', '--demo', 'healthy', '--json'], ['ink']],
    [['--plain', '--demo', 'resolver-refuses', '--symptom', 'browser'], ['ink']],
  ])('do not contain the parts that %j does not need', async (args, never) => {
    const loaded = await loadedBy(args);
    expect(loaded).not.toEqual([]);
    expect(partsIn(loaded).filter((part) => never.includes(part))).toEqual([]);
  });

  it.each<[scenario: string, loads: Part[]]>([
    ['healthy', []],
    ['kerberos-ticket-missing', ['logins of proxies']],
    ['pac-broken', ['proxy scripts']],
    ['socks-refuses', ['SOCKS']],
  ])('contain the code for proxy scripts, SOCKS and logins only if the network uses them: %s', async (scenario, loads) => {
    const parts = partsIn(await loadedBy(['check', 'proxy', 'management', 'vscode', 'releases', '--demo', scenario, '--json']));
    expect(parts.filter((part) => OF_SOME_PROXIES.includes(part))).toEqual(loads);
  });

  it('are a single file for the first question, without diagnosis and other screens', () => {
    const first = join(inject('builtPackage'), 'dist', 'first-frame.js');
    expect(readFileSync(first, 'utf8')).not.toMatch(/(?:from|import)\s*\(?"\.\//);
    expect(partsIn([first])).toEqual([]);
  });

  it('are at most nine before the first question, because each costs half a millisecond', () => {
    const needed = new Set(['main.js']);
    for (const name of needed) {
      const text = readFileSync(join(inject('builtPackage'), 'dist', name), 'utf8');
      const imports = text.matchAll(/(?:from|import)"\.\/([^"]+)"|import\("\.\/((?:dispatch|walk|first-frame)\b[^"]*)"\)/g);
      for (const [, atOnce, later] of imports) needed.add(atOnce ?? later ?? '');
    }
    expect([...needed]).toContain('first-frame.js');
    expect(needed.size).toBeLessThanOrEqual(9);
  });

  it('are a single small file for --version', async () => {
    const loaded = await loadedBy(['--version']);
    expect(loaded.reduce((sum, file) => sum + readFileSync(file).length, 0)).toBeLessThan(16 * 1024);
  });
});
