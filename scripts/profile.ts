/**
 * Where time goes: `npm run profile -- check|walk|fleet [--output FOLDER]` runs a readable build of the program under V8's sampling profiler
 * and writes a table, a flame graph (SVG) and the profile itself. `check` and `walk` run in the lab's healthy network (Linux, root), with the
 * far ends in other processes; `fleet` collects two thousand results.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { flameGraph } from './profile/flame.ts';
import { type Profile, readProfile } from './profile/read.ts';
import { RUNS } from './profile/runs.ts';
import { table } from './profile/table.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const { values, positionals } = parseArgs({ options: { output: { type: 'string', default: 'profile' } }, allowPositionals: true });
const [name = ''] = positionals;
const run = RUNS[name];
if (run === undefined || positionals.length > 1) {
  process.stderr.write(`npm run profile -- ${Object.keys(RUNS).join('|')} [--output FOLDER]\n`);
  process.exit(2);
}

// Below `node_modules`, so that what is not bundled is found from there.
const folder = join(root, 'node_modules/.cache/gitpod-doctor-profile');
rmSync(folder, { recursive: true, force: true });
mkdirSync(join(folder, 'bin'), { recursive: true });
const launcher = join(folder, 'bin/gitpod-doctor.js');
copyFileSync(join(root, 'bin/gitpod-doctor.js'), launcher);
writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
execFileSync(process.execPath, [join(root, 'scripts/build.ts'), join(folder, 'dist'), '--readable'], {
  stdio: ['ignore', 'ignore', 'inherit'],
});

const written = join(folder, 'profiles');
await run([process.execPath, '--cpu-prof', '--cpu-prof-interval=250', `--cpu-prof-dir=${written}`, launcher]);
// The watchdog and the helpers of lookups write theirs as well; the program's is the longest.
const profiles = readdirSync(written).map((file) => readProfile(JSON.parse(readFileSync(join(written, file), 'utf8')) as Profile));
const [longest] = profiles.sort((a, b) => b.busyUs - a.busyUs);
if (longest === undefined) throw new Error('The program wrote no profile.');
const output = resolve(values.output);
mkdirSync(output, { recursive: true });
const text = table(longest, profiles.length);
writeFileSync(join(output, `${name}.txt`), text);
writeFileSync(join(output, `${name}.svg`), flameGraph(longest, name));
writeFileSync(join(output, `${name}.cpuprofile`), JSON.stringify(longest.raw));
rmSync(folder, { recursive: true, force: true });
process.stdout.write(`${text}\n${join(output, name)}.svg, .txt, .cpuprofile\n`);
process.exit(0);
