/**
 * The lab: scenarios in real network namespaces, measured by the built program. Every expected cause has to be named
 * and no other; then what the pages about findings say of looks by hand is tried with the real tools in the same
 * networks. `npm run lab -- [--only NAME…] [--output FILE] [--reports FOLDER] [--record] [--jobs N] [--retry]`; Linux, root.
 * `--retry` plays what failed once more, alone. A NAME is a scenario, `by-hand:GD106`, `by-hand` or `bad-networks`. `--conditions loss=5,rtt=600 [--repeat N] [--seed N]` plays them on a bad network instead and
 * prints rates; a condition that does not exist lists those that do. `--record` plays the scenarios of `test/lab/golden.ts` and writes those that pass to `fixtures/sessions`.
 * `--letters` carries out the letters to the network team of twelve networks.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { HAND_NAMES, type HandRun, handLines, tryByHand } from '../test/lab/by-hand/index.ts';
import { parseConditions } from '../test/lab/conditions/conditions.ts';
import { repeatOn } from '../test/lab/conditions/repeat.ts';
import { playSample, SAMPLE, type SampleResult, sampled } from '../test/lab/conditions/sample.ts';
import { goldenScenarios } from '../test/lab/golden.ts';
import { broken, type Judgement, judge } from '../test/lab/judge.ts';
import { removeLeftovers } from '../test/lab/namespaces.ts';
import { findMissing } from '../test/lab/needs.ts';
import { isBuilt } from '../test/lab/program.ts';
import { record } from '../test/lab/record.ts';
import type { LabScenario } from '../test/lab/scenario.ts';
import { SCENARIOS } from '../test/lab/scenarios/index.ts';
import { LETTERS } from '../test/lab/scenarios/letters.ts';
import { play, takeAllDown } from '../test/lab/stage.ts';
import { confusionTable, resultLines, skipLine } from '../test/lab/tell.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string', multiple: true },
    output: { type: 'string' },
    reports: { type: 'string' },
    record: { type: 'boolean', default: false },
    letters: { type: 'boolean', default: false },
    retry: { type: 'boolean', default: false },
    conditions: { type: 'string' },
    repeat: { type: 'string', default: '1' },
    seed: { type: 'string', default: '1' },
    jobs: { type: 'string', default: String(Math.min(2, availableParallelism())) },
  },
});
const say = (...lines: string[]): void => {
  for (const line of lines) process.stdout.write(`${line}\n`);
};

// The word after the first of `--only NAME NAME` is a positional to the parser.
const asked = [...(values.only ?? []), ...positionals];
const unknown = asked.filter(
  (name) => name !== SAMPLE && !HAND_NAMES.has(name) && ![...SCENARIOS, ...LETTERS].some((scenario) => scenario.name === name),
);
if (unknown.length > 0) {
  process.stderr.write(
    `There is no scenario ${unknown.join(', ')}.\nNames: ${[...SCENARIOS.map(({ name }) => name), ...HAND_NAMES.keys(), SAMPLE].join(' ')}\n`,
  );
  process.exit(2);
}
const conditions = values.conditions === undefined ? null : parseConditions(values.conditions);
if (typeof conditions === 'string') {
  process.stderr.write(`${conditions}\n`);
  process.exit(2);
}
const everyone: readonly LabScenario[] = values.record ? goldenScenarios() : values.letters ? LETTERS : SCENARIOS;
const named = asked.length === 0 ? everyone : everyone.filter(({ name }) => asked.includes(name));
const chosen =
  conditions === null ? named : named.map((scenario) => ({ ...scenario, conditions: { ...scenario.conditions, ...conditions } }));
const isWhole = asked.length === 0 && !values.record && !values.letters && conditions === null;
const handNames = isWhole ? ['by-hand'] : asked;
const looked = [...new Set(handNames.flatMap((name) => HAND_NAMES.get(name) ?? []))];
const sample = isWhole || asked.includes(SAMPLE) ? sampled() : [];
const jobs = Math.max(1, Number(values.jobs) || 1);
const width = Math.max(0, ...chosen.map(({ name }) => name.length));

const missingFor = await findMissing();
const skipped = chosen.filter((scenario) => missingFor(scenario).length > 0);
for (const scenario of skipped) say(skipLine(scenario.name, width, missingFor(scenario)));
const playable = chosen.filter((scenario) => !skipped.includes(scenario));
if (playable.length + sample.length > 0 && !(await isBuilt())) {
  process.stderr.write('The program is not built: run `npm run build`.\n');
  process.exit(2);
}

/** More failures than these have another reason than a busy machine. */
const MAX_RETRIED = 3;

