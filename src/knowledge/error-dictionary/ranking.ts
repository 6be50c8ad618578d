/** Ranks the hits in a text: causes before their repetitions, and the likeliest first. */

import type { ErrorMatch } from '../../model/error-match.ts';
import { isVague, NO_CONNECTION } from './entry.ts';
import { type EntryHit, isProxied } from './hits.ts';
import { RECORD_END } from './pasted-text.ts';

/** Two messages within this distance and one record concern the same failure. */
const NEAR = 400;

/** How runtimes introduce the cause of an exception; the innermost one counts. */
const CAUSED_BY = /\bcaused by\b|--->|\bInner ?[Ee]xception\b|\[cause\]:|\bcause: |\bsource: |\bdue to:? /i;

/** Drops timeouts, chains of causes and general failure phrases if a specific message is near in the record. */
export function dropOutcomes(hits: readonly EntryHit[], text: string): EntryHit[] {
  const causes = hits.filter(
    (hit) => hit.entry.rank !== 'outcome' && !(isStatus(hit) && hits.some((other) => isAnswerOfAws(other) && isNear(other, hit, text))),
  );
  const kept = causes.length === 0 ? hits : causes;
  return kept
    .filter((hit) => !kept.some((other) => other !== hit && explains(other, hit, text)))
    .map((hit) => (hit.named === null && !isProxied(hit.entry) ? { ...hit, named: hostOfOutcome(hit, hits, text) } : hit));
}

/** In `Failed to connect to X: Connection refused` the cause has no host, but the phrase around it has one. */
function hostOfOutcome(cause: EntryHit, hits: readonly EntryHit[], text: string): EntryHit['named'] {
  return (
    hits.find((hit) => hit.named !== null && isVague(hit.entry.says) && !isProxied(hit.entry) && isNear(hit, cause, text))?.named ?? null
  );
}

/** Whether the hit is only a status, which is less specific than the error code of an AWS response. */
function isStatus(hit: EntryHit): boolean {
  return hit.entry.rank === 'shared' && kindOf(hit) === 'http.status';
}

function isAnswer({ entry: { rank, says } }: EntryHit): boolean {
  return rank === 'shared' && 'kind' in says && /^http\.(?:status|not-http)$/.test(says.kind);
}

function isAnswerOfAws({ entry: { says, rank } }: EntryHit): boolean {
  return rank === 'outcome' && 'layer' in says && says.layer === 'aws';
}

function explains(cause: EntryHit, hit: EntryHit, text: string): boolean {
  if (isProxied(hit.entry) || !isNear(cause, hit, text)) return false;
  // The headers and the page of a proxy's response to CONNECT.
  if (cause.entry.rank === 'own' && isProxied(cause.entry) && kindOf(cause).startsWith('tunnel.') && isAnswer(hit)) return true;
  // npm prints `code ECONNRESET` before the message about the proxy.
  if (/^node\.(?:proxy-|tunnel-)/.test(cause.entry.id) && hit.entry.rank === 'shared' && /reset$/.test(kindOf(hit))) return true;
  if (isVague(hit.entry.says) !== isVague(cause.entry.says)) return isVague(hit.entry.says);
  // One message only says that there is no connection, and the other shows the stage.
  if (isVague(hit.entry.says) && kindOf(hit) === NO_CONNECTION.kind && kindOf(cause) !== NO_CONNECTION.kind) return true;
  // A status next to its reason phrase.
  if (isStatus(hit) && cause.entry.rank === 'own') return true;
  return hit.end <= cause.start && CAUSED_BY.test(text.slice(hit.end - 1, cause.start + 1));
}

function isNear(one: EntryHit, other: EntryHit, text: string): boolean {
  const [first, last] = one.start < other.start ? [one, other] : [other, one];
  return (
    last.start - first.end < NEAR * (CAUSED_BY.test(text.slice(first.end, last.start)) ? 5 : 1) &&
    !text.slice(first.start, last.start).includes(RECORD_END)
  );
}

/** Sorts errors before warnings, certain hits before uncertain ones, and then by the order of the text. */
export function rankHits(hits: readonly EntryHit[], text: string): EntryHit[] {
  const keys = new Map(hits.map((hit) => [hit, [severityOf(hit, text), isVague(hit.entry.says) ? 1 : 0, hit.start]]));
  return hits.toSorted((one, other) => {
    const [a = [], b = []] = [keys.get(one), keys.get(other)];
    return a.map((part, index) => part - (b[index] ?? 0)).find((difference) => difference !== 0) ?? 0;
  });
}

/** The log level of the hit's record; in a text without levels all hits are equal. */
function severityOf({ start }: EntryHit, text: string): number {
  const record = text.lastIndexOf(RECORD_END, start) + 1;
  const head = text.slice(record, Math.min(start, record + 160));
  if (/\b(?:TRACE|DEBUG|INFO|NOTICE)\b|\b(?:info|debug|trace)\b\s?[\]|:]|level"?[=:] ?"?(?:info|debug|trace)|^[ID]\d{4} /.test(head))
    return 2;
  return /\bWARN(?:ING)?\b|\b[Ww]arn(?:ing)?\b\s?[\]|:]|level"?[=:] ?"?warn|^W\d{4} /.test(head) ? 1 : 0;
}

/** Drops library words that a program's own message repeats, and failures at the target that are really failures at the proxy. */
export function dropEchoes(hits: readonly EntryHit[]): EntryHit[] {
  const layers = new Set(hits.filter(({ entry }) => entry.rank === 'own').map(layerOf));
  const proxied = new Set(hits.filter(({ entry }) => isProxied(entry)).map(kindOf));
  return hits.filter(
    (hit) => !(hit.entry.rank === 'shared' && layers.has(layerOf(hit))) && (isProxied(hit.entry) || !proxied.has(kindOf(hit))),
  );
}

function kindOf({ entry: { id, says } }: EntryHit): string {
  return 'kind' in says ? says.kind : id;
}

function layerOf({ entry: { says } }: EntryHit): string {
  return 'kind' in says ? (says.kind.split('.')[0] ?? '') : says.layer;
}

/** Merges matches with one cause; a match with a host replaces those without. */
export function dropRepeats(matches: readonly ErrorMatch[]): ErrorMatch[] {
  const said = (match: ErrorMatch) => `${match.layer} ${match.peer} ${match.kind ?? match.entry}`;
  const hostful = new Set(matches.filter(({ host }) => host !== null).map(said));
  const seen = new Set<string>();
  const kept: ErrorMatch[] = [];
  for (const match of matches) {
    const key = `${said(match)} ${match.host}`;
    if (seen.has(key) || (match.host === null && hostful.has(said(match)))) continue;
    seen.add(key);
    kept.push(match);
  }
  return kept;
}
