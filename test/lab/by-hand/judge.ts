/** Whether the manual checks of a finding show the page's fragment, and do not without the cause. */
import { manualChecksOf } from './manual-checks.ts';
import type { Done } from './play.ts';
import type { NetworkCode } from './trial.ts';

export interface HandJudgement {
  code: NetworkCode;
  /** Scenarios with the cause, and without it. */
  seenIn: string[];
  notSeenIn: string[];
  /** The reasons for a failure; empty if the check passes. */
  faults: string[];
}

/** `done`: the commands run for this code; `broken`: why a scenario's network did not start, by its name. */
export function judgeHand(code: NetworkCode, done: readonly Done[], broken: ReadonlyMap<string, string>): HandJudgement {
  const checks = manualChecksOf(code);
  const scenarios = (isThere: boolean) => [...new Set(checks.filter((one) => one.isThere === isThere).map(({ scenario }) => scenario))];
  const stood = [...new Set(checks.map(({ scenario }) => scenario))].flatMap((scenario) => {
    const why = broken.get(scenario);
    return why === undefined ? [] : `${scenario}: ${why}`;
  });
  const wrong = done.filter(({ isRight }) => !isRight).map(faultOf);
  return { code, seenIn: scenarios(true), notSeenIn: scenarios(false), faults: [...stood, ...wrong] };
}

function faultOf({ check: { scenario, command, shows, isThere }, output }: Done): string {
  const printed = output.trim().slice(0, 600).replaceAll('\n', '\n          ');
  return `${scenario}: ${command}\n        ${isThere ? 'does not show' : 'must not show'} ${shows.source}\n        it prints ${printed || 'nothing'}`;
}
