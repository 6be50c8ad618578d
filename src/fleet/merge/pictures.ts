/** Groups machines with equal results. Each group is one column. */
import type { FleetPicture, FleetRow } from '../../model/fleet.ts';
import type { VerdictWord } from '../../model/verdict.ts';
import type { CollectedResults } from './collection.ts';
import { sortRows, spreadOfPlaces } from './order.ts';
import type { CollectedPlace } from './places.ts';
import { isUnmetOrUnknown } from './story.ts';
import { ABSENT_LETTER, VERDICT_LETTERS } from './tables.ts';

const WORDS: Readonly<Record<string, VerdictWord>> = Object.fromEntries(
  Object.entries(VERDICT_LETTERS).map(([verdict, letter]) => [letter, verdict as VerdictWord]),
);

const OUTCOMES: readonly FleetPicture['outcome'][] = ['fail', 'inconclusive', 'pass'];

export interface PictureGroups {
  pictures: FleetPicture[];
  rows: FleetRow[];
  pictureOf(place: CollectedPlace): string;
}

export function groupByPicture({ places, rowIds, causes }: CollectedResults, idOf: (place: CollectedPlace) => string): PictureGroups {
  const rowsOf = ({ story }: CollectedPlace, is: (letter: string | undefined) => boolean) =>
    rowIds.filter((_, row) => is(story.verdicts[row])).sort();
  const metRows = (place: CollectedPlace) => rowsOf(place, (letter) => letter === VERDICT_LETTERS.met).join(' ');
  const codesOf = ({ story }: CollectedPlace) => [...new Set(story.roots.map(({ cause }) => causes[cause]?.code ?? ''))].sort();
  const causesOf = ({ story }: CollectedPlace) => story.roots.map(({ cause }) => cause);
  const groups = [...Map.groupBy(places, (place) => JSON.stringify([place.from, ...lookOf(place), causesOf(place)])).values()]
    .flatMap((alike) => byMetRows(alike, metRows))
    .flatMap((group) => {
      const first = group.find(isWhole) ?? group[0];
      if (first === undefined) return [];
      const look = [OUTCOMES.indexOf(first.story.outcome), codesOf(first), first.from, rowsOf(first, isUnmetOrUnknown), metRows(first)];
      return [{ first, group, tie: JSON.stringify(look) }];
    })
    // Groups of equal size are sorted by content, not by the order in which results were read.
    .sort((a, b) => b.group.length - a.group.length || (a.tie < b.tie ? -1 : 1));
  const names = new Map(groups.flatMap(({ group }, index) => group.map((place) => [place, letters(index)] as const)));
  return {
    pictures: groups.map(({ first, group }, index) => {
      const { outcome, met, unmet, unknown } = first.story;
      return {
        ...{ id: letters(index), outcome, places: group.length, from: first.from, codes: codesOf(first), met, unmet, unknown },
        at: spreadOfPlaces(group),
        example: idOf(first),
      };
    }),
    rows: sortRows(rowIds).flatMap(({ id, row }) => {
      const verdicts = groups.map(({ first }) => WORDS[first.story.verdicts[row] ?? ''] ?? null);
      const at = (wanted: VerdictWord) =>
        groups.reduce((sum, { group }, index) => sum + (verdicts[index] === wanted ? group.length : 0), 0);
      const [met, unmet, unknown] = [at('met'), at('unmet'), at('unknown')];
      // The requirement occurs only in a cause, and counts on no machine.
      return met + unmet + unknown === 0 ? [] : [{ id, met, unmet, unknown, verdicts }];
    }),
    pictureOf: (place) => names.get(place) ?? '',
  };
}

/** Separates machines by the requirements that are known to be met. A machine without that list joins the largest matching group. */
function byMetRows(alike: readonly CollectedPlace[], metRows: (place: CollectedPlace) => string): CollectedPlace[][] {
  const groups = [...Map.groupBy(alike.filter(isWhole), ({ story }) => story.verdicts).values()].map((group) => ({
    group,
    tie: group[0] === undefined ? '' : metRows(group[0]),
  }));
  const [most, ...others] = groups.sort((a, b) => b.group.length - a.group.length || (a.tie < b.tie ? -1 : 1));
  const members = new Set(most?.group);
  return [alike.filter((place) => members.has(place) || !isWhole(place)), ...others.map(({ group }) => group)];
}

/** True if the line lists all its met requirements. */
function isWhole({ story }: CollectedPlace): boolean {
  return [...story.verdicts].filter((letter) => letter === VERDICT_LETTERS.met).length >= story.met;
}

/** Met requirements come last in a line, so a truncated line may contain only their number. */
function lookOf({ story }: CollectedPlace): (string | number)[] {
  const open = story.verdicts.replace(/[^uk]/g, ABSENT_LETTER).replace(/-+$/, '');
  return [story.outcome, open, story.met, story.unmet, story.unknown];
}

/** Letters from A to Z, then AA and so on, as in a spreadsheet. */
function letters(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : letters(Math.floor(index / 26) - 1) + last;
}
