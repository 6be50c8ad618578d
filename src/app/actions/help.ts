/** The keys, from the table that the handlers use, and the status words. */
import { type Block, section } from '../../render/block.ts';
import type { ScreenModel } from '../screens/screen.ts';
import type { Action, Picture } from './action.ts';
import { GROUPS } from './index.ts';

type HelpBody = Extract<ScreenModel, { name: 'help' }>['body'];

/** The keys that work on the screen below, by group. With a query, every key whose help text contains the query. */
export function helpDocument({ words, query, below }: HelpBody): Block[] {
  const picture = { ...below, maxScroll: 1, wide: false };
  const word = query?.text.trim().toLowerCase() ?? '';
  const isShown = (action: Action) => (query === null ? worksIn(action, picture) : textOf(action).includes(word));
  const groups = Object.entries(GROUPS).flatMap(([title, actions]) => {
    const shown = actions.filter(isShown);
    return shown.length === 0 ? [] : [section(title, [{ kind: 'facts', facts: shown.map(({ label, help }) => ({ label, text: help })) }])];
  });
  if (query !== null) return groups.length === 0 ? [{ kind: 'paragraph', text: ['No key matches this word.'] }] : groups;
  return [
    ...groups,
    section(
      'Words',
      words.map(({ status, means }) => ({ kind: 'status', status, text: means })),
    ),
  ];
}

function worksIn(action: Action, picture: Picture): boolean {
  if (!action.on.some((name) => name === picture.screen?.name)) return false;
  return action.isWorthHint?.(picture) !== false && (action.refuses?.(picture) ?? null) === null;
}

function textOf({ label, hint, help }: Action): string {
  return `${label} ${hint} ${help}`.toLowerCase();
}
