/** The keys of a screen as a menu: the same table that feeds the footer, in words that need no picture beside them. */

import { pointlessActions } from '../app/disabled-actions.ts';
import type { Action } from '../app/input/binding.ts';
import { bindingsOf } from '../app/input/keys.ts';
import type { UiState } from '../app/screens/input.ts';
import type { ScreenModel } from '../app/screens/screen.ts';
import type { Choice, Page } from './page.ts';

/** What a choice is called here; what is not named keeps the help of the key. */
const LABELS: Readonly<Partial<Record<Action, string>>> = {
  recheck: 're-check what the fix must turn',
  request: 'show the text to send',
  copy: 'keep the text as a file, and send it to the clipboard of the terminal',
  detail: 'all evidence',
  'no-proxy': 'which program goes through the proxy, host by host',
  path: 'the path so far',
  'next-owner': 'the text for the next of those who have something to do',
  images: 'the machine images, region by region',
  alias: 'how the SSH alias works here',
  about: 'who made the bundle, when and where',
  comparison: 'what changed between the reports',
  'rerun-step': 'measure the step again',
  'rerun-row': 'measure it again',
  watch: 'watch: measure what fails again and again, until it turns',
  next: 'go on',
  'whole-list': 'go on with the whole list: what this walk left out',
  look: 'look through the support bundle, then write it',
  write: 'write it',
  search: 'look for a word that must not be in it, and hide it',
  hide: 'hide it in all files',
};

/** Where the screen has a cursor and the page has numbers, or where there is nothing to see. */
const NOT_HERE: ReadonlySet<Action> = new Set([
  ...(['up', 'down', 'page-up', 'page-down', 'first', 'last', 'jump', 'choose', 'change-place', 'go-there'] as const),
  ...(['open-finding', 'open-file', 'leave-out', 'skip-row', 'freeze', 'suspend', 'interrupt', 'help', 'yes'] as const),
  ...(['take-found', 'choose-owner'] as const),
]);

/** These are letters beside the menu on every page. */
const LETTERS: Readonly<Partial<Record<Action, string>>> = {
  back: 'back',
  close: 'back',
  reveal: 'masked values',
  quit: 'leave',
};

/** What a person wants first at a cause, and then; the table itself is in the order of the help. */
const ORDER: readonly Action[] = [
  'write',
  'recheck',
  'request',
  'copy',
  'detail',
  'next',
  'look',
  'whole-list',
  'search',
  'rerun-step',
  'watch',
  'no-proxy',
];

function rankOf(action: Action): number {
  const at = ORDER.indexOf(action);
  return at < 0 ? ORDER.length : at;
}

interface Place {
  screen: ScreenModel;
  ui: UiState;
}

/** `first`: the action that Enter alone takes, where it is there. */
export function menuOf({ screen, ui }: Place, first: Action | null): Pick<Page, 'choices' | 'suggested' | 'also'> {
  const without = pointlessActions(screen, ui, false, 0);
  const bindings = bindingsOf(screen.name).filter(({ action, hint }) => hint !== '' && !NOT_HERE.has(action) && !without.has(action));
  const ofRow = screen.name === 'step' ? new Set<Action>(['detail', 'rerun-row']) : new Set<Action>();
  const listed = bindings.filter(({ action }) => LETTERS[action] === undefined && !ofRow.has(action));
  const ordered = listed.toSorted((one, other) => rankOf(one.action) - rankOf(other.action));
  const choices = ordered.map(({ action, keys, hint, help }): Choice & { action: Action } => ({
    action,
    label: LABELS[action] ?? help,
    words: [...keys.filter((key) => key.length === 1 && key !== ' '), hint.toLowerCase()],
    keys: keys.slice(0, 1),
  }));
  const at = choices.findIndex(({ action }) => action === first);
  return {
    choices,
    suggested: at < 0 ? null : at,
    also: bindings.flatMap(({ action, keys }) => {
      const label = action === 'reveal' ? (screen.header.valuesShown ? 'mask values' : 'show masked values') : LETTERS[action];
      const word = keys.find((key) => /^[a-z]$/.test(key));
      return label === undefined || word === undefined ? [] : [{ word, label, keys: [word] }];
    }),
  };
}
