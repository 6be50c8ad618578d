/** The rates of many runs. */
import { type Assessed, isCleanOnWorkingNetwork } from './assess.ts';

export interface Rates {
  runs: number;
  /** The number of runs by exit status. */
  exits: Record<string, number>;
  withFalseBlocker: number;
  wrongAtCertain: number;
  /** The runs in which every expected cause is among the root causes. */
  allCausesNamed: number;
  /** The runs that are right for a working network: see `isCleanOnWorkingNetwork`. */
  clean: number;
  slowestMs: number;
}

export function ratesOf(runs: readonly Assessed[]): Rates {
  const count = (is: (run: Assessed) => boolean): number => runs.filter(is).length;
  const exits = Map.groupBy(runs, ({ exit }) => String(exit));
  return {
    runs: runs.length,
    exits: Object.fromEntries([...exits].sort(([a], [b]) => a.localeCompare(b)).map(([exit, all]) => [exit, all.length])),
    withFalseBlocker: count(({ falseBlockers }) => falseBlockers.length > 0),
    wrongAtCertain: count(({ wrongAtCertain }) => wrongAtCertain.length > 0),
    allCausesNamed: count(({ missed }) => missed.length === 0),
    clean: count(isCleanOnWorkingNetwork),
    slowestMs: Math.max(0, ...runs.map(({ milliseconds }) => milliseconds)),
  };
}

/** One line each. `hasCauses`: the runs had causes to find. */
export function rateLines(rates: Rates, hasCauses: boolean): string[] {
  const { runs, exits, withFalseBlocker, wrongAtCertain, allCausesNamed, clean, slowestMs } = rates;
  const exited = Object.entries(exits).map(([exit, count]) => `${exit}: ${share(count, runs)}`);
  return [
    row('exit status', exited.join(', ')),
    row('with a false blocker', share(withFalseBlocker, runs)),
    row('wrong at "certain"', share(wrongAtCertain, runs)),
    hasCauses
      ? row('every cause among the roots', share(allCausesNamed, runs))
      : row('clean (exit 0, or 3 with the reason said)', share(clean, runs)),
    row('slowest', `${(slowestMs / 1000).toFixed(1)} s`),
  ];
}

export function runLine(
  label: string,
  { exit, milliseconds, missed, falseBlockers, wrongAtCertain, otherWrong, network }: Assessed,
): string {
  const wrong = [
    ...missed.map((name) => `missed ${name}`),
    ...wrongAtCertain.map((what) => `CERTAIN ${what}`),
    ...falseBlockers.map((what) => `blocker ${what}`),
    ...(otherWrong.length === 0 ? [] : [`${otherWrong.length} more wrong`]),
  ];
  const said = network.length === 0 ? '' : `  says ${network.join(', ')}`;
  return `${label}  exit ${exit}  ${(milliseconds / 1000).toFixed(1)} s${said}  ${wrong.join('; ')}`.trimEnd();
}

function row(label: string, value: string): string {
  return `  ${label.padEnd(42)} ${value}`;
}

function share(count: number, of: number): string {
  return of === 0 ? '0' : `${count} of ${of} (${((count / of) * 100).toFixed(1)} %)`;
}
