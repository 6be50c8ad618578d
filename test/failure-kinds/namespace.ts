/** Runs lines with their own packet filter or routes, each in a process with only loopback. */
import { execFile, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Produced } from './bench.ts';
import { ALL, type Named } from './lines/index.ts';

const INSIDE = fileURLToPath(new URL('./inside.ts', import.meta.url));
const NEEDS: readonly (readonly [string, string])[] = [
  ['unshare', '--version'],
  ['ip', '-V'],
  ['nft', '--version'],
  ['ss', '-V'],
];

/** Null if they can be measured, else what is missing. */
export function namespacesLack(): string | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'they need Linux and root';
  const missing = NEEDS.flatMap(([program, flag]) => (spawnSync(program, [flag]).error === undefined ? [] : program));
  if (missing.length > 0) return `${missing.join(', ')} is not installed`;
  return spawnSync('unshare', ['--net', 'true']).status === 0 ? null : 'no namespaces can be made here';
}

export async function producedInNamespace(named: Named): Promise<Produced> {
  const words = ['--net', process.execPath, INSIDE, String(ALL.indexOf(named))];
  const { stdout } = await promisify(execFile)('unshare', words, { timeout: 60_000, killSignal: 'SIGKILL' });
  return JSON.parse(stdout) as Produced;
}
