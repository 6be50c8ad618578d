/** Places that look the same are one column, however many they are. */
import type { FleetPicture, FleetRow } from '../../model/fleet.ts';
import type { VerdictWord } from '../../model/verdict.ts';
import type { Collected, Place } from './collection.ts';
import { inOrder } from './row-order.ts';
import { spread } from './spread.ts';
import { isOpen } from './story.ts';
import { ABSENT, LETTERS } from './tables.ts';

const WORDS: Readonly<Record<string, VerdictWord>> = Object.fromEntries(
  Object.entries(LETTERS).map(([verdict, letter]) => [letter, verdict as VerdictWord]),
);

const OUTCOMES: readonly FleetPicture['outcome'][] = ['fail', 'inconclusive', 'pass'];

export interface Pictures {
  pictures: FleetPicture[];
  rows: FleetRow[];
  pictureOf(place: Place): string;
}

export function pictures({ places, rowIds, causes }: Collected, idOf: (place: Place) => string): Pictures {
  const openRows = ({ story }: Place) => rowIds.filter((_, row) => isOpen(story.verdicts[row])).sort();
  const codesOf = ({ story }: Place) => [...new Set(story.roots.map(({ cause }) => causes[cause]?.code ?? ''))].sort();
  const groups = [...Map.groupBy(places, (place) => JSON.stringify([place.from, ...lookOf(place), codesOf(place)])).values()]
    .flatMap((group) => {
      const first = group.find(({ cutShort }) => !cutShort) ?? group[0];
      return first === undefined
        ? []
        : [{ first, group, tie: JSON.stringify([OUTCOMES.indexOf(first.story.outcome), codesOf(first), first.from, openRows(first)]) }];
    })
    // Groups of one size stand in an order that hangs on what they are, not on who was read first.
    .sort((a, b) => b.group.length - a.group.length || (a.tie < b.tie ? -1 : 1));
  const names = new Map(groups.flatMap(({ group }, index) => group.map((place) => [place, letters(index)] as const)));
  return {
    pictures: groups.map(({ first, group }, index) => {
      const { outcome, met, unmet, unknown } = first.story;
      return {
        ...{ id: letters(index), outcome, places: group.length, from: first.from, codes: codesOf(first), met, unmet, unknown },
        at: spread(group),
        example: idOf(first),
      };
    }),
    rows: inOrder(rowIds).flatMap(({ id, row }) => {
      const verdicts = groups.map(({ first }) => WORDS[first.story.verdicts[row] ?? ''] ?? null);
      const at = (wanted: VerdictWord) =>
        groups.reduce((sum, { group }, index) => sum + (verdicts[index] === wanted ? group.length : 0), 0);
      const [met, unmet, unknown] = [at('met'), at('unmet'), at('unknown')];
      // A row that counts nowhere was only named by a cause.
      return met + unmet + unknown === 0 ? [] : [{ id, met, unmet, unknown, verdicts }];
    }),
    pictureOf: (place) => names.get(place) ?? '',
  };
}

/** Rows that are met stand last in a line, so that of a line that was cut only their number may be left. */
function lookOf({ story }: Place): (string | number)[] {
  const open = story.verdicts.replace(/[^uk]/g, ABSENT).replace(/-+$/, '');
  return [story.outcome, open, story.met];
}

/** A to Z, AA to ZZ, and on, as a spreadsheet counts. */
function letters(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : letters(Math.floor(index / 26) - 1) + last;
}
