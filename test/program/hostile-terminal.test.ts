/**
 * If these fail, an untrusted report, a server, a file name or a variable controls the reader's terminal. Control sequences are planted in
 * every field of a bundle, and the program's output is checked byte by byte, for every command and format.
 */
import { execFile, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { canBeAlone } from '../support/alone.ts';
import { filesBelow } from '../support/files.ts';
import { hostileBundle, hostileLine } from '../support/hostile-bundle.ts';
import { controlIn, HOSTILE } from '../support/hostile-text.ts';
import { type Home, launcher, newFolder, run } from '../support/program.ts';
import { openTerminal } from '../support/pty.ts';

const SOUND = ['first-entries', 'page-and-timeline'] as const;
const OWNERS = ['network-team', 'aws-admin', 'you', 'gitpod'] as const;
/** A part of a path can be 255 bytes long, and other names are appended to this one. */
const NAME = `x${HOSTILE}.a`;

let home: Home = { folder: '', state: '' };
let env: Record<string, string> = {};
let planted: string[] = [];

beforeAll(async () => {
  const folder = join(newFolder('hostile'), NAME);
  mkdirSync(folder);
  home = { folder, state: join(folder, `state${HOSTILE}`) };
  env = {
    AWS_PROFILE: HOSTILE,
    NO_PROXY: `a.test,${HOSTILE}`,
    HTTPS_PROXY: `http://p${HOSTILE}:1`,
    NODE_EXTRA_CA_CERTS: `/nowhere/${HOSTILE}`,
  };
  for (const name of SOUND) {
    const { zip, report, fields } = await hostileBundle(readFileSync(`fixtures/bundles/${name}.zip`), HOSTILE);
    writeFileSync(join(folder, `${name}${NAME}.zip`), zip);
    writeFileSync(join(folder, `${name}${NAME}.json`), report);
    planted = [...planted, ...fields];
  }
  const line = hostileLine(HOSTILE);
  writeFileSync(join(folder, LINE), `${line}\n`);
  const invocation = { InstanceId: `i-${HOSTILE}`, Status: HOSTILE, StandardOutputContent: `${HOSTILE}\n${line}` };
  writeFileSync(join(folder, ENGINE), JSON.stringify({ CommandInvocations: [invocation, { ...invocation, StandardOutputContent: '' }] }));
  writeFileSync(join(folder, `bad${NAME}`), `{"${HOSTILE}":"${HOSTILE}"`);
  writeFileSync(join(folder, `profile${NAME}`), JSON.stringify({ [HOSTILE]: HOSTILE, scm: `https://${HOSTILE}/` }));
});

const ZIP = `page-and-timeline${NAME}.zip`;
const OLD = `first-entries${NAME}.zip`;
const REPORT = `page-and-timeline${NAME}.json`;
const BAD = `bad${NAME}`;
const LINE = `line${NAME}`;
const ENGINE = `engine${NAME}`;
const hasSsh = spawnSync('ssh', ['-V']).error === undefined;

const DEMO = ['--demo', 'proxy-unreachable', `--note=${HOSTILE}`, `--ticket=${HOSTILE}`, `--error=${HOSTILE}`];

const WRONG_WORDS = 'words of the command line';

const COMMANDS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  open: [ZIP, REPORT, OLD].flatMap((file) =>
    [['--plain'], ['--plain', '--show-values', '--verbose'], ['--json']].map((form) => ['open', file, ...form]),
  ),
  compare: [[], ['--json'], ['--markdown'], ['--html'], ['--show-values']].flatMap((form) => [
    ['compare', OLD, ZIP, ...form],
    ['compare', OLD, ZIP, REPORT, ...form],
  ]),
  request: [
    ...OWNERS.map((owner) => ['request', ZIP, '--for', owner]),
    ...[['--markdown'], ['--json'], ['--show-values']].map((form) => ['request', ZIP, '--for', 'network-team', ...form]),
  ],
  rules: ['csv', 'nftables'].map((format) => ['request', REPORT, '--for', 'network-team', '--format', format, '--show-values']),
  'commands that take a file': [
    ...[BAD, `none${HOSTILE}`].flatMap((file) => [
      ['verify', file],
      ['verify', file, '--json'],
      ['decode', file, `px-${HOSTILE}`],
      ['profile', 'init', file],
      ['profile', 'check', file],
      ['fleet', 'collect', file],
      ['catalog', 'check', file],
      ['catalog', 'list', '--catalog', file],
      ['check', 'host', '--demo', 'healthy', '--baseline', file],
      ['check', 'host', '--demo', 'healthy', '--public-roots', file],
      ['check', 'host', '--demo', 'healthy', '--ca-file', file],
      ['check', 'host', '--demo', 'healthy', '--profile', file],
    ]),
    ['verify', ZIP],
    ['verify', ZIP, '--json'],
    ['decode', ZIP, `px-${HOSTILE}`],
    ['profile', 'init', ZIP],
    ['check', 'host', '--demo', 'healthy', '--baseline', ZIP],
    ['profile', 'check', `profile${NAME}`],
    ['fleet', 'collect', REPORT, '--show-values'],
    ['fleet', 'collect', REPORT, '--json'],
  ],
  'lines of a fleet': [LINE, ENGINE].flatMap((file) =>
    [[], ['--show-values'], ['--markdown'], ['--markdown', '--show-values'], ['--json'], ['--json', '--mask']].map((form) => [
      'fleet',
      'collect',
      file,
      ...form,
    ]),
  ),
  'a sweep': [
    ['check', 'proxy', ...DEMO, '--verbose', '--show-values', `--bundle=b${HOSTILE}.zip`],
    ['check', 'proxy', ...DEMO, '--json'],
    ['check', 'proxy', ...DEMO, '--jsonl', '--preview'],
    ['check', 'proxy', ...DEMO, '--compact'],
    ['check', 'host', '--demo', 'healthy', `--bundle=no${HOSTILE}/b.zip`],
    ['--plain', ...DEMO],
    ['request', '--for', 'network-team', '--show-values'],
  ],
  [WRONG_WORDS]: [
    [HOSTILE],
    [`--${HOSTILE}`],
    ['explain', HOSTILE],
    ['match-error', `x509: ${HOSTILE}`],
    ['check', HOSTILE],
    ['--demo', HOSTILE],
    ['check', 'scm', '--scm', HOSTILE],
    ['check', '--without', HOSTILE],
    ['no-proxy', `https://${HOSTILE}/`],
    ['no-proxy', '--json'],
    ['listen', '--udp', '4242', '--host', HOSTILE],
  ],
};

