/** The rates of a campaign, as a page. */
import { isCleanOnWorkingNetwork, isRight } from '../conditions/assess.ts';
import type { RunKind } from './draw.ts';
import type { PlayedRun } from './state.ts';

const HEAD = `# How often it is right on bad networks

\`npm run lab:campaign -- --seed N --runs N --state FILE --publish\` writes [rates.jsonl](rates.jsonl), and \`npm run generate\` makes this page
from it. Some runs use bad networks that work: up to 5 % loss in each direction, round trips up to 600 ms, bandwidth down to 64 kbit/s,
slow, lossy and dead resolvers, slow proxies, and combinations of these. Other runs add one, two or three faults to such a network.

The seed and the number of a run determine its network and faults. They do not determine which packets are lost, because the kernel draws
these. \`npm run lab:campaign -- --seed N --only RUN\` repeats one run.
`;

/** Runs of a whole campaign. */
const WHOLE = 500;

export function ratesPage(runs: readonly PlayedRun[]): string {
  if (runs.length === 0) return `${HEAD}\nNothing has been measured yet.\n`;
  const of = (...kinds: RunKind[]): PlayedRun[] => runs.filter(({ kind }) => kinds.includes(kind));
  const working = of('working');
  const faulty = of('single', 'pair', 'triple');
  const commits = [...new Set(runs.map(({ commit }) => commit))];
  const seeds = [...new Set(runs.map(({ seed }) => seed))];
  const busy = runs.filter(({ pressure }) => (pressure ?? 0) > 50).length;
  return [
    HEAD,
    `${runs.length} runs of seed ${seeds.join(', ')}, commit ${commits.join(', ')}. ${runs.length < WHOLE ? `A whole campaign has ${WHOLE}; this one was stopped earlier. ` : ''}In ${busy} of these runs, programs waited for a processor more than half of the time.\n`,
    '## All runs\n',
    table(
      ['', 'aim', 'runs', 'rate'],
      [['no certain finding is wrong', 'all', ...share(runs, ({ wrongAtCertain }) => wrongAtCertain.length === 0)]],
    ),
    '## Bad networks that work\n',
    table(
      ['', 'aim', 'runs', 'rate'],
      [
        ['no blocker', '98 %', ...share(working, ({ falseBlockers }) => falseBlockers.length === 0)],
        ['no blocker, and exit 0, or exit 3 with a finding about the loss or slowness', '98 %', ...share(working, isCleanOnWorkingNetwork)],
        ['exit 0', '', ...share(working, ({ exit }) => exit === 0)],
        ['exit 3', '', ...share(working, ({ exit }) => exit === 3)],
      ],
    ),
    '## Faults\n',
    table(
      ['', 'aim', 'runs', 'rate'],
      [
        ['one fault: its cause is among the root causes', '95 %', ...share(of('single'), hasAllCauses)],
        ['two faults: both causes are among the root causes', '', ...share(of('pair'), hasAllCauses)],
        ['three faults: all causes are among the root causes', '', ...share(of('triple'), hasAllCauses)],
        ['no false blocker beside them', '95 %', ...share(faulty, ({ falseBlockers }) => falseBlockers.length === 0)],
      ],
    ),
    '## By kind of bad network\n',
    table(['', 'runs that work', 'no blocker', 'runs with faults', 'all causes, no false blocker'], byCondition(working, faulty)),
    '## What went wrong\n',
    table(['run', 'what', 'network', 'result'], runs.filter(isWrong).map(wrongRow)),
  ].join('\n');
}

function hasAllCauses({ missed }: PlayedRun): boolean {
  return missed.length === 0;
}

export function isWrong(run: PlayedRun): boolean {
  return !isRight(run, run.kind !== 'working');
}

function byCondition(working: readonly PlayedRun[], faulty: readonly PlayedRun[]): string[][] {
  const names = [...new Set([...working, ...faulty].flatMap(({ conditions }) => conditions.split(',')))].sort();
  return names.map((name) => {
    const here = ({ conditions }: PlayedRun): boolean => conditions.split(',').includes(name);
    const right = (run: PlayedRun): boolean => hasAllCauses(run) && run.falseBlockers.length === 0;
    return [name, ...share(working.filter(here), ({ falseBlockers }) => falseBlockers.length === 0), ...share(faulty.filter(here), right)];
  });
}

function wrongRow({ run, scenario, conditions, missed, falseBlockers, wrongAtCertain, exit }: PlayedRun): string[] {
  const wrong = [
    ...missed.map((name) => `missed ${name}`),
    ...wrongAtCertain.map((what) => `wrong at certain: ${what}`),
    ...falseBlockers.filter((what) => !wrongAtCertain.includes(what)).map((what) => `false blocker: ${what}`),
  ];
  return [String(run), scenario, conditions, wrong.length === 0 ? `exit ${exit}, no reason said` : wrong.join('; ')];
}

/** The number of runs, and for how many of them the condition is true. */
function share(runs: readonly PlayedRun[], is: (run: PlayedRun) => boolean): [string, string] {
  const count = runs.filter(is).length;
  return [String(runs.length), runs.length === 0 ? '' : `${((count / runs.length) * 100).toFixed(1)} % (${count})`];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const row = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return `${[row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n')}\n`;
}
