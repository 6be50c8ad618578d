/** The lab's output: a line for each scenario, and the confusion table at the end. */
import type { Judgement } from './judge.ts';

export function resultLines(judgement: Judgement, width: number): string[] {
  const { scenario, milliseconds, found, steps, faults } = judgement;
  const seconds = `${(milliseconds / 1000).toFixed(1)} s`.padStart(7);
  const guide = (scenario.expect.causes.length === 0 ? '' : (steps ?? '–').toString()).padStart(2);
  const head = `${faults.length === 0 ? 'PASS' : 'FAIL'}  ${scenario.name.padEnd(width)} ${seconds}  guide ${guide}`;
  return [`${head}  expected: ${listed(scenario.expect.causes)}  found: ${listed(found)}`, ...faults.map((fault) => `      ${fault}`)];
}

export function skipLine(name: string, width: number, missing: readonly string[]): string {
  return `SKIP  ${name.padEnd(width)}          not run: ${missing.join(', ')} missing`;
}

/** How often the right cause was named, and which other causes were named instead. */
export function confusionTable(judgements: readonly Judgement[]): string[] {
  const expected = judgements.flatMap(({ scenario }) => scenario.expect.causes).length;
  const missed = judgements.flatMap((one) => one.missed).length;
  const claimed = judgements.flatMap((one) => one.wrong.filter((name) => name !== 'unexplained-failure')).length;
  const unexplained = judgements.filter((one) => one.found.includes('unexplained-failure')).length;
  const confused = judgements.filter((one) => one.missed.length + one.wrong.length > 0);
  return [
    'Causes',
    row('right cause named', expected - missed),
    row('missed', missed),
    row('wrong cause named', claimed),
    row('of these, as certain', judgements.flatMap((one) => one.certainlyWrong).length),
    row('left unexplained', unexplained),
    row('scenarios exactly right', judgements.filter(({ missed, wrong }) => missed.length + wrong.length === 0).length),
    '',
    ...guideLines(judgements),
    ...(confused.length === 0 ? [] : ['', 'Taken for another']),
    ...confused.map((one) => `  ${listed(one.missed)} -> ${listed(one.wrong)}  (${one.scenario.name})`),
  ];
}

/** The number of steps from a symptom until every cause is named. */
function guideLines(judgements: readonly Judgement[]): string[] {
  const withCause = judgements.filter(({ scenario, faults }) => faults.length === 0 && scenario.expect.causes.length > 0);
  const lengths = withCause.flatMap(({ steps }) => steps ?? []).sort((a, b) => a - b);
  const unnamed = withCause.filter(({ steps }) => steps === null);
  return [
    'Steps of the guide until every cause is named',
    row('median', lengths[Math.floor(lengths.length / 2)] ?? 0),
    row('longest', lengths.at(-1) ?? 0),
    row('not all named', unnamed.length),
    ...unnamed.map(({ scenario, symptom }) => `  ${scenario.name} (${symptom})`),
  ];
}

function row(label: string, count: number): string {
  return `  ${label.padEnd(24)} ${String(count).padStart(4)}`;
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? 'none' : names.join(', ');
}
