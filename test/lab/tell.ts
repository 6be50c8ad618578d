/** The lab's words: a line for each scenario, and the confusion table at the end. */
import type { Judgement } from './judge.ts';

export function resultLines(judgement: Judgement, width: number): string[] {
  const { scenario, milliseconds, found, faults } = judgement;
  const seconds = `${(milliseconds / 1000).toFixed(1)} s`.padStart(7);
  const head = `${faults.length === 0 ? 'PASS' : 'FAIL'}  ${scenario.name.padEnd(width)} ${seconds}`;
  return [`${head}  expected: ${listed(scenario.expect.causes)}  found: ${listed(found)}`, ...faults.map((fault) => `      ${fault}`)];
}

export function skipLine(name: string, width: number, missing: readonly string[]): string {
  return `SKIP  ${name.padEnd(width)}          not run: ${missing.join(', ')} missing`;
}

/** How often the right cause was named, and what was taken for what. */
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
    row('left unexplained', unexplained),
    ...(confused.length === 0 ? [] : ['', 'Taken for another']),
    ...confused.map((one) => `  ${listed(one.missed)} -> ${listed(one.wrong)}  (${one.scenario.name})`),
  ];
}

function row(label: string, count: number): string {
  return `  ${label.padEnd(20)} ${String(count).padStart(4)}`;
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? 'none' : names.join(', ');
}
