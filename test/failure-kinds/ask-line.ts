/** Runs inside a network namespace: runs every program against the line with the given index. */
import { spawnSync } from 'node:child_process';
import { startAsking } from './ask/programs.ts';
import { underRules } from './bench.ts';
import { ALL } from './lines/index.ts';

spawnSync('ip', ['link', 'set', 'lo', 'up']);
const way = ALL[Number(process.argv[2])]?.line.way;
if (way === undefined || !('start' in way)) throw new RangeError('nothing to ask there');
const far = await way.start();
underRules(way, far);
const asking = startAsking();
process.stdout.write(JSON.stringify(await asking.ask(far, way)), () => process.exit());
