/**
 * The long form of the lab: many runs on bad networks, with and without faults, drawn from a seed. Prints the rates and
 * keeps a line for each run in a file, from which it goes on; what went wrong keeps its report in a folder beside it.
 * `npm run lab:campaign -- [--seed N] [--runs N] [--minutes N] [--jobs N] [--busy PERCENT] [--state FILE] [--only RUN…] [--publish]`; Linux, root.
 * Of the jobs no further one begins while programs wait for a processor more than that much of the time.
 * `--publish` writes the state to `docs/rates.jsonl`, from which `npm run generate` makes the page.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Drawn, drawRun } from '../test/lab/campaign/draw.ts';
import { isWrong, ratesPage } from '../test/lab/campaign/page.ts';
import { type Campaign, playRun } from '../test/lab/campaign/play.ts';
import { untilCalm } from '../test/lab/campaign/pressure.ts';
import { append, type PlayedRun, RATES, type Reference, readState } from '../test/lab/campaign/state.ts';
import { runLine } from '../test/lab/conditions/rates.ts';
import { removeLeftovers } from '../test/lab/namespaces.ts';
import { findMissing } from '../test/lab/needs.ts';
import { isBuilt } from '../test/lab/program.ts';
import { takeAllDown } from '../test/lab/stage.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '1' },
    runs: { type: 'string', default: '500' },
    minutes: { type: 'string', default: '240' },
    jobs: { type: 'string', default: '4' },
    busy: { type: 'string', default: '40' },
    state: { type: 'string', default: 'campaign.jsonl' },
    only: { type: 'string', multiple: true },
    publish: { type: 'boolean', default: false },
  },
});
const PUBLISHED = fileURLToPath(new URL(`../${RATES}`, import.meta.url));
const seed = Number(values.seed);
const failures = `${values.state}.failures`;
const commit = execFileSync('git', ['describe', '--always', '--dirty'], { encoding: 'utf8' }).trim();
const say = (line: string): void => void process.stdout.write(`${line}\n`);

if (!(await isBuilt())) {
  process.stderr.write('The program is not built: run `npm run build`.\n');
  process.exit(2);
}

let interrupted = false;
let playing = 0;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    interrupted = true;
    void takeAllDown().then(() => process.exit(130));
  });
}

const state = readState(values.state);
const played = new Map(state.runs.filter((one) => one.seed === seed).map((one) => [one.run, one]));
const asked = [...(values.only ?? []), ...positionals].map(Number);
const waiting = asked.length > 0 ? asked : Array.from({ length: Number(values.runs) }, (_, run) => run).filter((run) => !played.has(run));
const until = performance.now() + Number(values.minutes) * 60_000;
const campaign: Campaign = {
  seed,
  commit,
  references: new Map(state.references.filter((one) => one.commit === commit).map((one) => [one.reference, Promise.resolve(one)])),
  keep: (reference: Reference) => append(values.state, reference),
};
const missingFor = await findMissing();
await removeLeftovers();
mkdirSync(failures, { recursive: true });
await Promise.all(Array.from({ length: Math.max(1, Number(values.jobs)) }, worker));
if (!interrupted) finish();

/** As many at once as the machine carries: what starves is no network. */
async function worker(): Promise<void> {
  for (let run = waiting.shift(); run !== undefined && !interrupted && performance.now() < until; run = waiting.shift()) {
    const drawn = drawRun(seed, run);
    const missing = missingFor({ ...drawn.scenario, conditions: drawn.conditions });
    if (missing.length > 0) say(`run ${run}  NOT PLAYED: ${missing.join(', ')} missing`);
    else {
      await untilCalm(() => playing === 0, Number(values.busy));
      playing += 1;
      await attempt(drawn);
      playing -= 1;
    }
  }
}

async function attempt(drawn: Drawn): Promise<void> {
  try {
    const { played: one, checked } = await playRun(drawn, campaign);
    if (interrupted) return;
    played.set(one.run, one);
    if (asked.length === 0) append(values.state, one);
    say(
      runLine(
        `${isWrong(one) ? 'WRONG' : 'ok   '} ${one.run}  ${one.kind} ${one.scenario}  [${one.conditions}]  pressure ${one.pressure}`,
        one,
      ),
    );
    if (isWrong(one))
      writeFileSync(join(failures, `${seed}-${one.run}.json`), JSON.stringify({ ...one, report: checked.report, events: checked.events }));
  } catch (error) {
    if (!interrupted) say(`run ${drawn.run}  NOT PLAYED: ${error instanceof Error ? error.message : error}`);
  }
}

function finish(): void {
  const all = [...played.values()].sort((a, b) => a.run - b.run);
  say(`\n${ratesPage(all)}`);
  if (values.publish) writeFileSync(PUBLISHED, all.map((one: PlayedRun) => `${JSON.stringify(one)}\n`).join(''));
}
