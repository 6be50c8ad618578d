/** Collects results one by one. To save memory, it keeps of each result only facts about the machine and a reference to shared content. */
import type { CompactNames, CompactReport } from '../../model/compact.ts';
import { type FleetTicket, MAX_PLACES } from '../../model/fleet.ts';
import { boundedWord } from './bounded-text.ts';
import { type Cause, namesOf } from './cause.ts';
import { distinguishPlaces, identityOf } from './identity.ts';
import { type CollectedPlace, createPlaces, type PlaceFacts, type StoredPlace } from './places.ts';
import { createSmallest } from './smallest.ts';
import { type PlaceResult, renumbered, type StoredResult, sortedResult } from './story.ts';
import { createTables, type SortedTables } from './tables.ts';

/** Facts about where a result came from: the machine as its engine names it, the file. */
export interface ResultOrigin {
  instance: string | null;
  source: string;
  /** The result is a bundle or a report. */
  ticket?: FleetTicket;
  /** Identifies a report that counts as a machine of its own, so that its copies count once. */
  fingerprint?: string;
  /** The characters after this part of the line were changed in transit. */
  isDamaged?: boolean;
}

export const MAX_SILENT = 100_000;
const MAX_CHANGES = 100;

export interface SilentMachine {
  instance: string | null;
  source: string;
  why: string;
}

export interface CollectedResults {
  places: readonly CollectedPlace[];
  silent: readonly SilentMachine[];
  rowIds: readonly string[];
  causes: readonly Cause[];
  /** Private names in the texts of causes. */
  names: CompactNames;
  /** Some machines have the same name and are counted one by one. */
  sharesNames: boolean;
  older: number;
  cutShort: number;
  lost: number;
  damaged: number;
  newer: number;
  leftOut: number;
  /** Partial collections that could not be used. */
  partials: number;
}

/** Why a line or a partial collection is not used. */
export type Unread = 'lost' | 'damaged' | 'newer';

export interface Collection {
  add(compact: CompactReport, origin: ResultOrigin): void;
  /** Adds a machine that was queried and gave no result. */
  silent(origin: ResultOrigin, why: string): void;
  /** Counts a line that is truncated or damaged too early to read, or in an unknown format. */
  unread(origin: ResultOrigin, is: Unread): void;
  /** Counts a partial collection that cannot be used. */
  unusable(origin: ResultOrigin, is: Unread): void;
  /** The number of machines so far. Some of them may turn out to be the same. */
  size(): number;
  collected(): CollectedResults;
  /** Everything collected so far, from which another collection can continue. */
  state(): CollectionState;
  /** Adds a partial collection, as if its results had been read here. A partial collection that was added before is ignored. */
  absorb(partial: PartialCollection): 'added' | 'known' | 'overlaps';
}

/** Requirements and causes are numbered by their position here. */
export interface CollectionState {
  counts: { lost: number; damaged: number; newer: number; leftOut: number; partials: number };
  rowIds: readonly string[];
  causes: readonly Cause[];
  places: readonly StoredPlace[];
  silent: readonly SilentResults[];
  /** The ids of the partial collections that were added. */
  parts: readonly string[];
}

/** `id` identifies the content; `parts` are the partial collections of which it was made. */
export interface PartialCollection {
  state: CollectionState;
  id: string;
  parts: readonly string[];
}

/** A machine without a result, and how often it was reported. */
export type SilentResults = SilentMachine & { results: number };

