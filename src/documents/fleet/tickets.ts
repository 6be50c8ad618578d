/**
 * Bundles and reports of many cases, for a support team: recurring causes, since when they occur, and the owner whose request would solve
 * most cases.
 */
import type { Fleet, FleetPlace, TicketCause } from '../../model/fleet.ts';
import { type BarKind, type Block, list, paragraph, type Section, sectionOf } from '../../render/block.ts';
import { count } from '../words/quantity.ts';
import { joined } from '../words/say.ts';
import { OWNER_WORDS } from '../words/words.ts';
import { LIMITS, newestTickets, placeName, vantageText } from './words.ts';

type Tickets = NonNullable<Fleet['tickets']>;

/** True if only bundles were collected. Causes are then compared only by code. */
export function isOnlyBundles({ tickets, places, summary }: Pick<Fleet, 'tickets' | 'places' | 'summary'>): boolean {
  return tickets?.tickets === summary.places && places.every(({ ticket }) => ticket?.bundle != null);
}

/** `whole` contains the causes that `fleet` does not show. */
export function ticketSections(fleet: Fleet, whole: Pick<Fleet, 'causes'>): Section[] {
  const { tickets } = fleet;
  if (tickets === undefined) return [];
  const found = tickets.causes.filter(({ found: at }) => at.length > 0);
  return [
    ...sectionOf('Causes of tickets', [
      paragraph(keysText(tickets)),
      ...letterBlocks(tickets),
      ...(found.length === 0 ? [] : [causeTable(found)]),
      ...left(found.length, LIMITS.causes, 'more kind of cause'),
    ]),
    ...sectionOf('When', timeline(found)),
    ...sectionOf('Causes that this version judges differently', list(changes(tickets.causes))),
    ...sectionOf('Tickets', [ticketTable(fleet, whole), ...left(tickets.tickets, LIMITS.tickets, 'more ticket')]),
  ];
}

function keysText({ tickets, keys }: Tickets): string {
  return `${count(tickets, 'ticket')}. ${
    keys === 0
      ? 'No bundle names the key with which it was masked.'
      : `${count(keys, 'key')}. Each key counts as one installation. Names that were masked with different keys are not compared.`
  }`;
}

function letterBlocks({ letter, causes }: Tickets): Block[] {
  const cause = causes.find(({ code }) => code === letter?.code);
  if (letter === null || cause === undefined) return [];
  return [
    paragraph([
      { strong: `The letter that would have solved most tickets: ${codeName(cause)}` },
      `. Who acts: ${OWNER_WORDS[letter.owner]}. In ${count(letter.tickets, 'ticket')}, it is the only cause.`,
    ]),
  ];
}

function causeTable(causes: readonly TicketCause[]): Block {
  return {
    kind: 'table',
    head: ['Cause', 'Tickets', 'Keys', 'First', 'Last', 'Only cause', 'Profiles'],
    rows: causes
      .slice(0, LIMITS.causes)
      .map((cause) => [
        codeName(cause),
        ...[cause.found.length, cause.keys].map(String),
        ...[cause.days[0], cause.days.at(-1)].map((at) => at?.day ?? ''),
        String(cause.alone),
        profilesText(cause),
      ]),
  };
}

function profilesText({ profiles }: TicketCause): string {
  const shown = profiles.slice(0, LIMITS.spread).map(({ tickets, ...profile }) => `${tickets} from ${profileText(profile)}`);
  return joined(', ', [...shown, profiles.length > shown.length && `and ${profiles.length - shown.length} more`]);
}

function profileText({ from, runner, region }: Pick<FleetPlace, 'from' | 'runner' | 'region'>): string {
  return joined(' ', [vantageText(from), runner !== null && `(${runner})`, region !== null && `in ${region}`]);
}

function codeName({ code, name }: Pick<TicketCause, 'code' | 'name'>): string {
  return `${code} ${name}`;
}

const DAY_MS = 24 * 60 * 60 * 1000;
const MAX_TICKS = 6;
const COLOURS = { blocker: 'failed', degraded: 'silent', advice: 'own' } as const satisfies Record<TicketCause['severity'], BarKind>;
const LEGEND = { failed: 'blocks Gitpod', silent: 'degrades', own: 'advice' };

/** A line for each cause, with a bar for each day on which a ticket has it. */
function timeline(causes: readonly TicketCause[]): Block[] {
  const dated = causes.filter(({ days }) => days.length > 0).slice(0, LIMITS.causes);
  const starts = dated.flatMap(({ days }) => days.map(({ day }) => Date.parse(day)));
  // Uses `reduce`, because a spread call would pass as many arguments as there are days.
  const [startMs, endMs] = [starts.reduce((a, b) => Math.min(a, b), Infinity), starts.reduce((a, b) => Math.max(a, b), -Infinity) + DAY_MS];
  if (dated.length === 0) return [];
  const step = Math.max(1, Math.ceil((endMs - startMs) / DAY_MS / MAX_TICKS)) * DAY_MS;
  const ticks = Array.from({ length: Math.ceil((endMs - startMs) / step) }, (_, index) => startMs + index * step);
  return [
    {
      kind: 'timeline',
      legend: LEGEND,
      timeline: {
        ...{ startMs, endMs },
        ticks: ticks.map((atMs) => ({ atMs: atMs - startMs, label: dayOf(atMs) })),
        rows: dated.map(({ severity, days, ...cause }) => ({
          label: codeName(cause),
          words: daysText(days),
          bars: days.map(({ day, tickets }) => ({
            ...{ is: COLOURS[severity], startMs: Date.parse(day), durationMs: DAY_MS },
            label: `${day}: ${count(tickets, 'ticket')}`,
          })),
        })),
      },
    },
  ];
}

function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

function daysText(days: TicketCause['days']): string {
  const shown = days.slice(-LIMITS.days).map(({ day, tickets }) => `${tickets} on ${day}`);
  return joined(', ', [days.length > shown.length && `${days.length - shown.length} earlier days`, ...shown]);
}

function changes(causes: readonly TicketCause[]): string[] {
  return causes.flatMap((cause) => [
    ...(cause.onlyRecorded > 0
      ? [`${codeName(cause)}: ${count(cause.onlyRecorded, 'bundle')} reported it, but this version does not find it there.`]
      : []),
    ...(cause.onlyToday > 0
      ? [`${codeName(cause)}: this version finds it in ${count(cause.onlyToday, 'bundle')} that did not report it.`]
      : []),
  ]);
}

function ticketTable(fleet: Fleet, { causes }: Pick<Fleet, 'causes'>): Block {
  const codes = new Map(causes.map(({ id, code }) => [id, code]));
  return {
    kind: 'table',
    head: ['Ticket', 'Measured', 'Profile', 'Outcome', 'Causes', 'Key', 'File'],
    rows: newestTickets(fleet).map((place) => [
      place.ticket?.bundle ?? placeName(place),
      place.startedAt.slice(0, 10),
      profileText(place),
      [{ status: OUTCOMES[place.outcome] }],
      [...new Set(place.causes.flatMap((id) => codes.get(id) ?? []))].join(' '),
      place.ticket?.keyId ?? 'unknown',
      place.source ?? '',
    ]),
  };
}

const OUTCOMES = { pass: 'PASS', fail: 'FAIL', inconclusive: 'UNSURE' } as const;

function left(all: number, most: number, what: string): Block[] {
  return all > most ? [paragraph(`${count(all - most, what)}; --json has all of them`)] : [];
}
