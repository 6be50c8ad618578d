/**
 * A secret of every kind in every place where a user enters text: none appears in the program's output, storage, requests or bundles. The
 * control for the search itself is `test/golden/planted.test.ts`.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { entriesOf, filesBelow } from '../support/files.ts';
import { type Ended, type Home, newHome, run } from '../support/program.ts';
import { SECRET_KINDS } from '../support/secret-kinds.ts';
import { leaks } from '../support/secrets.ts';

/** All kinds at once, with secrets of this place only. */
function allKinds(place: string) {
  const planted = SECRET_KINDS.map((kind) => kind.plant(place));
  return { text: planted.map(({ text }) => text).join('\n'), secrets: planted.flatMap(({ secrets }) => secrets) };
}

/** Kinds that fit into a place for a single word. */
function words(place: string) {
  return SECRET_KINDS.filter(({ standsOut }) => standsOut)
    .map((kind) => kind.plant(place))
    .filter(({ text }) => !/\s/.test(text));
}

const NOTE = allKinds('note');
const ERROR = allKinds('error');
const FILE = allKinds('profile file');
const TICKETS = words('ticket');
const PLACES = ['ticket', 'runner-id', 'runner-version', 'environment-id', 'ssh-alias', 'aws-profile', 'launch-profile'] as const;

/** Its output, storage and bundles, without the input files. */
function leaksOf({ stdout, stderr, home }: Ended, secrets: readonly string[]): string[] {
  return [
    ...leaks('stdout', stdout, secrets),
    ...leaks('stderr', stderr, secrets),
    ...[...filesBelow(home.folder)]
      .filter(([path]) => !path.startsWith('given-'))
      .flatMap(([path, bytes]) => [
        ...leaks(path, bytes, secrets),
        ...(path.endsWith('.zip') ? [...entriesOf(bytes)].flatMap(([name, content]) => leaks(`${path} ${name}`, content, secrets)) : []),
      ]),
  ];
}

const given = (home: Home, name: string, text: string) => {
  writeFileSync(join(home.folder, `given-${name}`), text);
  return `given-${name}`;
};

const OUTPUTS: readonly (readonly [name: string, args: readonly string[]])[] = [
  ['one document', ['--json', '--bundle=b.zip']],
  ['events', ['--jsonl', '--bundle=b.zip']],
  ['JSON with masked names', ['--json', '--mask']],
  ['plain lines with every value', ['--verbose', '--show-values', '--bundle=b.zip', '--level=network-clear']],
];

describe.each(OUTPUTS)('output as %s', (_, args) => {
  it('contains no secret from a note or a pasted message', { timeout: 60_000 }, async () => {
    const ended = await run(['check', 'proxy', ...args, '--demo', 'proxy-unreachable', '--note', NOTE.text, '--error', ERROR.text]);
    // The text was accepted: a run that refused it would leak nothing either.
    expect([ended.status, ended.stdout.length > 200]).toEqual([1, true]);
    expect(leaksOf(ended, [...NOTE.secrets, ...ERROR.secrets])).toEqual([]);
    if (args.includes('--json')) expect(ended.stdout).toContain('"proxy.reachable"');
  });

  it('contains no secret from a profile file', { timeout: 60_000 }, async () => {
    const home = newHome();
    const file = given(home, 'profile.json', JSON.stringify({ note: FILE.text, ticket: TICKETS[0]?.text }));
    const ended = await run(['check', 'proxy', ...args, '--demo', 'proxy-unreachable', '--profile', file], { home });
    expect(ended.status).toBe(1);
    expect(leaksOf(ended, [...FILE.secrets, ...(TICKETS[0]?.secrets ?? [])])).toEqual([]);
  });
});

describe('a secret in a flag', () => {
  it.each(PLACES)('is not echoed when the flag is --%s', { timeout: 120_000 }, async (place) => {
    const [one, ...others] = words(place);
    if (one === undefined) throw new Error('there is no such kind');
    const home = newHome();
    for (const planted of [one, ...others.filter((_, index) => index % 5 === 0)]) {
      const ended = await run(
        ['check', 'proxy', '--jsonl', '--demo', 'proxy-unreachable', `--${place}=${planted.text}`, '--bundle=b.zip'],
        { home },
      );
      expect(leaksOf(ended, planted.secrets), planted.text).toEqual([]);
    }
  });
});

describe('a secret in the input of another command', () => {
  it.each([
    ['a message for match-error', ['match-error', ERROR.text]],
    ['a message for match-error --json', ['match-error', '--json', ERROR.text]],
    ['a message for match-error --show-values', ['match-error', '--show-values', ERROR.text]],
    [
      'a message that starts the walk',
      ['--plain', '--symptom', 'error-message', '--error', ERROR.text, '--show-values', '--demo', 'proxy-unreachable'],
    ],
    [
      'the words of no-proxy',
      [
        'no-proxy',
        '--json',
        ...words('no-proxy')
          .filter(({ text }) => text.startsWith('http'))
          .map(({ text }) => text),
      ],
    ],
    ['an unknown command', ['chekc', ERROR.text]],
    ['an unknown flag', [`--passwd=${NOTE.text}`]],
    ['a wrong value', ['check', `--account=${TICKETS[0]?.text}`]],
    ['a wrong URL', ['check', `--scm=ftp://${TICKETS[0]?.text}`]],
    ['the name of a missing file', ['open', `${TICKETS[4]?.text}.zip`]],
  ])('is not echoed: %s', { timeout: 60_000 }, async (_, args) => {
    const ended = await run(args, { env: { HTTPS_PROXY: words('env')[0]?.text ?? '' } });
    const secrets = [
      ...ERROR.secrets,
      ...NOTE.secrets,
      ...[...TICKETS, ...words('no-proxy'), ...words('env')].flatMap(({ secrets: own }) => own),
    ];
    expect(leaksOf(ended, secrets)).toEqual([]);
  });
});
