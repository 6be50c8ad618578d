/** Reads a partial collection line by line. None of it counts until the last line has confirmed all lines. */
import { MAX_CAUSES, MAX_PLACES } from '../../model/fleet.ts';
import { PARTIAL_SCHEMA, type PartialEnd, type PartialHead, PartialRecord } from '../../model/fleet-partial.ts';
import { parsedJson } from '../../model/parsed-json.ts';
import { stripControlsByLine } from '../../redact/index.ts';
import type { Cause } from '../merge/cause.ts';
import { MAX_SILENT, type PartialCollection, type SilentResults } from '../merge/collection.ts';
import type { StoredPlace } from '../merge/places.ts';
import type { StoredResult } from '../merge/story.ts';
import { MAX_ROWS } from '../merge/tables.ts';
import { createPartialSum, partialCollectionId } from './sum.ts';

/** No word or text of a partial collection is longer. The longest is the key of a machine, which consists of several words. */
const MAX_STRING = 16_000;

/** `files`: the number of files from which the partial collection was made. */
export type ReadPartial = PartialCollection & { files: number };

/** `torn`: the line is not JSON. If it is the last line, the file was truncated there. */
export type PartialStep =
  | { is: 'continues' }
  | { is: 'torn' }
  | { is: 'whole'; partial: ReadPartial }
  | { is: 'damaged' }
  | { is: 'newer' };

export interface PartialReader {
  take(line: string): PartialStep;
}

const HEAD = /^\uFEFF?\{"schema":"gitpod-doctor\/partial@(\d{1,6})"/;

export function beginsPartial(line: string): boolean {
  return HEAD.test(line);
}

const CONTINUES: PartialStep = { is: 'continues' };
const DAMAGED: PartialStep = { is: 'damaged' };

export function createPartialReader(): PartialReader {
  const sum = createPartialSum();
  let head: PartialHead | null = null;
  let rowIds: readonly string[] | null = null;
  const lists: StoredPlace['list'][] = [];
  const causes: Cause[] = [];
  const results: StoredResult[] = [];
  const places: StoredPlace[] = [];
  const silent: SilentResults[] = [];

  /** False if the record is not allowed at this position. */
  const add = (record: PartialRecord): boolean => {
    if ('schema' in record) {
      if (head !== null || !fits(record)) return false;
      head = record;
      return true;
    }
    if (head === null) return false;
    if ('rows' in record) {
      if (rowIds !== null || record.rows.length > MAX_ROWS) return false;
      rowIds = record.rows;
      return true;
    }
    if ('list' in record) return lists.push(record.list) <= head.holds.lists;
    if ('cause' in record) return causes.push({ ...record.cause, targets: new Map(record.cause.targets) }) <= head.holds.causes;
    if ('result' in record) return isSound(record.result) && results.push(record.result) <= head.holds.results;
    if ('silent' in record) return silent.push(record.silent) <= head.holds.silent;
    return 'place' in record && addPlace(record.place) && places.length <= head.holds.places;
  };
  /** The fields have the same order as those of a machine that was collected here. */
  const addPlace = (record: PlaceRecord): boolean => {
    const { instance, name, host, source, region, zone, account, subnets, from, runner, startedAt, cutShort, ticket, ...rest } = record;
    const { list: listAt, result: resultAt, version, maskedBy, identity, durationMs, results: count } = rest;
    const [list, story] = [lists[listAt], results[resultAt]];
    if (list === undefined || story === undefined) return false;
    const facts = { instance, name, host, source, region, zone, account, subnets, from, runner, startedAt, cutShort };
    places.push({
      ...facts,
      ...(ticket === undefined ? {} : { ticket }),
      ...{ identity, durationMs, story, version, list, maskedBy, results: count },
    });
    return true;
  };
  const isSound = ({ verdicts, roots }: StoredResult): boolean =>
    verdicts.length <= (rowIds?.length ?? 0) &&
    roots.length <= 100 &&
    roots.every(({ cause, rows }) => cause < causes.length && rows.every((row) => row < (rowIds?.length ?? 0)));

  const finish = (end: PartialEnd): PartialStep => {
    if (head === null || rowIds === null || partialCollectionId(end) !== partialCollectionId(sum.end())) return DAMAGED;
    const { holds, files, counts, parts } = head;
    const found = { lists: lists.length, causes: causes.length, results: results.length, places: places.length, silent: silent.length };
    if (Object.entries(found).some(([name, number]) => holds[name as keyof typeof found] !== number)) return DAMAGED;
    return {
      is: 'whole',
      partial: { state: { counts, rowIds, causes, places, silent, parts }, files, id: partialCollectionId(end), parts },
    };
  };

  return {
    take(text) {
      const line = text.replace(/^\uFEFF/, '');
      const version = Number(HEAD.exec(line)?.[1] ?? 1);
      if (version > 1) return { is: 'newer' };
      const json = parsedJson(line);
      if (json === undefined) return { is: 'torn' };
      if (!isClean(json)) return DAMAGED;
      const record = PartialRecord.safeParse(json);
      if (!record.success) return DAMAGED;
      if ('end' in record.data) return finish(record.data.end);
      sum.add(line);
      return add(record.data) ? CONTINUES : DAMAGED;
    },
  };
}

type PlaceRecord = Extract<PartialRecord, { place: unknown }>['place'];

/** More entries than a collection can hold would be an attack on its memory. */
function fits({ schema, holds, parts }: PartialHead): boolean {
  return (
    schema === PARTIAL_SCHEMA &&
    holds.places <= MAX_PLACES &&
    holds.silent <= MAX_SILENT &&
    holds.causes <= MAX_CAUSES &&
    holds.lists <= holds.places &&
    holds.results <= holds.places &&
    parts.length <= MAX_PARTS
  );
}

export const MAX_PARTS = 100_000;

/** Texts of a collection contain no control characters, and only its longer texts have several lines. */
function isClean(value: unknown, key = ''): boolean {
  if (typeof value === 'string')
    return value.length <= MAX_STRING && stripControlsByLine(value) === value && (LONG.has(key) || !value.includes('\n'));
  if (Array.isArray(value)) return value.every((each) => isClean(each, key));
  return typeof value !== 'object' || value === null || Object.entries(value).every(([name, each]) => isClean(each, name));
}

const LONG: ReadonlySet<string> = new Set(['text', 'command', 'toldNames', 'subjectNames', 'targets']);
