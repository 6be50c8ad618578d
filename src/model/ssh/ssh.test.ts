/** If these fail, an alias is assigned to the wrong family, or a diff does not give the promised text. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  applyHunks,
  destinationOf,
  generationOf,
  invalidHostName,
  isAliasOf,
  isDestination,
  isPlainDestination,
  type PatchHunk,
  sshProbeKey,
  unifiedDiff,
} from './index.ts';

describe('the family of an alias', () => {
  test.each([
    ['w1.gitpod.remote', 'remote'],
    ['*.gitpod.environment', 'environment'],
    ['W1.Ona.Environment.', 'ona'],
    ['ws.vss.gitpod.io', 'classic'],
    ['*.vsi.gitpod.example', 'classic'],
    ['gitpod.remote', 'remote'],
    ['notgitpod.remote', null],
    ['w1.gitpod.remote.example', null],
    ['!*.gitpod.remote', null],
    ['*', null],
  ])('follows from its suffix: %s', (pattern, generation) => {
    expect(generationOf(pattern)).toBe(generation);
  });

  test('decides to which requirement the alias belongs, and without a family it belongs to every one', () => {
    expect(isAliasOf('w1.ona.environment', '*.gitpod.environment')).toBe(true);
    expect(isAliasOf('w1.ona.environment', '*.gitpod.remote')).toBe(false);
    expect(isAliasOf('my-box', '*.gitpod.remote')).toBe(true);
  });
});

describe('a destination typed after ssh', () => {
  test.each([
    ['w1.gitpod.remote', 'w1.gitpod.remote', false, false],
    ['me@w1.gitpod.remote', 'w1.gitpod.remote', true, false],
    ['a@b@c', 'c', true, false],
    ['ssh://me@w1.gitpod.remote:2222', 'w1.gitpod.remote', true, true],
    ['ssh://w1.gitpod.remote/', 'w1.gitpod.remote', false, false],
    ['ssh://[2001:db8::1]:22', '2001:db8::1', false, true],
    // Only in lower case and complete; otherwise ssh reads all of it as a host name.
    ['SSH://host', 'SSH://host', false, false],
    ['host:22', 'host:22', false, false],
  ])('is split into host, user and port: %s', (typed, name, hasUser, hasPort) => {
    expect(destinationOf(typed)).toEqual({ name, hasUser, hasPort });
  });

  test('belongs to the requirement of its host when it is an ssh URI', () => {
    expect(isAliasOf('ssh://me@w1.gitpod.remote:2222', '*.gitpod.remote')).toBe(true);
    expect(isAliasOf('ssh://me@w1.gitpod.remote:2222', '*.gitpod.environment')).toBe(false);
  });

  test.each(['ü.gitpod.remote', 'a+b', 'a%b', '[::1]', 'a:22', '~x', 'ssh://u@h:22', 'a@b@c'])(
    'is safe in a ProxyCommand or Match exec: %s',
    (typed) => {
      expect(isPlainDestination(typed)).toBe(true);
    },
  );

  test.each(['a b', 'w1;id', '$(id)', 'a`b', 'u@-h', '-x', 'a,b', 'a\\b', 'a\u0007b', ''])(
    'is not safe in a ProxyCommand or Match exec: %s',
    (typed) => {
      expect(isPlainDestination(typed)).toBe(false);
    },
  );

  test('is passed to ssh, which reports its error, unless it looks like an option', () => {
    expect(['a b', 'w1;id', 'ü'].every(isDestination)).toBe(true);
    expect(['-oProxyCommand=x', '', 'a\0b'].some(isDestination)).toBe(false);
  });
});

describe('an invalid HostName', () => {
  test.each([
    ['https://gate.example/path', 'url', 'gate.example'],
    ['ssh://me@[2001:db8::1]:22', 'url', '2001:db8::1'],
    ['gate.example:22', 'port', 'gate.example'],
    ['[2001:db8::1]:22', 'port', '2001:db8::1'],
    ['[2001:db8::1]', 'brackets', '2001:db8::1'],
    ['gate.example#note', 'comment', 'gate.example'],
    ['me@gate.example', 'user', 'gate.example'],
    ['“gate.example”', 'quotes', 'gate.example'],
    ['gate.example”', 'quotes', null],
    ['50%', 'percent', null],
    ['gate.example,', 'characters', null],
    ['<address>', 'characters', null],
  ])('is reported with the value that was probably intended: %s', (value, fault, meant) => {
    expect(invalidHostName(value)).toEqual({ fault, meant });
  });

  test.each(['gate.example', 'gate_1', '192.0.2.1', '2001:db8::1', 'fe80::1%eth0', 'gate.example.', 'g\u00fc.example', ''])(
    'is not reported for %s',
    (value) => {
      expect(invalidHostName(value)).toBeNull();
    },
  );
});

test('requests about one alias with different options have different keys', () => {
  const ask = { configFile: null, matchExec: false, isTyped: true, rung: null };
  const keys = [
    ask,
    { ...ask, matchExec: true },
    { ...ask, configFile: '/c' },
    { ...ask, rung: 'reach' as const },
    { ...ask, rung: 'session' as const },
  ].map(sshProbeKey);
  expect(new Set(keys).size).toBe(keys.length);
});

/** Lines, and ordered hunks that do not overlap. */
const edit = fc.array(fc.stringMatching(/^[ -~]{0,8}$/), { minLength: 1, maxLength: 12 }).chain((lines) =>
  fc.tuple(
    fc.constant(lines),
    fc
      .array(
        fc.record({
          keep: fc.nat({ max: 3 }),
          take: fc.nat({ max: 2 }),
          after: fc.array(fc.stringMatching(/^[ -~]{0,8}$/), { maxLength: 2 }),
        }),
        { maxLength: 3 },
      )
      .map((steps) => hunksOf(lines, steps)),
  ),
);

function hunksOf(lines: readonly string[], steps: readonly { keep: number; take: number; after: string[] }[]): PatchHunk[] {
  const hunks: PatchHunk[] = [];
  let at = 0;
  for (const { keep, take, after } of steps) {
    at += keep + (hunks.length === 0 ? 0 : 1);
    if (at >= lines.length) break;
    const before = lines.slice(at, at + take);
    if (before.length + after.length > 0) hunks.push({ line: at + 1, before, after });
    at += take;
  }
  return hunks;
}

describe('a patch', () => {
  test('gives the same text when its unified diff is applied', () => {
    fc.assert(
      fc.property(edit, ([lines, hunks]) => {
        const text = lines.join('\n');
        expect(applied(unifiedDiff({ file: '/c', hunks }), lines)).toBe(applyHunks(text, hunks));
      }),
    );
  });

  test('keeps Windows line endings', () => {
    expect(applyHunks('a\r\nb\r\n', [{ line: 2, before: ['b'], after: ['c'] }])).toBe('a\r\nc\r\n');
  });
});

/** Applies a unified diff by its headers. */
function applied(diff: string, lines: readonly string[]): string {
  const result: string[] = [];
  let read = 0;
  for (const line of diff.split('\n').slice(2)) {
    const [, start, count] = /^@@ -(\d+),(\d+) \+\d+,\d+ @@$/.exec(line) ?? [];
    if (start !== undefined) {
      const first = Number(count) === 0 ? Number(start) : Number(start) - 1;
      result.push(...lines.slice(read, first));
      read = first;
    } else if (line.startsWith('-')) {
      expect(lines[read]).toBe(line.slice(1));
      read += 1;
    } else if (line.startsWith('+')) result.push(line.slice(1));
  }
  return [...result, ...lines.slice(read)].join('\n');
}
