/** Judges whether the first cause of a session is right, and if not, whether it was hedged. */
import type { Shown, Walked } from './walk.ts';

/**
 * - `right`: the scenario's cause. - `hedged`: another cause that is not certain. - `none`: no cause, and no affected requirement was
 * measured. - `missed`: no cause although an affected requirement was measured. - `wrong`: another cause that is certain, or any cause on a
 * healthy network.
 */
export const JUDGEMENTS = ['right', 'hedged', 'none', 'missed', 'wrong'] as const;
export type Judgement = (typeof JUDGEMENTS)[number];

/** Facts about a scenario that the session itself does not know. */
export interface Expected {
  /** Names of its cause; empty for a healthy network. */
  causes: readonly string[];
  /** Requirements that the cause explains when the full check is made. */
  touched: readonly string[];
}

export interface Judged {
  scenario: string;
  symptom: string;
  judgement: Judgement;
  first: Shown | null;
  /** Where the right cause is shown, if it is not the first. */
  rightAt: Shown | null;
}

export function judgeWalk({ scenario, symptom, shown, measured }: Walked, { causes, touched }: Expected): Judged {
  const [first = null] = shown;
  const isRight = ({ name }: Shown) => causes.includes(name);
  const rightAt = shown.find(isRight) ?? null;
  return { scenario, symptom, judgement: judgementOf(), first, rightAt: rightAt === first ? null : rightAt };

  function judgementOf(): Judgement {
    if (first === null) return touched.some((row) => measured.includes(row)) ? 'missed' : 'none';
    if (isRight(first)) return 'right';
    return causes.length > 0 && first.confidence !== 'certain' ? 'hedged' : 'wrong';
  }
}

/** The result of the full check. */
export function expectedOf({ scenario, cause }: { scenario: string; cause: string | null }, whole: Walked): Expected {
  if (cause === null) return { causes: [], touched: [] };
  const explained = whole.roots.filter(({ name }) => name === cause).flatMap(({ requirements }) => requirements);
  // Every session measures this machine's own rows, and judges them only by the hosts that this session needs.
  const documented = explained.filter((id) => !/^(?:host|proxy|dns)\./.test(id));
  return { causes: [cause, scenario], touched: documented.length > 0 ? documented : explained };
}
