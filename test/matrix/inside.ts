/** Runs inside the namespaces: reads the cells, runs several at once, and prints their results as one JSON document. */
import { spawnSync } from 'node:child_process';
import { text } from 'node:stream/consumers';
import type { Interruption } from './interruption.ts';
import { type CellName, type Outcome, runCell } from './run-cell.ts';

export interface Order {
  cells: CellName[];
  launcher: string;
  atOnce: number;
  signal: Interruption | null;
}

const { cells, launcher, atOnce, signal } = JSON.parse(await text(process.stdin)) as Order;
spawnSync('ip', ['link', 'set', 'lo', 'up']);
const outcomes: Outcome[] = [];
const waiting = [...cells.entries()];
await Promise.all(Array.from({ length: atOnce }, worker));
// Repeated alone: without other load, the deadline does not pass before the fault is reached.
for (const [at, { stage, how, problems }] of outcomes.entries())
  if (problems.length > 0) outcomes[at] = { ...(await runCell({ stage, how }, numberOf(stage, how), launcher, signal)), atFirst: problems };
process.stdout.write(JSON.stringify(outcomes), () => process.exit());

function numberOf(stage: string, how: string): number {
  return cells.findIndex((cell) => cell.stage === stage && cell.how === how);
}

async function worker(): Promise<void> {
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const [number, cell] = next;
    const outcome = await runCell(cell, number, launcher, signal);
    process.stderr.write(`${outcome.stage} ${outcome.how}: ${outcome.problems.join('; ') || 'ok'}\n`);
    outcomes.push(outcome);
  }
}
