/** The environment of a page's commands: a machine in its own network namespace, with one fault or none. */

import type { ManualCheckText } from '../../src/diagnosis/engine/explain.ts';
import { placeholdersIn } from '../../src/diagnosis/engine/placeholders.ts';
import { typed } from '../lab/by-hand/fill.ts';
import type { SituationName } from './situations/index.ts';

/** The home folder of the account, which is the same path in every situation, so that a path in a page's fragment proves something. */
export const HOME = '/mnt/home';

export interface Situation {
  /** Variables in addition to those of a login shell. */
  environment: Readonly<Record<string, string>>;
  /** The values of the pages' placeholders, without their brackets. */
  values: Readonly<Record<string, string>>;
}

/** Prepares a situation. It runs inside the namespaces as root with loopback only; whatever it starts and writes ends with them. */
export type PutUp = () => Promise<Situation>;

/** A command line that was run in the situation. */
export interface Seen {
  run: string;
  /** Its output on stdout and stderr. */
  said: string;
  /** Null if it had to be killed. */
  status: number | null;
}

/** The request to the process inside, and its answer; keyed by the page's text. */
export interface Asked {
  situation: SituationName;
  looks: readonly Pick<ManualCheckText, 'run' | 'shows'>[];
}
export interface Answered {
  /** In the order of the checks; `shows` with this situation's values, null if it has none of them. */
  seen: readonly (Seen & { shows: string | null })[];
}

/** The values for `<host>` and other placeholders; null without a value. */
export function filled(text: string, values: Readonly<Record<string, string>>): string | null {
  return placeholdersIn([text]).every((name) => values[name] !== undefined) ? typed(text, values) : null;
}
