/** Collects results one by one. Of each it keeps only facts about the machine and a reference to shared content, to save memory. */
import type { CompactNames, CompactReport } from '../../model/compact.ts';
import type { FleetPlace, FleetTicket } from '../../model/fleet.ts';
import { createNameCollector, dropNames } from '../line/names.ts';
import { boundedWord } from './bounded-text.ts';
import { distinguishPlaces, type Identity, identityOf, keyOf, moment } from './identity.ts';
import { type PlaceResult, rowsFreedByFix } from './story.ts';
import { type Cause, createTables } from './tables.ts';

/** Facts from the source of a result: the machine by its engine, the file. */
export interface ResultOrigin {
  instance: string | null;
  source: string;
  /** The result is a bundle or a report. */
  ticket?: FleetTicket;
  /** Identifies a report that counts as a machine of its own, so that its copies are recognised. */
  fingerprint?: string;
  /** The characters after this part of the line changed in transit. */
  isDamaged?: boolean;
}

const MAX_PLACES = 100_000;
const MAX_SILENT = 100_000;
const MAX_NAMES = 50_000;
const MAX_CHANGES = 100;

export type CollectedPlace = Omit<FleetPlace, 'id' | 'picture' | 'causes' | 'outcome'> & {
  story: PlaceResult;
  version: string;
  list: number;
  /** Whether the result is masked; undefined if unknown. */
  maskedBy: string | null | undefined;
  identity: Identity;
  durationMs: number;
};

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
  lists: readonly { version: string; sha256: string }[];
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
}

export interface Collection {
  add(compact: CompactReport, origin: ResultOrigin): void;
  /** Adds a machine that was queried and gave no result. */
  silent(origin: ResultOrigin, why: string): void;
  /** Counts a line that is truncated or damaged too early to read, or in an unknown format. */
  unread(origin: ResultOrigin, is: 'lost' | 'damaged' | 'newer'): void;
  /** The number of machines so far; some may turn out to be one. */
  size(): number;
  collected(): CollectedResults;
}

export function createCollection(): Collection {
  const tables = createTables();
  const stories = new Map<string, PlaceResult>();
  const places = new Map<string, CollectedPlace>();
  const silent = new Map<string, SilentMachine>();
  const lists = new Map<string, { number: number; version: string; sha256: string }>();
  const names = createNameCollector(MAX_NAMES);
  const counts = { older: 0, lost: 0, damaged: 0, newer: 0, leftOut: 0 };

  /** Machines with the same result share one stored result. */
  const storyOf = (compact: CompactReport, key: string): PlaceResult => {
    const verdicts = tables.verdictsOf(compact);
    const roots = tables.rootsOf(compact, key).sort((a, b) => a.cause - b.cause);
    const { met, unmet, unknown, outcome } = compact.summary;
    const content = `${verdicts}|${outcome} ${met} ${unmet} ${unknown}|${roots.map(({ cause, confidence, rows }) => `${cause}${confidence}${rows.join()}`).join(';')}`;
    const known = stories.get(content);
    if (known !== undefined) return known;
    const story = { outcome, met, unmet, unknown, verdicts, roots, ...rowsFreedByFix(verdicts, roots, compact.summary) };
    stories.set(content, story);
    return story;
  };

  /** Drops text that could not be masked later. */
  const maskable = (compact: CompactReport): CompactReport => {
    if (names.add(compact.names, compact.toldNames)) return compact;
    counts.leftOut++;
    return dropNames(compact);
  };

  const listOf = ({ version, sha256 }: CompactReport['catalog']): number => {
    const key = `${version} ${sha256}`;
    const known = lists.get(key);
    if (known !== undefined) return known.number;
    if (lists.size >= 100) return 0;
    lists.set(key, { number: lists.size, version: boundedWord(version), sha256: boundedWord(sha256) });
    return lists.size - 1;
  };

  const hush: Collection['silent'] = (origin, why) => {
    const instance = wordOf(origin.instance);
    const source = boundedWord(origin.source);
    if (silent.size >= MAX_SILENT) counts.leftOut++;
    else silent.set(instance ?? source, { instance, source, why: boundedWord(why) });
  };

  return {
    add(compact, origin) {
      if (origin.isDamaged === true) counts.damaged++;
      const place = placeOf(compact, origin);
      const identity = identityOf(compact, place, origin.fingerprint ?? null);
      const key = keyOf(identity);
      const before = places.get(key);
      if (before !== undefined) counts.older++;
      else if (places.size >= MAX_PLACES) {
        counts.leftOut++;
        return;
      }
      if (before !== undefined && !replaces(place, before)) return;
      places.set(key, {
        ...place,
        identity,
        durationMs: compact.durationMs,
        story: storyOf(maskable(compact), compact.maskedBy ?? origin.source),
        version: boundedWord(compact.version),
        list: listOf(compact.catalog),
        // A report does not say whether it is masked, or with which key.
        maskedBy: place.ticket?.bundle === null ? undefined : wordOf(compact.maskedBy),
      });
    },
    silent: hush,
    unread(origin, is) {
      counts[is]++;
      hush(origin, UNREAD[is]);
    },
    size: () => places.size,
    collected() {
      const { all, older, sharesNames } = distinguishPlaces([...places.values()]);
      const named = new Set(all.map(({ instance }) => instance));
      return {
        places: all,
        // A machine that was queried twice may have answered only once.
        silent: [...silent.values()].filter(({ instance }) => instance === null || !named.has(instance)),
        rowIds: tables.rowIds,
        causes: tables.causes,
        lists: [...lists.values()],
        names: names.names(),
        sharesNames,
        older: counts.older + older,
        cutShort: all.filter(({ cutShort }) => cutShort).length,
        lost: counts.lost,
        damaged: counts.damaged,
        newer: counts.newer,
        leftOut: counts.leftOut + tables.leftOut(),
      };
    },
  };
}

const UNREAD = {
  lost: 'its line was cut before it said enough',
  damaged: 'its line was damaged',
  newer: 'its line is of a newer version',
} as const;

type PlaceFacts = Omit<CollectedPlace, 'story' | 'version' | 'list' | 'maskedBy' | 'identity' | 'durationMs'>;

function placeOf({ place, startedAt, cut }: CompactReport, origin: ResultOrigin): PlaceFacts {
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

/** The newer result wins; for equal times the complete one. */
function replaces(place: Pick<CollectedPlace, 'startedAt' | 'cutShort'>, before: Pick<CollectedPlace, 'startedAt' | 'cutShort'>): boolean {
  const [now, then] = [moment(place.startedAt), moment(before.startedAt)];
  return now > then || (now === then && before.cutShort);
}
