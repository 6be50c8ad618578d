/** Whether the first cause that a walk shows is right, and if not, whether it was said with a doubt. */
import type { Shown, Walked } from './walk.ts';

/**
 * - `right`: the cause of the scenario.
 * - `hedged`: another cause, and not as a certain one.
 * - `none`: no cause, and no row that the fault touches was measured.
 * - `missed`: no cause, though such a row was measured.
 * - `wrong`: another cause, as a certain one; or any cause where nothing is wrong.
 */
export const JUDGEMENTS = ['right', 'hedged', 'none', 'missed', 'wrong'] as const;
export type Judgement = (typeof JUDGEMENTS)[number];

/** Facts about a scenario that the walk does not know. */
export interface Expected {
  /** Names of its cause; empty where nothing is wrong. */
  causes: readonly string[];
  /** Rows that its cause explains when the whole list is measured. */
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

/** What the walk of the whole list has come to in the end. */
export function expectedOf({ scenario, cause }: { scenario: string; cause: string | null }, whole: Walked): Expected {
  if (cause === null) return { causes: [], touched: [] };
  return {
    causes: [cause, scenario],
    touched: whole.roots.filter(({ name }) => name === cause).flatMap(({ requirements }) => requirements),
  };
}
