/** Runs inside the namespaces: reads which cells, runs them several at once, and says what became of each as one JSON document. */
import { spawnSync } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { type CellName, type Outcome, runCell } from './run-cell.ts';

const { cells, launcher, atOnce } = JSON.parse(await text(process.stdin)) as { cells: CellName[]; launcher: string; atOnce: number };
spawnSync('ip', ['link', 'set', 'lo', 'up']);
const outcomes: Outcome[] = [];
const waiting = [...cells.entries()];
await Promise.all(Array.from({ length: atOnce }, worker));
process.stdout.write(JSON.stringify(outcomes), () => process.exit());

async function worker(): Promise<void> {
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const [number, cell] = next;
    const outcome = await runCell(cell, number, launcher);
    process.stderr.write(`${outcome.stage} ${outcome.how}: ${outcome.problems.join('; ') || 'ok'}\n`);
    outcomes.push(outcome);
  }
}