let interrupted = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (interrupted) return;
    interrupted = true;
    process.stderr.write('Taking the networks down.\n');
    void takeAllDown().then(() => process.exit(130));
  });
}

if (playable.length + looked.length + sample.length > 0) await removeLeftovers();
if (values.reports !== undefined) await mkdir(values.reports, { recursive: true });
const began = performance.now();
const judgements: Judgement[] = [];
const waiting = [...playable];
await (conditions === null ? Promise.all(Array.from({ length: jobs }, worker)) : repeated());
const firstRun = values.retry ? await retryFailed() : [];
const byHand: HandRun = await tryByHand(looked, missingFor, { jobs, isOver: () => interrupted });
finishByHand();
const badNetworks = await onBadNetworks();
await finish();

/** Most of a scenario is waiting for silence, so that two of them hardly disturb one another. */
async function worker(): Promise<void> {
  for (let scenario = waiting.shift(); scenario !== undefined && !interrupted; scenario = waiting.shift()) {
    const judgement = await judged(scenario);
    if (interrupted) return;
    judgements.push(judgement);
    say(...resultLines(judgement, width));
  }
}

/**
 * Plays failed scenarios once more, each alone, and gives what they found beside others. If many fail, the machine is not the reason. What
 * passes then is not hidden: its first outcome is printed here and at the end.
 */
async function retryFailed(): Promise<Judgement[]> {
  const failed = judgements.filter(({ faults }) => faults.length > 0);
  if (failed.length === 0 || failed.length > MAX_RETRIED) return [];
  const passed: Judgement[] = [];
  for (const first of failed) {
    if (interrupted) break;
    const second = await judged(first.scenario);
    say('Once more, alone:', ...resultLines(second, width));
    if (second.faults.length > 0) continue;
    judgements[judgements.indexOf(first)] = second;
    passed.push(first);
  }
  return passed;
}

/** On a bad network: rates instead of verdicts. */
async function repeated(): Promise<void> {
  const broken = await repeatOn(playable, {
    repeat: Math.max(1, Number(values.repeat) || 1),
    seed: Number(values.seed) || 1,
    jobs,
    reports: values.reports,
    say,
    isOver: () => interrupted,
  });
  if (!interrupted) process.exit(broken > 0 ? 1 : 0);
}

async function judged(scenario: LabScenario): Promise<Judgement> {
  try {
    const checked = await play(scenario);
    if (values.reports !== undefined) {
      await writeFile(join(values.reports, `${scenario.name}.json`), `${JSON.stringify(checked.report, null, 2)}\n`);
    }
    const judgement = judge(scenario, checked);
    if (values.record && judgement.faults.length === 0) await record(judgement, checked);
    return judgement;
  } catch (error) {
    return broken(scenario, error instanceof Error ? error.message : String(error));
  }
}

function finishByHand(): void {
  if (interrupted) return;
  if (looked.length > 0) say('', 'Looks by hand');
  for (const { name, missing } of byHand.skipped) say(skipLine(name, 0, missing));
  for (const judgement of byHand.judgements) say(...handLines(judgement));
}

/** All of them or none: a part would have a different rate. */
async function onBadNetworks(): Promise<readonly SampleResult[]> {
  if (interrupted || sample.length === 0) return [];
  say('', 'Bad networks');
  const missing = [...new Set(sample.flatMap(missingFor))];
  if (missing.length > 0) say(skipLine(SAMPLE, 0, missing));
  return missing.length > 0 ? [] : [await playSample(sample, { jobs, say, isOver: () => interrupted })];
}

function faultLine({ scenario, faults }: Judgement): string {
  return `${scenario.name}: ${faults.join('; ')}`;
}

async function finish(): Promise<void> {
  if (interrupted) return;
  const all = [...judgements, ...byHand.judgements, ...badNetworks];
  const failed = all.filter(({ faults }) => faults.length > 0).length;
  const result = {
    passed: all.length - failed,
    failed,
    skipped: skipped.length + byHand.skipped.length + Number(sample.length > 0 && badNetworks.length === 0),
    failedAtFirst: firstRun.map(faultLine),
    failures: judgements.filter(({ faults }) => faults.length > 0).map(faultLine),
  };
  if (judgements.length > 0) say('', ...confusionTable(judgements));
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  for (const first of result.failedAtFirst) say(`PASSED ON A SECOND RUN, alone. At first ${first}`);
  say('', `${result.passed} passed, ${result.failed} failed, ${result.skipped} skipped in ${seconds} s`);
  if (values.output !== undefined) await writeFile(values.output, `${JSON.stringify(result)}\n`);
  process.exitCode = failed > 0 ? 1 : 0;
}
