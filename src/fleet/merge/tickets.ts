/** Combines bundles and reports by the codes of their causes. Their subjects are masked with different keys and cannot be compared. */
import { SEVERITIES } from '../../model/finding.ts';
import type { Fleet, TicketCause } from '../../model/fleet.ts';
import type { Cause } from './cause.ts';
import type { CollectedResults } from './collection.ts';
import { moment } from './identity.ts';
import { countByValue } from './order.ts';
import type { CollectedPlace } from './places.ts';
import { isUnmetOrUnknown } from './story.ts';

type Tickets = NonNullable<Fleet['tickets']>;
type Ticket = CollectedPlace & { ticket: NonNullable<CollectedPlace['ticket']> };

/** Null if there is no ticket. */
export function ticketsOf({ places, causes }: CollectedResults, idOf: (place: CollectedPlace) => string): Tickets | null {
  const tickets = places.filter((place): place is Ticket => place.ticket !== undefined);
  if (tickets.length === 0) return null;
  const kinds = new Map<string, { name: string; causes: Set<Cause>; found: Set<Ticket>; onlyRecorded: number; onlyToday: number }>();
  const kindOf = (code: string, name: string) => {
    const kind = kinds.get(code) ?? { name, causes: new Set(), found: new Set(), onlyRecorded: 0, onlyToday: 0 };
    kinds.set(code, kind);
    return kind;
  };
  for (const place of tickets) {
    for (const { cause: number } of place.story.roots) {
      const cause = causes[number];
      if (cause === undefined) continue;
      const kind = kindOf(cause.code, cause.name);
      kind.causes.add(cause);
      kind.found.add(place);
    }
    for (const { code, name } of place.ticket.onlyRecorded) kindOf(code, name).onlyRecorded++;
    for (const { code, name } of place.ticket.onlyToday) kindOf(code, name).onlyToday++;
  }
  const told = Array.from(kinds, ([code, { name, causes: of, found, onlyRecorded, onlyToday }]): TicketCause => {
    const at = [...found];
    return {
      ...{ code, name, severity: highest(of), found: at.map(idOf), keys: keysOf(at), days: daysOf(at) },
      ...{ alone: at.filter((place) => isAlone(place, causes)).length, owner: ownerOf(of), profiles: profilesOf(at) },
      ...{ onlyRecorded, onlyToday },
    };
  }).sort((a, b) => b.found.length - a.found.length || b.alone - a.alone || (a.code < b.code ? -1 : 1));
  return { tickets: tickets.length, keys: keysOf(tickets), causes: told, letter: letterOf(told) };
}

function letterOf(causes: readonly TicketCause[]): Tickets['letter'] {
  const [most] = causes.filter(({ alone, owner }) => alone > 0 && owner !== null).sort((a, b) => b.alone - a.alone);
  return most?.owner == null ? null : { code: most.code, owner: most.owner, tickets: most.alone };
}

/** True if all causes are of one kind and explain each counting requirement that is not met. */
function isAlone({ story }: Ticket, causes: readonly Cause[]): boolean {
  if (new Set(story.roots.map(({ cause }) => causes[cause]?.code)).size !== 1) return false;
  const explained = new Set(story.roots.flatMap(({ rows }) => rows));
  const open = [...story.verdicts].flatMap((letter, row) => (isUnmetOrUnknown(letter) ? row : []));
  return open.length === story.unmet + story.unknown && open.length > 0 && open.every((row) => explained.has(row));
}

function highest(causes: ReadonlySet<Cause>): TicketCause['severity'] {
  return SEVERITIES.find((severity) => [...causes].some((cause) => cause.severity === severity)) ?? 'advice';
}

function ownerOf(causes: ReadonlySet<Cause>): TicketCause['owner'] {
  for (const { fixes } of causes) for (const { owner } of fixes) if (owner !== 'you') return owner;
  return null;
}

function keysOf(tickets: readonly Ticket[]): number {
  return new Set(tickets.flatMap(({ ticket }) => ticket.keyId ?? [])).size;
}

function daysOf(tickets: readonly Ticket[]): TicketCause['days'] {
  const times = tickets.map(({ startedAt }) => moment(startedAt)).filter((at) => at >= 0 && at < YEAR_10000);
  return countByValue(times.map((at) => new Date(at).toISOString().slice(0, 10)))
    .map(([day, of]) => ({ day, tickets: of }))
    .sort((a, b) => moment(a.day) - moment(b.day));
}

/** Checked, because a bundle can contain any text as its time. */
const YEAR_10000 = Date.UTC(9999, 11, 31);

function profilesOf(tickets: readonly Ticket[]): TicketCause['profiles'] {
  const groups = Map.groupBy(tickets, ({ from, runner, region }) => JSON.stringify([from, runner, region]));
  return [...groups.values()]
    .flatMap((group) => group.slice(0, 1).map(({ from, runner, region }) => ({ from, runner, region, tickets: group.length })))
    .sort((a, b) => b.tickets - a.tickets);
}
