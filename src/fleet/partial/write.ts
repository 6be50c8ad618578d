/** Writes a partial collection, line by line. */
import { PARTIAL_SCHEMA, type PartialRecord } from '../../model/fleet-partial.ts';
import type { CollectionState } from '../merge/collection.ts';
import { createPartialSum } from './sum.ts';

export interface PartialOrigin {
  version: string;
  files: number;
}

export function* partialLines(state: CollectionState, { version, files }: PartialOrigin): Generator<string> {
  const { counts, rowIds, causes, places, silent, parts } = state;
  const lists = positions(places.map(({ list }) => list));
  const results = positions(places.map(({ story }) => story));
  const sum = createPartialSum();
  const line = (record: PartialRecord): string => {
    const text = JSON.stringify(record);
    sum.add(text);
    return `${text}\n`;
  };
  const holds = { lists: lists.size, causes: causes.length, results: results.size, places: places.length, silent: silent.length };
  const { lost, damaged, newer, leftOut, partials } = counts;
  yield line({ schema: PARTIAL_SCHEMA, version, files, counts: { lost, damaged, newer, leftOut, partials }, holds, parts: [...parts] });
  yield line({ rows: [...rowIds] });
  for (const list of lists.keys()) yield line({ list });
  for (const { fixes, targets, subjectNames, toldNames, ...cause } of causes) {
    const names = { subjectNames: subjectNames.map(copy), toldNames: toldNames.map(copy) };
    const aimed = [...targets]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([target, of]): [string, [Kind, string][]] => [target, of.map(copy)]);
    yield line({ cause: { ...cause, fixes: [...fixes], targets: aimed, ...names } });
  }
  for (const { outcome, met, unmet, unknown, verdicts, roots, lost: dropped } of results.keys())
    yield line({
      result: { outcome, met, unmet, unknown, verdicts, roots: roots.map((root) => ({ ...root, rows: [...root.rows] })), lost: dropped },
    });
  for (const { story, list, source, ...place } of places)
    yield line({ place: { ...place, source: source ?? '', list: lists.get(list) ?? 0, result: results.get(story) ?? 0 } });
  for (const machine of silent) yield line({ silent: machine });
  yield `${JSON.stringify({ end: sum.end() } satisfies PartialRecord)}\n`;
}

type Kind = CollectionState['causes'][number]['subjectNames'][number][0];

function copy([of, text]: readonly [Kind, string]): [Kind, string] {
  return [of, text];
}

/** Each value is written once, with its position. */
function positions<T>(values: readonly T[]): Map<T, number> {
  const found = new Map<T, number>();
  for (const value of values) if (!found.has(value)) found.set(value, found.size);
  return found;
}
