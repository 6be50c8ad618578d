/** Starts a program in namespaces of its own, and gives the reason if that is not possible. */
import { execFile, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { destinationOf } from '../../../src/knowledge/no-proxy/index.ts';
import type { Case } from '../cases.ts';
import { REAL_PROGRAMS, type RealProgram } from './programs.ts';
import type { Seen } from './worker.ts';

const UNSHARE = ['--map-root-user', '--net', '--mount'];

/** Null if nothing is missing. */
export async function whyNot({ version, modelled }: RealProgram): Promise<string | null> {
  const found = await promisify(execFile)(version[0], version.slice(1)).then(
    ({ stdout }) => stdout.trim(),
    () => null,
  );
  if (found === null) return 'it is not installed';
  return modelled.test(found) ? null : `${found.split('\n', 1)[0]} is not the version that is modelled`;
}

/** Needs Linux, and permission to create namespaces. */
export function canIsolate(): boolean {
  return spawnSync('unshare', [...UNSHARE, 'ip', 'link', 'set', 'lo', 'up']).status === 0;
}

export async function whereItGoes(program: RealProgram, cases: readonly Case[]): Promise<Seen[][]> {
  const folder = mkdtempSync(join(tmpdir(), 'no-proxy-'));
  try {
    const hosts = join(folder, 'hosts');
    writeFileSync(hosts, hostsFile(cases));
    const script = ['sh', join(import.meta.dirname, 'enter.sh'), hosts];
    const child = spawn(
      'unshare',
      [...UNSHARE, ...script, process.execPath, join(import.meta.dirname, 'worker.ts'), String(REAL_PROGRAMS.indexOf(program))],
      {
        stdio: ['pipe', 'pipe', 'pipe'],
      },
    );
    child.stdin.end(JSON.stringify(cases));
    const [answer, complaint] = await Promise.all([text(child.stdout), text(child.stderr)]);
    if (answer === '') throw new Error(`${program.name}: ${complaint}`);
    return JSON.parse(answer) as Seen[][];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Every name resolves to this machine. */
function hostsFile(cases: readonly Case[]): string {
  const names = cases.flatMap(({ urls }) => urls.map((url) => destinationOf(url)?.host ?? ''));
  const lines = [...new Set(names)].filter((name) => /[a-z]$/.test(name) || name.endsWith('.')).map((name) => `127.0.0.1 ${name}\n`);
  return `127.0.0.1 localhost\n::1 localhost\n${lines.join('')}`;
}
