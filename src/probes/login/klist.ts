/** The output of `klist`, for caches that are no file: MIT's with LC_ALL=C and TZ=UTC, and Heimdal's, which macOS has. */
import type { Cache, CachedTicket } from './ticket-cache.ts';

/** Null if the output names no principal. */
export function readKlist(text: string): Cache | null {
  const principal = /^\s*(?:Default principal|Principal): (\S+)@(\S+)\s*$/m.exec(text);
  if (principal === null) return null;
  const [, user = '', realm = ''] = principal;
  return { user, realm, tickets: text.split('\n').flatMap(ticketOf) };
}

/** `12/02/26 10:00:00` or with four digits of the year, month first (MIT); `Dec  2 20:00:00 2026` (Heimdal). */
const MIT = String.raw`\d\d/\d\d/\d{2,4} \d\d:\d\d:\d\d`;
const HEIMDAL = String.raw`[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4}`;
const LINE = new RegExp(String.raw`^(?:${MIT}|${HEIMDAL}) +(?<ends>${MIT}|${HEIMDAL}|>>>Expired<<<) +(?<service>\S+@\S*)`);

function ticketOf(line: string): CachedTicket[] {
  const { ends, service } = LINE.exec(line.trim())?.groups ?? {};
  if (ends === undefined || service === undefined) return [];
  return [{ service, endsAt: ends.startsWith('>') ? new Date(0) : dateOf(ends) }];
}

function dateOf(text: string): Date | null {
  const mit = /^(\d\d)\/(\d\d)\/(\d{2,4}) (\S+)$/.exec(text);
  const iso = mit === null ? `${text} UTC` : `${mit[3]?.padStart(4, '20')}-${mit[1]}-${mit[2]}T${mit[4]}Z`;
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? null : date;
}
