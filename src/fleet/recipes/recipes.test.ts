/** If these fail, a value of the user does not reach the program unchanged, or changes another file of a recipe. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { RECIPES } from './index.ts';
import { ENGINES, type RecipeInput } from './recipe.ts';

const folder = mkdtempSync(join(tmpdir(), 'recipes-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Prints its arguments and the variables, each followed by NUL. */
const program = join(folder, 'program');
writeFileSync(program, `#!/bin/sh\nprintf '%s\\0' "$@"\nprintf 'HTTPS_PROXY=%s\\0NO_PROXY=%s\\0' "\${HTTPS_PROXY-}" "\${NO_PROXY-}"\n`, {
  mode: 0o755,
});

const EVIL = [
  "'",
  '"',
  '\n',
  '{{ Program }}',
  '{{ 7*7 }}',
  '$(touch gone)',
  '`touch gone`',
  '$HOME',
  '\\',
  '#',
  ': ',
  '${{ x }}',
  '\u2028',
  '-',
  '%s',
  '!',
  '\r',
  'EOF',
];
const hostile = fc
  .array(fc.oneof(fc.constantFrom(...EVIL), fc.string({ unit: 'grapheme', maxLength: 4 })), { minLength: 1, maxLength: 6 })
  .map((parts) => parts.join('').replaceAll('\0', '') || 'x');
const inputs = fc.record({
  profile: fc.record({ note: hostile, scm: fc.array(hostile, { maxLength: 2 }) }),
  words: fc.array(hostile, { maxLength: 2 }),
  variables: fc.record({ HTTPS_PROXY: hostile, NO_PROXY: hostile }),
  version: fc.constant('1.2.3'),
});
const PLAIN: RecipeInput = { profile: {}, words: [], variables: {}, version: '1.2.3' };

const isOfUser = (path: string) => /(^|\/)(check\.sh|profile\.json)$|^document\.json$/.test(path);

function started(script: string, env: Record<string, string>): string[] {
  const place = mkdtempSync(join(folder, 'run-'));
  const file = join(place, 'check.sh');
  writeFileSync(file, script);
  const out = execFileSync('/bin/sh', [file], {
    cwd: place,
    env: { PATH: process.env['PATH'] ?? '', TMPDIR: place, ...env },
    encoding: 'utf8',
  });
  expect(() => readFileSync(join(place, 'gone'))).toThrow();
  return out.split('\0').slice(0, -1);
}

function wanted({ words, variables }: RecipeInput, place: string[]): unknown[] {
  return [
    'check',
    ...words,
    ...place,
    '--profile',
    expect.stringMatching(/\/profile\.json$/),
    '--compact',
    '--quiet',
    '--no-store',
    `HTTPS_PROXY=${variables['HTTPS_PROXY']}`,
    `NO_PROXY=${variables['NO_PROXY']}`,
  ];
}

describe.each(ENGINES)('the recipe for %s', (engine) => {
  it('contains the user’s values only in check.sh, profile.json and its document', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const others = (made: RecipeInput) => RECIPES[engine](made).files.filter(({ path }) => !isOfUser(path));
        expect(others(input)).toEqual(others(PLAIN));
      }),
      { numRuns: 30 },
    );
  });

  it('has scripts that a POSIX shell can parse, and no path outside its folder', () => {
    for (const { path, text } of RECIPES[engine](PLAIN).files) {
      const file = join(folder, engine, path);
      expect(path).not.toMatch(/^\/|\.\./);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
      if (path.endsWith('.sh')) execFileSync('/bin/sh', ['-n', file]);
      if (path.endsWith('.json')) JSON.parse(text);
    }
  });
});