export function createCollection(): Collection {
  const tables = createTables();
  const stories = new Map<string, StoredResult>();
  const lists = new Map<string, CollectedPlace['list']>();
  const counts = { lost: 0, damaged: 0, newer: 0, leftOut: 0, partials: 0 };
  const silent = createSmallest<SilentResults>(MAX_SILENT, ({ results }) => {
    counts.leftOut += results;
  });
  const parts = new Set<string>();
  const places = createPlaces(MAX_PLACES, tables);

  /** Machines with the same result share one stored result. */
  const storyOf = (compact: CompactReport, key: string): StoredResult => {
    const { verdicts, lost } = tables.verdictsOf(compact);
    const { roots, lost: lostRoots } = tables.rootsOf(compact, key);
    const { met, unmet, unknown, outcome } = compact.summary;
    return shared({ outcome, met, unmet, unknown, verdicts, roots: roots.sort((a, b) => a.cause - b.cause), lost: lost + lostRoots });
  };
  const shared = (story: StoredResult): StoredResult => {
    const content = contentOf(story);
    const known = stories.get(content) ?? story;
    stories.set(content, known);
    return known;
  };

  const listOf = (from: Pick<CompactReport['catalog'], 'version' | 'sha256'>): CollectedPlace['list'] => {
    const list = { version: boundedWord(from.version), sha256: boundedWord(from.sha256) };
    const key = `${list.version} ${list.sha256}`;
    const known = lists.get(key) ?? list;
    lists.set(key, known);
    return known;
  };

  const hush = ({ results, ...from }: SilentResults) => {
    const key = JSON.stringify(from.instance === null ? [null, from.source] : [from.instance]);
    const before = silent.get(key);
    const kept = before === undefined || `${from.source} ${from.why}` < `${before.source} ${before.why}` ? from : before;
    silent.set(key, { ...kept, results: results + (before?.results ?? 0) });
  };
  const hushed: Collection['silent'] = ({ instance, source }, why) =>
    hush({ instance: wordOf(instance), source: boundedWord(source), why: boundedWord(why), results: 1 });

  /** The stored results, by the numbers of the sorted tables. */
  const sortedResults = (sorted: SortedTables) => {
    const results = new Map<StoredResult, PlaceResult>();
    return (story: StoredResult) => {
      const known = results.get(story) ?? sortedResult(story, sorted);
      results.set(story, known);
      return known;
    };
  };

  return {
    add(compact, origin) {
      if (origin.isDamaged === true) counts.damaged++;
      const place = placeOf(compact, origin);
      places.add({
        ...place,
        identity: identityOf(compact, place, origin.fingerprint ?? null),
        durationMs: compact.durationMs,
        // An older result counts here too, so that the fleet does not depend on which result is read first.
        story: storyOf(compact, compact.maskedBy ?? origin.source),
        version: boundedWord(compact.version),
        list: listOf(compact.catalog),
        // A report does not state whether it is masked, or with which key.
        maskedBy: place.ticket?.bundle === null ? undefined : wordOf(compact.maskedBy),
        results: 1,
      });
    },
    silent: hushed,
    unread(origin, is) {
      counts[is]++;
      hushed(origin, UNREAD.line[is]);
    },
    unusable(origin, is) {
      counts.partials++;
      hushed(origin, UNREAD.partial[is]);
    },
    size: places.size,
    collected() {
      const sorted = tables.sorted();
      const resultOf = sortedResults(sorted);
      const { places: kept, leftOut } = places.sorted();
      const { all, older, sharesNames } = distinguishPlaces(kept);
      const named = new Set(all.map(({ instance }) => instance));
      const noResult = silent.entries().map(([, { instance, source, why }]) => ({ instance, source, why }));
      return {
        places: all.map(({ results: _, story, ...place }) => ({ ...place, story: resultOf(story) })),
        // A machine that was queried twice may have answered only once.
        silent: noResult.filter(({ instance }) => instance === null || !named.has(instance)),
        rowIds: sorted.rowIds,
        causes: sorted.causes,
        names: namesOf(sorted.causes),
        sharesNames,
        older: kept.reduce((sum, place) => sum + place.results - 1, older),
        cutShort: all.filter(({ cutShort }) => cutShort).length,
        lost: counts.lost,
        damaged: counts.damaged,
        newer: counts.newer,
        partials: counts.partials,
        leftOut: all.reduce((sum, { story }) => sum + resultOf(story).lost, leftOut + counts.leftOut),
      };
    },
    state() {
      const sorted = tables.sorted();
      const resultOf = sortedResults(sorted);
      const { places: kept, leftOut } = places.sorted();
      return {
        counts: { ...counts, leftOut: counts.leftOut + leftOut },
        ...{ rowIds: sorted.rowIds, causes: sorted.causes },
        places: kept.map((place) => ({ ...place, story: resultOf(place.story) })),
        silent: silent.entries().map(([, machine]) => machine),
        parts: [...parts].sort(),
      };
    },
    absorb({ state, id, parts: inside }) {
      if (parts.has(id)) return 'known';
      const overlaps = inside.some((part) => parts.has(part));
      for (const part of [id, ...inside]) parts.add(part);
      for (const name of ['lost', 'damaged', 'newer', 'leftOut', 'partials'] as const) counts[name] += state.counts[name];
      const numbers = tables.absorb(state.rowIds, state.causes);
      const stored = new Map<StoredResult, StoredResult>();
      for (const place of state.places) {
        const story = stored.get(place.story) ?? shared(renumbered(place.story, numbers));
        stored.set(place.story, story);
        places.add({ ...place, story, list: listOf(place.list) });
      }
      for (const machine of state.silent) hush(machine);
      return overlaps ? 'overlaps' : 'added';
    },
  };
}

function contentOf({ outcome, met, unmet, unknown, verdicts, roots, lost }: StoredResult): string {
  const causes = roots.map(({ cause, confidence, rows }) => `${cause}${confidence}${rows.join()}`).join(';');
  return `${verdicts}|${outcome} ${met} ${unmet} ${unknown} ${lost}|${causes}`;
}

const UNREAD = {
  line: {
    lost: 'its line was cut too early',
    damaged: 'its line was damaged',
    newer: 'its line is of a newer version',
  },
  partial: {
    lost: 'its partial collection was cut',
    damaged: 'its partial collection was damaged',
    newer: 'its partial collection is of a newer version',
  },
} as const;

function placeOf(
  { place, startedAt, cut }: CompactReport,
  origin: ResultOrigin,
): Omit<PlaceFacts, 'identity' | 'durationMs' | 'version' | 'list' | 'maskedBy'> {
  const instance = wordOf(origin.instance ?? place.instance);
  const host = wordOf(place.host);
  return {
    instance,
    name: wordOf(place.name ?? null),
    host,
    source: boundedWord(origin.source),
    region: wordOf(place.regions[0] ?? null),
    zone: wordOf(place.zone),
    account: wordOf(place.account),
    subnets: place.subnets.slice(0, 8).map((subnet) => boundedWord(subnet)),
    from: place.from,
    runner: place.runner,
    startedAt: boundedWord(startedAt),
    cutShort: cut.includes('end'),
    ...(origin.ticket === undefined ? {} : { ticket: boundedTicket(origin.ticket) }),
  };
}

function boundedTicket({ bundle, keyId, onlyRecorded, onlyToday }: FleetTicket): FleetTicket {
  const codes = (of: FleetTicket['onlyToday']) =>
    of.slice(0, MAX_CHANGES).map(({ code, name }) => ({ code: boundedWord(code), name: boundedWord(name) }));
  return { bundle: wordOf(bundle), keyId: wordOf(keyId), onlyRecorded: codes(onlyRecorded), onlyToday: codes(onlyToday) };
}

function wordOf(text: string | null): string | null {
  return text === null ? null : boundedWord(text);
}
