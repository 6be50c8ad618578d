/** What is told of a finding in general, in the order in which it is read: one content for the terminal and for the pages. */
import type { Explained } from '../../diagnosis/index.ts';
import { type FindingCode, type FindingName, findingCode } from '../../model/finding-codes.ts';
import { OWNER_WORDS } from '../words/words.ts';

export interface Passage {
  heading: string;
  parts: readonly Part[];
}

export type Part =
  | { kind: 'text'; text: string }
  | { kind: 'points'; points: readonly string[] }
  | { kind: 'fix'; owner: string; text: string; command: string | null }
  | { kind: 'neighbours'; neighbours: readonly Neighbour[] }
  | { kind: 'look'; run: string; shows: readonly Shown[] }
  | { kind: 'placeholders'; placeholders: Explained['placeholders'] };

export interface Neighbour {
  code: FindingCode;
  name: FindingName;
  apart: string;
}

/** One of the things that a command may print where this is the cause; empty where nobody has run it yet. */
interface Shown {
  fragment: string;
  tells: string;
}

export function passagesOf(explained: Explained): Passage[] {
  const { why, stops, title, evidence, fixes, confusedWith, byHand, placeholders, byHandNote } = explained;
  const note = byHand.length === 0 ? (byHandNote ?? 'No standard tool shows it.') : byHandNote;
  const all: Passage[] = [
    { heading: 'Why it happens', parts: [{ kind: 'text', text: why }] },
    { heading: 'What stops', parts: [{ kind: 'text', text: stops }] },
    {
      heading: 'What gitpod-doctor says',
      parts: [
        { kind: 'text', text: `${title.replace(/\.$/, '')}.` },
        { kind: 'points', points: evidence },
      ],
    },
    { heading: 'Who can fix it, and how', parts: fixes.map((fix) => ({ kind: 'fix', ...fix, owner: OWNER_WORDS[fix.owner] })) },
    { heading: 'Not to be confused with', parts: neighboursOf(confusedWith) },
    {
      heading: 'To see it by hand',
      parts: [
        ...looksOf(byHand),
        ...(placeholders.length === 0 ? [] : [{ kind: 'placeholders', placeholders } as const]),
        ...(note === null ? [] : [{ kind: 'text', text: note } as const]),
      ],
    },
  ];
  return all.filter(({ parts }) => parts.length > 0);
}

function neighboursOf(confusedWith: Explained['confusedWith']): Part[] {
  const neighbours = confusedWith.flatMap(({ name, apart }): Neighbour[] => {
    const code = findingCode(name);
    return code === null ? [] : [{ code, name, apart }];
  });
  return neighbours.length === 0 ? [] : [{ kind: 'neighbours', neighbours }];
}

/** A command that stands there again right away, for another thing that it may print, is told once. */
function looksOf(byHand: Explained['byHand']): Part[] {
  const looks: { kind: 'look'; run: string; shows: Shown[] }[] = [];
  for (const { run, shows, tells } of byHand) {
    const shown = { fragment: shows, tells };
    const last = looks.at(-1);
    if (last?.run === run) last.shows.push(shown);
    else looks.push({ kind: 'look', run, shows: [shown] });
  }
  return looks;
}
