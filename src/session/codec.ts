/** A session log as text: one event per line, JSON with sorted keys. Parsing accepts any text and never throws. */
import { type NewSessionEvent, SessionEvent } from '../model/session.ts';
import { sortedJson } from '../model/sorted-json.ts';

export function encodeEvent(event: SessionEvent): string {
  return sortedJson(event);
}

export type DecodedLog =
  /** The readable events, and the problems by line, without quoting the lines. A text without events is not a log. */
  | { events: SessionEvent[]; problems: string[] }
  /** The schema, if a newer version wrote the log. */
  | { newer: string };

/** The maximum number of problems to report; more would not help. */
const MAX_PROBLEMS = 20;

export function decodeLog(text: string): DecodedLog {
  const lines = text.replace(/^\uFEFF/, '').split('\n');
  const complete = lines.at(-1)?.trim() === '';
  const version = schemaVersionOf(parsed(lines[0] ?? '').value);
  if (version !== null && version > VERSION) return { newer: `gitpod-doctor/session@${version}` };
  if (version === null || version < 1) return { events: [], problems: ['line 1: this is not a session log'] };

  const events: SessionEvent[] = [];
  const problems: string[] = [];
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const result = eventOf(line, version);
    const last = index === lines.length - 1 && !complete;
    if (!result.ok) problems.push(`line ${index + 1}: ${last ? 'half-written' : result.problem}`);
    else if (result.event.seq <= (events.at(-1)?.seq ?? 0)) problems.push(`line ${index + 1}: out of order`);
    else events.push(result.event);
  }
  if (events[0]?.type !== 'session-started') return { events: [], problems: capped(problems.length > 0 ? problems : ['line 1: damaged']) };
  return { events, problems: capped([...problems, ...gaps(events)]) };
}

type EventResult = { ok: true; event: SessionEvent } | { ok: false; problem: string };

function eventOf(line: string, version: number): EventResult {
  const json = parsed(line);
  if (!json.ok) return { ok: false, problem: 'not JSON' };
  const event = SessionEvent.safeParse(upgradeEvent(json.value, version));
  if (event.success) return { ok: true, event: event.data };
  // Gives only path and kind, because the value may be anything.
  const issue = event.error.issues[0];
  return { ok: false, problem: `${issue?.code ?? 'invalid'} at ${issue?.path.join('.') || 'the event'}` };
}

/** Deeply nested brackets overflow the stack of the parser, and this program must not crash. */
function parsed(text: string): { ok: boolean; value: unknown } {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return { ok: false, value: null };
  }
}

function gaps(events: readonly SessionEvent[]): string[] {
  const expected = events.at(-1)?.seq ?? 0;
  return expected === events.length ? [] : [`${expected - events.length} of ${expected} events are missing`];
}

function capped(problems: readonly string[]): string[] {
  return problems.length <= MAX_PROBLEMS
    ? [...problems]
    : [...problems.slice(0, MAX_PROBLEMS), `and ${problems.length - MAX_PROBLEMS} more problems`];
}

/** The version of the log. An old event is upgraded one version at a time and then validated. */
const VERSION = 1;

/** The upgrades from version n to n + 1, by n. A log of today's version needs none. */
const STEPS: Readonly<Record<number, (event: unknown) => unknown>> = {};

export function upgradeEvent(event: unknown, from: number): unknown {
  let upgraded = event;
  for (let version = from; version < VERSION; version += 1) upgraded = STEPS[version]?.(upgraded) ?? upgraded;
  return upgraded;
}

/** The version in the first line: `gitpod-doctor/session@1`. Null if the line has none. */
export function schemaVersionOf(firstLine: unknown): number | null {
  if (typeof firstLine !== 'object' || firstLine === null || !('schema' in firstLine)) return null;
  const match = /^gitpod-doctor\/session@(\d{1,6})$/.exec(String(firstLine.schema));
  return match === null ? null : Number(match[1]);
}

/** Numbers and timestamps an event for the log. The caller owns the clock. */
export function stampEvent(event: NewSessionEvent, seq: number, atMs: number): SessionEvent {
  return { ...event, seq, atMs };
}
