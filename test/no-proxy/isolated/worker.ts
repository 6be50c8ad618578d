/** Runs in the namespaces: starts the recorder, runs one program with the cases of stdin, and prints where it connected. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import type { ProgramRoute } from '../../../src/knowledge/no-proxy/index.ts';
import type { Case } from '../cases.ts';
import { REAL_PROGRAMS, type RealProgram } from './programs.ts';
import { type Heard, PROXY_PORT, type Recorder, startRecorder, type Visit } from './recorder.ts';

/** `nowhere`: no connection was made, because the program cannot use a value. */
export interface Seen {
  route: ProgramRoute | 'nowhere';
  heard: Heard;
}
const NOWHERE: Seen = { route: 'nowhere', heard: null };

const program = REAL_PROGRAMS[Number(process.argv[2])];
if (program === undefined) throw new Error('no program of that number');
const cases = JSON.parse(await text(process.stdin)) as Case[];
const recorder = await startRecorder();
process.stdout.write(JSON.stringify(await visitAll(program, cases, recorder)));
process.exit(0);

async function visitAll({ visits }: RealProgram, all: readonly Case[], { take }: Recorder): Promise<Seen[][]> {
  const seen: Seen[][] = [];
  if (visits.how === 'lines') {
    const ask = lineByLine(spawn(visits.command[0], visits.command.slice(1), { env: environment({}), stdio: ['pipe', 'pipe', 'inherit'] }));
    for (const { variables, urls } of all) {
      const ways: Seen[] = [];
      for (const url of urls) {
        await ask([url, ...Object.entries(withProxy(variables)).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)].join('\t'));
        ways.push(only(take()));
      }
      seen.push(ways);
    }
    return seen;
  }
  for (const { variables, urls } of all) {
    const ways: Seen[] = [];
    const step = visits.oneUrl ? 1 : urls.length;
    for (let from = 0; from < urls.length; from += step) {
      const [file, ...args] = visits.command(urls.slice(from, from + step));
      await once(spawn(file, args, { env: environment(withProxy(variables)), stdio: 'ignore' }), 'close');
      const visited = urls.slice(from, from + step);
      const taken = take();
      if (taken.length !== 0 && taken.length !== visited.length) throw new Error(`${taken.length} connections for ${visited.length} URLs`);
      ways.push(...visited.map((_, index) => taken[index] ?? NOWHERE));
    }
    seen.push(ways);
  }
  return seen;
}

/** A program may retry, but not on another route. */
function only(taken: readonly Visit[]): Seen {
  if (new Set(taken.map(({ route }) => route)).size > 1) throw new Error('one URL, two ways');
  return taken[0] ?? NOWHERE;
}

function withProxy(variables: Case['variables']): Record<string, string> {
  return Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, value.replace('PROXY', `127.0.0.1:${PROXY_PORT}`)]));
}

function environment(variables: Readonly<Record<string, string>>): Record<string, string> {
  const { PATH = '', HOME = '/' } = process.env;
  return {
    PATH,
    HOME,
    LC_ALL: 'C.UTF-8',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_TERMINAL_PROMPT: '0',
    ...variables,
  };
}

function lineByLine(child: ChildProcess): (line: string) => Promise<void> {
  if (child.stdin === null || child.stdout === null) throw new Error('the program has no pipes');
  const { stdin, stdout } = child;
  const answers = createInterface({ input: stdout })[Symbol.asyncIterator]();
  return async (line) => {
    stdin.write(`${line}\n`);
    if ((await answers.next()).done) throw new Error('the program ended early');
  };
}
