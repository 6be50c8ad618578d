/** The words that plain output and Markdown of a fleet share. */
import { type Fleet, type FleetCause, type FleetPicture, type FleetPlace, MAX_CAUSES, MAX_PLACES } from '../../model/fleet.ts';
import { count } from '../words/quantity.ts';
import { joined, toList } from '../words/say.ts';
import { VANTAGE_WORDS } from '../words/words.ts';

/** Limits of the readable output. `--json` has everything. */
export const LIMITS = {
  causes: 20,
  pictures: 8,
  rows: 60,
  silent: 20,
  examples: 3,
  spread: 4,
  rowsOfCause: 12,
  targets: 30,
  tickets: 100,
  days: 4,
} as const;

export function headline({ summary, tickets }: Fleet): string {
  const { places, pass, fail, inconclusive, noResult } = summary;
  const all = `${count(places, tickets?.tickets === places ? 'ticket' : 'place')}: ${joined(', ', [`${pass} passed`, `${fail} failed`, inconclusive > 0 && `${inconclusive} inconclusive`])}`;
  return noResult === 0 ? `${all}.` : `${all}; no result from ${count(noResult, 'more machine')}.`;
}

export function measurementSummary({ measured, lists, versions, input }: Fleet): string {
  const times = measured === null ? null : measured.first === measured.last ? measured.first : `${measured.first} to ${measured.last}`;
  return `${joined('; ', [
    times !== null && `measured ${times}`,
    lists.length > 0 &&
      `list ${toList(lists.slice(0, 4).map(({ version, sha256 }) => (lists.length > 1 ? `${version} (${sha256.slice(0, 8)})` : version)))}`,
    versions.length > 0 && `version ${toList(versions.slice(0, 4).map(({ version }) => version))}`,
    count(input.files, 'file'),
  ])}.`;
}

const WARNING_WORDS = {
  'different-keys':
    'The results were masked with different keys. So one name may have several pseudonyms here, and one cause may be listed several times.',
  'masked-and-bare': 'Some results are masked and others are not, so one cause may be listed twice.',
  'shared-names':
    'Some results have the same host name, so they may come from one machine. Each result is counted as a machine. To prevent this, name every machine with check --place NAME.',
  'different-lists': 'The places tested different lists of requirements. A row counts only at places whose list contains the row.',
} as const satisfies Record<Fleet['warnings'][number], string>;

export function noteWords({ warnings, input, tickets, summary }: Fleet): string[] {
  const { older, cutShort, lost, damaged, newer, leftOut, partials = 0 } = input;
  return [
    // Not shown for tickets, whose text contains the remark already.
    ...warnings
      .filter((warning) => warning !== 'different-keys' || tickets?.tickets !== summary.places)
      .map((warning) => WARNING_WORDS[warning]),
    ...(older > 0 ? [`${count(older, 'older result')} left out, because only the newest result of each place counts.`] : []),
    ...(cutShort > 0
      ? [
          `${count(cutShort, 'result')} ${cutShort === 1 ? 'was' : 'were'} cut by the engine. A line begins with the outcome and the causes, so these are complete. Get the whole line with get-command-invocation or from the output in S3.`,
        ]
      : []),
    ...(damaged > 0
      ? [`${count(damaged, 'line')} ${damaged === 1 ? 'has' : 'have'} changed in transit. Only the part before the damage is used.`]
      : []),
    ...(lost > 0 ? [`${count(lost, 'line')} ${lost === 1 ? 'was' : 'were'} cut so early that nothing could be read.`] : []),
    ...(newer > 0
      ? [`${count(newer, 'line')} of a newer version could not be read; a newer gitpod-doctor reads ${newer === 1 ? 'it' : 'them'}.`]
      : []),
    ...(partials > 0
      ? [
          `${count(partials, 'partial collection')} could not be used, so the machines in ${partials === 1 ? 'it' : 'them'} are missing here.`,
        ]
      : []),
    ...(leftOut > 0 ? [leftOutWords(leftOut)] : []),
  ];
}

export function leftOutWords(leftOut: number): string {
  const [machines, causes] = [MAX_PLACES, MAX_CAUSES].map((limit) => limit.toLocaleString('en'));
  return `${count(leftOut, 'result')} left out, because a collection holds at most ${machines} machines and ${causes} causes. Collect each region or account separately, for an answer about each.`;
}

/** The name of a machine, for people. */
export function placeName({ name, instance, host, source }: Pick<FleetPlace, 'name' | 'instance' | 'host' | 'source'>): string {
  const own = name ?? instance ?? host;
  return own === null ? (source ?? 'a place without a name') : source === null ? own : `${own} (${source})`;
}

/** The names of the machines. If `of`, their total, is larger, they are called examples. */
export function placeExamples(found: readonly string[], of: number, places: ReadonlyMap<string, FleetPlace>): string {
  const names = toList(found.flatMap((id) => places.get(id) ?? []).map(placeName));
  return of > found.length ? `for instance ${names}` : names;
}

