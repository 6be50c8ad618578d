/** Runs inside a network namespace: measures the line with the given index, and prints the result. */
import { spawnSync } from 'node:child_process';
import { startBench } from './bench.ts';
import { ALL } from './lines/index.ts';

spawnSync('ip', ['link', 'set', 'lo', 'up']);
const named = ALL[Number(process.argv[2])];
if (named === undefined) throw new RangeError('no such line');
const bench = await startBench();
process.stdout.write(JSON.stringify(await bench.produce(named.line)), () => process.exit());
