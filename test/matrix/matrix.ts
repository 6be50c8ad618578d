/**
 * The fault matrix: every stage with every misbehaviour, each in a process of its own, several at once, in a network with only loopback.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Interruption } from './interruption.ts';
import { MISBEHAVIOURS } from './misbehaviours.ts';
import type { CellName, Outcome } from './run-cell.ts';
import { STAGE_NAMES, STAGES, type Stage } from './stages.ts';

const INSIDE = fileURLToPath(new URL('./inside.ts', import.meta.url));
const ALONE = ['unshare', '--net', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc'];

export const CELLS: readonly CellName[] = STAGE_NAMES.flatMap((stage) =>
  MISBEHAVIOURS.filter((how) => (STAGES[stage] as Stage).without?.[how] === undefined).map((how) => ({ stage, how })),
);

/** Each stage and each misbehaviour at least once, always the same cells: those of a diagonal, and the rest. */
export const TENTH: readonly CellName[] = STAGE_NAMES.flatMap((stage, row) => {
  const possible = CELLS.filter((cell) => cell.stage === stage);
  const wanted = MISBEHAVIOURS[row % MISBEHAVIOURS.length];
  return [possible.find(({ how }) => how === wanted) ?? possible[row % possible.length]].filter((cell) => cell !== undefined);
});

/** Null if the matrix can be run; otherwise what is missing. */
export function lacks(): string | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'this needs Linux and root';
  return spawnSync(ALONE[0] ?? '', [...ALONE.slice(1), 'ip', 'link', 'set', 'lo', 'up']).status === 0
    ? null
    : 'unshare or ip is missing, or no namespaces can be made here';
}

export function runMatrix(cells: readonly CellName[], launcher: string, atOnce: number, signal: Interruption | null = null): Outcome[] {
  const [file = '', ...words] = [...ALONE, process.execPath, INSIDE];
  const { stdout, status } = spawnSync(file, words, {
    input: JSON.stringify({ cells, launcher, atOnce, signal }),
    encoding: 'utf8',
    // Each result is printed as it ends.
    stdio: ['pipe', 'pipe', 'inherit'],
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) throw new Error(`the matrix ended with ${status}`);
  return JSON.parse(stdout) as Outcome[];
}
