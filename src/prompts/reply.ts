/** Interprets a typed line by the page. Pure: the requested effect is returned as data. */
import type { KeyPress } from '../app/input/key-press.ts';
import type { Choice, Page } from './page.ts';

export type UserReply =
  | { do: 'press'; keys: readonly KeyPress[] }
  /** `step` is the question that is answered; null for a word to search for. */
  | { do: 'text'; step: string | null; text: string }
  | { do: 'explain' }
  | { do: 'leave' }
  /** More lines follow, up to a line that is only a full stop. */
  | { do: 'collect'; step: string | null; first: string }
  | { do: 'repeat'; problem: string };

/** Words that mean the same as a letter. In a text field, a word is text. */
const SPELLED: Readonly<Record<string, string>> = { back: 'b', quit: 'q', exit: 'q', leave: 'q', help: '?' };

export function interpretReply(page: Page, typed: string): UserReply {
  const text = typed.trim();
  const spelled = page.field === null ? SPELLED[text.toLowerCase()] : undefined;
  const word = spelled !== undefined && isHere(page, spelled) ? spelled : text.toLowerCase();
  const letter = page.also.find((each) => each.word === word);
  if (letter !== undefined) return letter.keys === null ? { do: 'leave' } : { do: 'press', keys: letter.keys };
  if (word === '?') return { do: 'explain' };
  if (page.field !== null) return toField(page.field, text);
  if (word === '') return page.suggested === null ? { do: 'repeat', problem: nothingTyped(page) } : press(page.choices[page.suggested]);
  return toNumbered(page, word) ?? toChoice(page, word);
}

function isHere({ also }: Page, letter: string): boolean {
  return letter === '?' || also.some((each) => each.word === letter);
}

function toField({ step, several, kept, found }: NonNullable<Page['field']>, text: string): UserReply {
  if (found !== null && text.toLowerCase() === 't') return { do: 'text', step, text: found };
  if (several && text !== '') return { do: 'collect', step, first: text };
  return { do: 'text', step, text: text === '' ? kept : text };
}

/** Parses `row 4`, `file 2` or `r 4`. After a letter the noun may be omitted. */
function toNumbered({ numbered }: Page, word: string): UserReply | null {
  if (numbered === null) return null;
  const [, letter = '', noun = '', digits = ''] = /^(?:([a-z]) ?)?(?:(row|file|finding|place)s? ?)?(\d{1,3})$/.exec(word) ?? [];
  const keys = numbered.keys[letter];
  if (digits === '' || keys === undefined || (letter === '' && noun === '') || (noun !== '' && noun !== numbered.noun)) return null;
  const number = Number(digits);
  if (number < 1 || number > numbered.count)
    return { do: 'repeat', problem: `There is no ${numbered.noun} ${number}; they go from 1 to ${numbered.count}.` };
  return { do: 'press', keys: [...String(number), ...(numbered.end?.(number) ?? []), ...keys] };
}

function toChoice({ choices }: Page, word: string): UserReply {
  const chosen = /^\d+$/.test(word) ? choices[Number(word) - 1] : (exact(choices, word) ?? beginning(choices, word));
  return chosen === undefined ? { do: 'repeat', problem: `This is not one of the answers: ${rangeOf(choices)}.` } : press(chosen);
}

function exact(choices: readonly Choice[], word: string): Choice | undefined {
  return choices.find(({ words }) => words.includes(word));
}

function beginning(choices: readonly Choice[], word: string): Choice | undefined {
  const fitting = choices.filter(({ words }) => words.some((each) => each.length > 2 && each.startsWith(word)));
  return word.length > 2 && fitting.length === 1 ? fitting[0] : undefined;
}

function press(choice: Choice | undefined): UserReply {
  return { do: 'press', keys: choice?.keys ?? [] };
}

function nothingTyped({ choices }: Page): string {
  return `A number is needed: ${rangeOf(choices)}.`;
}

function rangeOf(choices: readonly Choice[]): string {
  return choices.length === 1 ? '1' : `1 to ${choices.length}`;
}