describe('check.sh', () => {
  const made = (input: RecipeInput) => Object.fromEntries(RECIPES.ci(input).files.map(({ path, text }) => [path, text]));

  it('passes arguments and variables to the program unchanged, and profile.json contains the profile', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const files = made(input);
        expect(JSON.parse(files['gitpod-doctor/profile.json'] ?? '')).toEqual(input.profile);
        expect(started(files['gitpod-doctor/check.sh'] ?? '', { PROGRAM: program })).toEqual(wanted(input, []));
      }),
      { numRuns: 40 },
    );
  });

  it('converts every machine name to a valid --place, and never two names to the same value', () => {
    const script = made(PLAIN)['gitpod-doctor/check.sh'] ?? '';
    const place = (PLACE: string) =>
      started(script, { PROGRAM: program, PLACE })
        .find((word) => word.startsWith('--place='))
        ?.slice(8);
    expect(['web-01', 'ip-10-0-0-1.eu-west-1.compute.internal', 'a/b:c@d'].map(place)).toEqual([
      'web-01',
      'ip-10-0-0-1.eu-west-1.compute.internal',
      'a/b:c@d',
    ]);
    const names = ['a b', 'a-b', 'a$b', "a'b", `${'n'.repeat(70)}1`, `${'n'.repeat(70)}2`, '-x', 'ä', 'ö', '$(touch gone)', 'a\nb'];
    const places = names.map(place);
    expect(new Set(places).size).toBe(names.length);
    for (const each of places) expect(each).toMatch(/^[A-Za-z0-9][\w.:/@-]{0,63}$/);
  });

  it('reports a program that is missing or cannot be started', () => {
    const script = join(folder, 'alone.sh');
    writeFileSync(script, made(PLAIN)['gitpod-doctor/check.sh'] ?? '');
    const told = (path: string) => spawnSync('/bin/sh', [script], { env: { PROGRAM: path, PATH: process.env['PATH'] }, encoding: 'utf8' });
    expect(told(join(folder, 'none'))).toMatchObject({ status: 4, stderr: expect.stringMatching(/^There is no program at [^\n]+\n$/) });
    const locked = join(folder, 'locked');
    writeFileSync(locked, '#!/bin/sh\n', { mode: 0o600 });
    expect(told(locked)).toMatchObject({ status: 126, stderr: expect.stringContaining('mounted with noexec') });
  });
});

describe('the document of the recipe for Systems Manager', () => {
  const scriptOf = (input: RecipeInput) => {
    const text = RECIPES.ssm(input).files.find(({ path }) => path === 'document.json')?.text ?? '';
    const [step] = (JSON.parse(text) as { mainSteps: { inputs: { runCommand: string[] } }[] }).mainSteps;
    return step?.inputs.runCommand.join('\n') ?? '';
  };

  it('passes arguments and variables unchanged, and its script depends on them only in Base64', () => {
    const withoutData = (script: string) => script.replaceAll(/'[A-Za-z0-9+/=]+' \| base64/g, "'…' | base64");
    fc.assert(
      fc.property(inputs, (input) => {
        expect(withoutData(scriptOf(input))).toBe(withoutData(scriptOf(PLAIN)));
        const env = { SSM_Program: program, SSM_Source: '', SSM_Sha256: '', SSM_EnvironmentFile: '' };
        expect(started(scriptOf(input), env)).toEqual(wanted(input, []));
      }),
      { numRuns: 20 },
    );
  });
});

describe.each(['ssm', 'ecs'] as const)('the page and the scripts for %s', (engine) => {
  it('call nothing that operator-policy.json does not allow, apart from what the page leaves to an administrator', () => {
    const files = RECIPES[engine](PLAIN).files;
    const page = readFileSync(new URL(`../../../docs/fleet/${engine}.md`, import.meta.url), 'utf8');
    const scripts = files.filter(({ path }) => path.endsWith('.sh') && !path.includes('install')).map(({ text }) => text);
    const policy = JSON.parse(files.find(({ path }) => path === 'operator-policy.json')?.text ?? '') as {
      Statement: { Action: string[] }[];
    };
    const allowed = new Set(policy.Statement.flatMap(({ Action }) => Action));
    const called = [...`${page}\n${scripts.join('\n')}`.matchAll(/\baws (s3|ssm|ecs|logs) (?:wait )?([a-z][a-z-]+)/g)].flatMap(
      ([, service, name]) => actionsOf(service ?? '', name ?? ''),
    );
    expect(called.length).toBeGreaterThan(4);
    expect(called.filter((action) => !allowed.has(action))).toEqual([]);
  });
});

/** The permissions that a call of the AWS CLI needs. An administrator creates the bucket and the cluster. */
function actionsOf(service: string, name: string): string[] {
  const special: Record<string, string[]> = {
    's3 cp': ['s3:PutObject'],
    's3 sync': ['s3:ListBucket', 's3:GetObject'],
    's3 rm': ['s3:ListBucket', 's3:DeleteObject'],
    'ecs tasks-stopped': ['ecs:DescribeTasks'],
    's3 mb': [],
    'ecs create-cluster': [],
  };
  const action = name.replaceAll(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return special[`${service} ${name}`] ?? [`${service}:${action}`];
}
