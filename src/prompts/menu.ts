/** The actions of a screen as a menu, from the same table as the footer, in words that do not refer to a screen. */
import type { Action } from '../app/actions/action.ts';
import { offeredActions } from '../app/actions/index.ts';
import type { UiState } from '../app/screens/input.ts';
import type { ScreenModel } from '../app/screens/screen.ts';
import type { Choice, Page } from './page.ts';

interface Place {
  screen: ScreenModel;
  ui: UiState;
}

/** Actions that accept a row number, if the rows have numbers. */
const OF_A_ROW: ReadonlySet<string> = new Set(['detail', 'rerun-row']);
/** Actions without a rank keep the order of the table. */
const LAST_RANK = 99;

/** `first` is the action that Enter alone chooses, if that action is available. */
export function menuOf({ screen, ui }: Place, first: string | null): Pick<Page, 'choices' | 'suggested' | 'also'> {
  const picture = { screen, ui, running: false, maxScroll: 0, wide: false };
  const offered = offeredActions(picture);
  const listed = offered
    .filter(({ id, menu }) => menu !== undefined && !(screen.name === 'step' && OF_A_ROW.has(id)))
    .toSorted((one, other) => rankOf(one) - rankOf(other));
  const at = listed.findIndex(({ id }) => id === first);
  return {
    choices: listed.map(choiceOf),
    suggested: at < 0 ? null : at,
    also: offered.flatMap(({ letter, keys }) => {
      const word = keys.find((key) => /^[a-z]$/.test(key));
      return letter === undefined || word === undefined ? [] : [{ word, label: letter(picture), keys: [word] }];
    }),
  };
}

function rankOf({ menu }: Action): number {
  return menu?.rank ?? LAST_RANK;
}

function choiceOf({ menu, help, keys, hint }: Action): Choice {
  return {
    label: menu?.words ?? help,
    words: [...keys.filter((key) => key.length === 1 && key !== ' '), hint.toLowerCase()],
    keys: keys.slice(0, 1),
  };
}
