/**
 * Every scenario of the demo walked under every symptom: which cause is shown first, and is it right? Writes the table to
 * `docs/first-causes.md`. `npm run first-causes -- [--only NAME…] [--symptom NAME…] [--jobs N] [--seed N] [--keep FILE]`.
 * What `--keep` names holds the walks that were taken, one a line: a run that was stopped goes on from there. With `--only`
 * or `--symptom` the table is printed and nothing is written.
 */
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { SCENARIOS } from '../src/demo/index.ts';
import { SYMPTOMS } from '../src/model/profile.ts';
import { expectedOf, type Judged, judgeWalk } from '../test/demo/first-causes/judge.ts';
import { shuffled } from '../test/demo/first-causes/shuffled.ts';
import { sumLines, tableOf } from '../test/demo/first-causes/table.ts';
import { type Walked, walkThrough } from '../test/demo/first-causes/walk.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true, default: [] },
    symptom: { type: 'string', multiple: true, default: [] },
    jobs: { type: 'string', default: '4' },
    seed: { type: 'string', default: '1' },
    keep: { type: 'string' },
  },
});

const scenarios = SCENARIOS.filter(({ name }) => values.only.length === 0 || values.only.includes(name));
const symptoms = SYMPTOMS.filter((symptom) => values.symptom.length === 0 || values.symptom.includes(symptom));
// What the whole list comes to is what the other walks are judged by.
const wanted = scenarios.flatMap(({ name, cause }) =>
  [...new Set([...symptoms, 'whole-list' as const])].map((symptom) => ({ name, cause, symptom })),
);

const { keep } = values;
const walks: Walked[] = keep !== undefined && existsSync(keep) ? readFileSync(keep, 'utf8').trim().split('\n').map(parsed) : [];
const left = shuffled(
  wanted.filter(({ name, symptom }) => !walks.some((walk) => walk.scenario === name && walk.symptom === symptom)),
  Number(values.seed),
);
await Promise.all(Array.from({ length: Math.max(1, Number(values.jobs)) }, worker));

const judged = scenarios.flatMap(({ name, cause }) => {
  const ofScenario = walks.filter(({ scenario }) => scenario === name);
  const whole = ofScenario.find(({ symptom }) => symptom === 'whole-list');
  if (whole === undefined) return [];
  const expected = expectedOf({ scenario: name, cause }, whole);
  return symptoms.flatMap((symptom) => ofScenario.filter((walk) => walk.symptom === symptom).map((walk) => judgeWalk(walk, expected)));
});
const text = documentOf(judged);
if (values.only.length + values.symptom.length > 0) process.stdout.write(text);
else writeFileSync(fileURLToPath(new URL('../docs/first-causes.md', import.meta.url)), text);
const bad = judged.filter(({ judgement }) => judgement === 'wrong' || judgement === 'missed');
process.stderr.write(`${judged.length} walks, ${bad.length} of them wrong.\n`);
process.exitCode = bad.length === 0 ? 0 : 1;

function parsed(line: string): Walked {
  return JSON.parse(line) as Walked;
}

async function worker(): Promise<void> {
  for (let next = left.shift(); next !== undefined; next = left.shift()) {
    const until = next.symptom === 'whole-list' ? [] : [next.cause ?? '', next.name];
    const walk = await walkThrough(next.name, next.symptom, until);
    walks.push(walk);
    if (keep !== undefined) appendFileSync(keep, `${JSON.stringify(walk)}\n`);
    process.stderr.write(
      `${walk.scenario} ${walk.symptom}: ${walk.shown.map(({ name, confidence }) => `${name} (${confidence})`).join(', ')}\n`,
    );
  }
}

function documentOf(all: readonly Judged[]): string {
  return `# The first cause of each walk

Every scenario of the demo, walked under every symptom by the automatic driver, as a person would who changes nothing. Made by
\`npm run first-causes\`; the scenarios lie in \`src/demo/scenarios/\`.

| first cause | means | walks |
| --- | --- | --- |
${sumLines(all).join('\n')}

The step counts what was measured until the cause was shown.

${tableOf(all, symptoms)}
`;
}
