/** The manual checks as command lines, each with a scenario and the output that must or must not appear. */
import { explainFinding, type ManualCheckText } from '../../../src/diagnosis/engine/explain.ts';
import { pattern, typed } from './fill.ts';
import type { HandTrial, LookTrial, NetworkCode } from './trial.ts';
import { HAND_TRIALS } from './trials.ts';

export interface ManualCheck {
  code: NetworkCode;
  scenario: string;
  command: string;
  shows: RegExp;
  /** True if the output must appear, false if it must not. */
  isThere: boolean;
}

export const NETWORK_CODES = Object.keys(HAND_TRIALS) as NetworkCode[];

/** Null if the check expects no output. */
export function trialOf(code: NetworkCode): HandTrial | null {
  const trial = HAND_TRIALS[code];
  return 'in' in trial ? trial : null;
}

/** The manual checks on the page of the finding. */
export function looksOf(code: NetworkCode): readonly ManualCheckText[] {
  return explainFinding(code).byHand;
}

export function manualChecksOf(code: NetworkCode): ManualCheck[] {
  const trial = trialOf(code);
  if (trial === null) return [];
  return looksOf(code).flatMap((look, index) => {
    const given = trial.looks[index];
    if (given === undefined) throw new Error(`Look ${index + 1} of ${code} has no trial.`);
    const {
      in: scenario = trial.in,
      notIn,
      values = {},
      valuesThere = {},
    }: LookTrial = typeof given === 'string' ? { notIn: given } : given;
    const check = (where: string, more: HandTrial['values'], isThere: boolean): ManualCheck => {
      const all = { ...trial.values, ...more };
      return { code, scenario: where, command: typed(look.run, all), shows: pattern(look.shows, all), isThere };
    };
    return [check(scenario, values, true), check(notIn, valuesThere, false)];
  });
}
