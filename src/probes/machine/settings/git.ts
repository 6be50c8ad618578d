/** Git resolves its own includes and conditions, so it is asked. Nothing else is ever started, and it only lists. */
import { execFile } from 'node:child_process';
import { access } from 'node:fs/promises';
import { parse } from 'node:path';
import { type Found, merged, nothing, proxySetting } from './found.ts';
import type { Place } from './place.ts';

const PATIENCE_MS = 1000;
const OUTPUT_LIMIT = 512 * 1024;

/** Variables by which git finds its files and its own programs; no other variable is handed on. */
const NEEDED = ['PATH', 'SYSTEMROOT', 'PATHEXT', 'XDG_CONFIG_HOME', 'GIT_CONFIG_GLOBAL', 'GIT_CONFIG_SYSTEM', 'GIT_CONFIG_NOSYSTEM'];

export async function gitSettings(place: Place): Promise<Found> {
  return (await isStub(place)) ? nothing() : gitFound((await listed(place)) ?? '');
}

/** On macOS `git` may be a stand-in that opens a window and offers to install the real one. */
async function isStub({ platform }: Place): Promise<boolean> {
  if (platform !== 'darwin') return false;
  const there = await Promise.allSettled([access('/Library/Developer/CommandLineTools/usr/bin/git'), access('/Applications/Xcode.app')]);
  return there.every(({ status }) => status === 'rejected');
}

/** The root of the file system is nobody's repository: what one of those says is true there alone. */
function listed({ home, environment }: Place): Promise<string | null> {
  const kept = NEEDED.flatMap((name) => (environment[name] === undefined ? [] : [[name, environment[name]] as const]));
  const env = { ...Object.fromEntries(kept), HOME: home, USERPROFILE: home, GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0' };
  const options = { cwd: parse(home).root, env, timeout: PATIENCE_MS, maxBuffer: OUTPUT_LIMIT, windowsHide: true } as const;
  return new Promise((resolve) => {
    execFile('git', ['--no-pager', 'config', '--list', '--show-origin', '-z'], options, (error, stdout) =>
      resolve(error === null ? stdout : null),
    );
  });
}

/** Pairs of origin and entry, each ended by NUL; an entry is a key, a line end and the value. Later ones win. */
export function gitFound(output: string): Found {
  const parts = output.split('\0');
  const proxies = new Map<string, Found>();
  let trust: Found = nothing();
  for (let at = 0; at + 1 < parts.length; at += 2) {
    const [file = '', entry = ''] = [(parts[at] ?? '').replace(/^file:/, ''), parts[at + 1]];
    const end = entry.indexOf('\n');
    const [key, value] = end < 0 ? [entry, ''] : [entry.slice(0, end), entry.slice(end + 1)];
    if (/^http\.(?:.*\.)?proxy$/.test(key)) proxies.set(key, proxySetting({ program: 'git', file }, value));
    if (key === 'http.sslcainfo' && value !== '')
      trust = { ...nothing(), trustFiles: [{ program: 'git', setting: 'http.sslCAInfo', path: value }] };
  }
  return merged([...proxies.values(), trust]);
}