/** Returns text like `3000 in us-east-1 (123456789012), 1120 in eu-west-1`. */
export function spreadText(at: FleetPicture['at']): string {
  const shown = at.slice(0, LIMITS.spread).map(({ region, account, places }) => {
    const where = region === null ? 'in no stated region' : `in ${region}`;
    return `${places} ${where}${account === null ? '' : ` (${account})`}`;
  });
  return joined(', ', [...shown, at.length > shown.length && `and ${at.length - shown.length} more regions or accounts`]);
}

export function causeName({ code, name, subject }: Pick<FleetCause, 'code' | 'name' | 'subject'>): string {
  return `${code} ${name}${subject === '' ? '' : `: ${subject}`}`;
}

/** The effect of fixing this cause alone. */
export function fixEffectText({ rowsFreed, placesFreed, places }: FleetCause): string {
  if (rowsFreed === 0) return 'No row depends only on this cause.';
  // An inconclusive requirement can have another, unknown reason, so nothing is promised.
  const rows = `${places > 1 ? `Over all places, ${count(rowsFreed, 'row')}` : count(rowsFreed, 'row')} ${rowsFreed === 1 ? 'depends' : 'depend'} only on this cause`;
  if (placesFreed === 0) return `${rows}. ${places === 1 ? 'The place has' : 'Every place has'} other causes too.`;
  return placesFreed === places
    ? `${rows}. Nothing else was found ${places === 1 ? 'there' : `at any of the ${places} places`}.`
    : `${rows}. Nothing else was found at ${placesFreed} of ${count(places, 'place')}.`;
}

export function rowsText(rows: readonly string[]): string {
  const shown = rows.slice(0, LIMITS.rowsOfCause);
  return joined(', ', [...shown, rows.length > shown.length && `${rows.length - shown.length} more`]);
}

/** The first request with its cause, and the targets of other machines that the text of the request lacks. */
export function firstRequest({
  request,
  causes,
}: Fleet): { request: NonNullable<Fleet['request']>; cause: FleetCause; beyond: string[] } | null {
  const cause = causes.find(({ id }) => id === request?.cause);
  if (request === null || cause === undefined) return null;
  return { request, cause, beyond: cause.places === 1 ? [] : targetsBeyond(cause.targets, request.text) };
}

/** The targets that the text does not mention. */
function targetsBeyond(targets: readonly string[], text: string): string[] {
  const hosts = targets.map((target) => /^\w+:\/\/([^/]+)/.exec(target)?.[1] ?? target);
  const named = [...new Set(hosts)];
  if (named.every((host) => text.includes(host.replace(/:\d+$/, '')))) return [];
  const shown = named.slice(0, LIMITS.targets);
  return [...shown, ...(named.length > shown.length ? [`${named.length - shown.length} more; --json has all of them`] : [])];
}

export function vantageText(from: FleetPlace['from']): string {
  return from === null ? 'place not stated' : VANTAGE_WORDS[from];
}

/** Codes of causes that occur with more than one subject. */
export function causesWithManySubjects({ codes }: Fleet): string[] {
  return codes
    .filter(({ subjects }) => subjects > 1)
    .map(({ code, name, subjects, places }) => `${code} ${name} has ${subjects} subjects, at ${count(places, 'place')}`);
}

/** Requirements that are unmet or unknown on some machine, and the number of the others. */
export function unmetRows({ rows }: Fleet): { open: Fleet['rows']; met: number } {
  const open = rows.filter(({ unmet, unknown }) => unmet + unknown > 0);
  return { open, met: rows.length - open.length };
}

/** The groups of machines that are shown, and the number of machines in the others. */
export function shownPictures({ pictures, summary }: Pick<Fleet, 'pictures' | 'summary'>): {
  listed: FleetPicture[];
  others: { places: number; groups: number };
} {
  const listed = pictures.slice(0, LIMITS.pictures);
  const places = summary.places - listed.reduce((sum, { places: of }) => sum + of, 0);
  return { listed, others: { places, groups: pictures.length - listed.length } };
}

/** The newest tickets, as many as are shown. */
export function newestTickets({ places }: Pick<Fleet, 'places'>): FleetPlace[] {
  return places
    .filter(({ ticket }) => ticket !== undefined)
    .sort((a, b) => (a.startedAt < b.startedAt ? 1 : -1))
    .slice(0, LIMITS.tickets);
}

/** The part of a fleet that is shown, because a page cannot show ten thousand machines. */
export function truncateFleet(fleet: Fleet): Fleet {
  const causes = fleet.causes.slice(0, LIMITS.causes).map((cause) => ({ ...cause, found: cause.found.slice(0, LIMITS.examples) }));
  const pictures = fleet.pictures.slice(0, LIMITS.pictures);
  const named = new Set([
    ...causes.flatMap(({ found }) => found),
    ...pictures.map(({ example }) => example),
    ...newestTickets(fleet).map(({ id }) => id),
  ]);
  return {
    ...fleet,
    causes,
    places: fleet.places.filter(({ id }) => named.has(id)),
    noResult: fleet.noResult.slice(0, LIMITS.silent),
  };
}