it('the bundle of this test contains control sequences in titles, hosts, messages and names', () => {
  expect(planted).toEqual(expect.arrayContaining(['title', 'endpoint', 'version', 'host', 'commonName', 'note']));
});

describe.concurrent('terminal control sequences in input', () => {
  it.each(Object.entries(COMMANDS))('never reach the terminal through %s', { timeout: 240_000 }, async (name, lines) => {
    let shown = 0;
    for (const args of lines) {
      const { stdout, stderr, status } = await run(args, { home, env });
      const where = args.join(' ').replaceAll(HOSTILE, '…');
      expect(`${where}: ${controlIn(stdout)} ${controlIn(stderr)} ${status}`).toMatch(/: null null (?!70)/);
      if (/EVIL/.test(stdout + stderr)) shown += 1;
    }
    // The payload must have been shown, or its absence proves nothing. Only invalid arguments are never echoed.
    if (name !== WRONG_WORDS) expect(shown).toBeGreaterThan(0);
  });

  it.each([
    ['through the screen', [], [' ', '\r', '?', '\u001b', 'e', 'l', '\r', 'q']],
    ['through prompts', ['--accessible'], ['\r', '1\r', '?\r', 'q\r']],
  ])('never reach the terminal %s', { timeout: 120_000 }, async (_, flags, keys) => {
    for (const words of [
      ['open', ZIP, '--show-values'],
      ['compare', OLD, ZIP],
      ['--demo', 'proxy-unreachable', '--note', HOSTILE],
    ]) {
      if (words[0] === 'compare' && flags.length > 0) continue;
      const screen = openTerminal([...words, ...flags], { home, env, columns: 120, rows: 40 });
      for (const key of keys) {
        await new Promise((done) => setTimeout(done, 400));
        screen.press(key);
      }
      let over = false;
      const ended = screen.ended.then(() => {
        over = true;
      });
      // Two signals become one if the second arrives before the first is handled.
      while (!over) {
        screen.press('\u0003');
        await Promise.race([ended, new Promise((done) => setTimeout(done, 300))]);
      }
      expect(`${words.join(' ').replaceAll(HOSTILE, '…')}: ${controlIn(screen.written(), true)}`).toMatch(/: null$/);
    }
  });

  it('never reach the terminal from certificates, headers, pages or SSH banners', { timeout: 60_000 }, async () => {
    if (!canBeAlone()) {
      process.stderr.write('SKIPPED: hostile far ends: this needs Linux, root, unshare and ip\n');
      return;
    }
    const folder = newFolder('hostile-ends');
    const script = fileURLToPath(new URL('../support/hostile-ends.ts', import.meta.url));
    await new Promise<void>((resolve, reject) => {
      execFile('unshare', ['--net', process.execPath, script, launcher(), folder], (error, _out, stderr) =>
        error === null ? resolve() : reject(new Error(stderr)),
      );
    });
    const files = filesBelow(folder);
    const said = ['plain', 'json', 'jsonl'].map((name) => files.get(`${name}.out`)?.toString() ?? '');
    for (const text of said) expect([controlIn(text), text.includes('EVIL')]).toEqual([null, true]);
    // Without an ssh client no alias is resolved, and that server is never contacted.
    if (hasSsh) expect(Number(files.get('ssh-visits'))).toBeGreaterThan(0);
  });
});
