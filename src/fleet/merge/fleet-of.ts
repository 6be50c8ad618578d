/** Turns a collection into the fleet document: causes by the effect of their fix, machines in groups with equal results. */

import { SEVERITIES } from '../../model/finding.ts';
import { FLEET_SCHEMA, type Fleet, type FleetCause } from '../../model/fleet.ts';
import type { Cause } from './cause.ts';
import type { CollectedResults } from './collection.ts';
import { countByValue, sortRows, spreadOfPlaces } from './order.ts';
import { groupByPicture } from './pictures.ts';
import type { CollectedPlace } from './places.ts';
import { ticketsOf } from './tickets.ts';

export function createFleet(collected: CollectedResults, files: number): Fleet {
  const { places, silent, older, cutShort, lost, damaged, newer, leftOut, partials } = collected;
  const ids = new Map(places.map((place, index) => [place, `p${index + 1}`]));
  const idOf = (place: CollectedPlace) => ids.get(place) ?? '';
  const { causes, idOfCause } = rankedCauses(collected, idOf);
  const grouped = groupByPicture(collected, idOf);
  const count = (outcome: CollectedPlace['story']['outcome']) => places.filter(({ story }) => story.outcome === outcome).length;
  const [pass, fail, inconclusive] = [count('pass'), count('fail'), count('inconclusive')];
  // The result of a machine that did not fit is unknown.
  const isOpen = inconclusive + silent.length + leftOut > 0;
  const tickets = ticketsOf(collected, idOf);
  const lists = listsOf(places);
  const times = places.map(({ startedAt }) => startedAt).sort();
  return {
    schema: FLEET_SCHEMA,
    summary: {
      outcome: fail > 0 ? 'fail' : isOpen ? 'inconclusive' : 'pass',
      ...{ places: places.length, pass, fail, inconclusive, noResult: silent.length },
    },
    input: { files, older, cutShort, lost, damaged, newer, leftOut, ...(partials > 0 ? { partials } : {}) },
    measured: times.length === 0 ? null : { first: times[0] ?? '', last: times.at(-1) ?? '' },
    versions: countByValue(places.map(({ version }) => version)).map(([version, of]) => ({ version, places: of })),
    lists,
    warnings: [...warnings(places, lists.length), ...(collected.sharesNames ? ['shared-names' as const] : [])],
    request: requestOf(causes),
    causes,
    ...(tickets === null ? {} : { tickets }),
    codes: codesOf(causes),
    pictures: grouped.pictures,
    rows: grouped.rows,
    places: places.map((place) => {
      const { story, version: _version, list: _list, maskedBy: _maskedBy, identity: _identity, durationMs: _durationMs, ...where } = place;
      const picture = grouped.pictureOf(place);
      return { id: idOf(place), ...where, outcome: story.outcome, picture, causes: story.roots.map(({ cause }) => idOfCause(cause)) };
    }),
    noResult: silent.map(({ instance, source, why }) => ({ instance, source, why })),
  };
}

/** A truncated line may lack the hash of its requirement list. */
function listsOf(places: readonly CollectedPlace[]): Fleet['lists'] {
  const lists = new Map<string, Fleet['lists'][number]>();
  for (const { list } of places) {
    if (list.sha256 === '') continue;
    const key = `${list.version} ${list.sha256}`;
    const known = lists.get(key);
    if (known === undefined) lists.set(key, { ...list, places: 1 });
    else known.places++;
  }
  return [...lists.values()].sort((a, b) => b.places - a.places);
}

function rankedCauses({ places, causes, rowIds }: CollectedResults, idOf: (place: CollectedPlace) => string) {
  const found = causes.map((cause) => ({
    cause,
    at: [] as CollectedPlace[],
    rows: new Set<number>(),
    sure: { certain: 0, likely: 0, possible: 0 },
    freed: 0,
    frees: 0,
  }));
  for (const place of places) {
    for (const [index, { cause, rows, confidence }] of place.story.roots.entries()) {
      const of = found[cause];
      if (of === undefined) continue;
      of.at.push(place);
      of.sure[confidence]++;
      of.freed += place.story.freed[index] ?? 0;
      for (const row of rows) of.rows.add(row);
    }
    const sole = place.story.frees === null ? undefined : found[place.story.frees];
    if (sole !== undefined) sole.frees++;
  }
  // Omits a cause that occurs only in a result that a newer one replaced.
  const ranked = found.filter(({ at }) => at.length > 0).sort(byGain);
  const numbers = new Map(ranked.map(({ cause }, index) => [cause, `c${index + 1}`]));
  const idOfCause = (number: number) => numbers.get(causes[number] as Cause) ?? '';
  return {
    idOfCause,
    causes: ranked.map(({ cause, at, rows, sure, freed, frees }): FleetCause => {
      const { code, name, subject, title, severity, fixes, targets } = cause;
      return {
        id: numbers.get(cause) ?? '',
        ...{ code, name, subject, title, severity, confidence: sure },
        places: at.length,
        at: spreadOfPlaces(at),
        found: at.map(idOf),
        rows: sortRows([...rows].map((row) => rowIds[row] ?? '')).map(({ id }) => id),
        ...{ rowsFreed: freed, placesFreed: frees, targets: [...targets.keys()].sort(), fixes: [...fixes] },
      };
    }),
  };
}

type Gain = { cause: Cause; at: readonly CollectedPlace[]; freed: number; frees: number };

function byGain(a: Gain, b: Gain): number {
  return (
    b.frees - a.frees ||
    b.freed - a.freed ||
    SEVERITIES.indexOf(a.cause.severity) - SEVERITIES.indexOf(b.cause.severity) ||
    b.at.length - a.at.length ||
    (`${a.cause.code} ${a.cause.subject}` < `${b.cause.code} ${b.cause.subject}` ? -1 : 1)
  );
}

/** If several owners can fix a cause, the request goes to the first owner other than the user, because the user needs no request. */
function requestOf(causes: readonly FleetCause[]): Fleet['request'] {
  const first = causes.find(({ rowsFreed, fixes }) => rowsFreed > 0 && fixes.length > 0);
  const fix = first?.fixes.find(({ owner }) => owner !== 'you') ?? first?.fixes[0];
  return first === undefined || fix === undefined ? null : { cause: first.id, ...fix };
}

function codesOf(causes: readonly FleetCause[]): Fleet['codes'] {
  return [...Map.groupBy(causes, ({ code }) => code)].map(([code, of]) => ({
    code,
    name: of[0]?.name ?? '',
    subjects: of.length,
    places: new Set(of.flatMap(({ found }) => found)).size,
  }));
}

function warnings(places: readonly Pick<CollectedPlace, 'maskedBy'>[], lists: number): Fleet['warnings'] {
  const keys = new Set(places.map(({ maskedBy }) => maskedBy));
  const masked = [...keys].filter((key) => typeof key === 'string').length;
  return [
    ...(masked > 1 ? ['different-keys' as const] : []),
    ...(masked > 0 && keys.has(null) ? ['masked-and-bare' as const] : []),
    ...(lists > 1 ? ['different-lists' as const] : []),
  ];
}
