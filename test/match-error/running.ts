/** Runs programs of this machine as a new account would, a few at a time. */
import { spawn, spawnSync } from 'node:child_process';
import type { Fault } from './faults.ts';

export interface Settings {
  /** An empty folder that is used as the home. */
  folder: string;
  /** PEM file of the root to trust. */
  trusted: string;
  /** A prefix of every command, for when names must resolve without a network. */
  within?: readonly string[];
}

export type Command = readonly [program: string, ...args: string[]];

/** The variables without this process's proxies, and with each program's way to name a root. */
export function environment({ folder, trusted }: Settings, proxy: string | null): Record<string, string> {
  return {
    PATH: process.env['PATH'] ?? '',
    HOME: folder,
    LC_ALL: 'C',
    SSL_CERT_FILE: trusted,
    CURL_CA_BUNDLE: trusted,
    GIT_SSL_CAINFO: trusted,
    REQUESTS_CA_BUNDLE: trusted,
    AWS_CA_BUNDLE: trusted,
    NODE_EXTRA_CA_CERTS: trusted,
    ...(proxy === null ? {} : { HTTPS_PROXY: proxy, https_proxy: proxy, HTTP_PROXY: proxy, http_proxy: proxy }),
  };
}

export function isThere([program, ...args]: Command): boolean {
  return spawnSync(program, args, { stdio: 'ignore', timeout: 20_000 }).status === 0;
}

/** A command waits for its turn before its own deadline begins. */
let free = 4;
const waiting: (() => void)[] = [];

/** The complete output of a command. */
export async function said(command: Command, settings: Settings, env: Record<string, string>, input = ''): Promise<string> {
  if (free === 0) await new Promise<void>((turn) => waiting.push(turn));
  else free -= 1;
  const [program = '', ...args] = [...(settings.within ?? []), ...command];
  try {
    return await new Promise((resolve, reject) => {
      const child = spawn(program, args, { env, cwd: settings.folder, timeout: 20_000, killSignal: 'SIGKILL' });
      let text = '';
      for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (part: string) => (text += part));
      child.on('error', reject);
      child.on('close', () => resolve(text));
      child.stdin.on('error', () => undefined);
      child.stdin.end(input);
    });
  } finally {
    const next = waiting.shift();
    if (next === undefined) free += 1;
    else next();
  }
}

/** A program that takes one URL at a time. The results are keyed by the name of the fault. */
export async function oneByOne(
  faults: readonly Fault[],
  settings: Settings,
  command: (fault: Fault, settings: Settings) => Command,
  variables: Record<string, string> = {},
): Promise<Map<string, string>> {
  const asked = faults.map(
    async (fault): Promise<[string, string]> => [
      fault.name,
      await said(command(fault, settings), settings, { ...environment(settings, fault.proxy), ...variables }),
    ],
  );
  return new Map(await Promise.all(asked));
}

/** A runtime that starts slowly requests every URL in one process, and marks where each result begins. */
export async function allAtOnce(faults: readonly Fault[], settings: Settings, command: Command): Promise<Map<string, string>> {
  const lines = faults.map(({ name, url, proxy }) => `${name}\t${url}\t${proxy ?? ''}\n`).join('');
  const text = await said(command, settings, environment(settings, null), lines);
  const answers = text.split('@@ ').slice(1);
  return new Map(answers.map((answer) => [answer.slice(0, answer.indexOf('\n')), answer.slice(answer.indexOf('\n') + 1)]));
}
