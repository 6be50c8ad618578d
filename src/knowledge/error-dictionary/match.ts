/** Matches a pasted message: its meaning, its host, and the walk that measures it. Pure, and safe for any text. */

import type { ErrorMatch } from '../../model/error-match.ts';
import { describeHit } from './described.ts';
import { isVague, NO_CONNECTION } from './entry.ts';
import { type EntryHit, findHits } from './hits.ts';
import { hostOf } from './named-host.ts';
import { plainText } from './pasted-text.ts';
import { dropEchoes, dropOutcomes, dropRepeats, rankHits } from './ranking.ts';
import { errorDictionary } from './tables.ts';

/** The maximum number of matches: a long log repeats itself, and users read only the first few causes. */
const MATCH_LIMIT = 8;

/** The matches of a text, likeliest cause first; empty if nothing is recognised. */
export function matchError(text: string): ErrorMatch[] {
  const plain = plainText(text);
  const hits = rankHits(dropOutcomes(claimed(plain), plain), plain);
  return dropRepeats(dropEchoes(hits).map((hit) => describeHit(hit, plain))).slice(0, MATCH_LIMIT);
}

/** Rebuilds a stored match from its entry's id and its host; null for an unknown entry or an invalid host. */
export function restoreMatch(id: string, host: string | null): ErrorMatch | null {
  const entry = errorDictionary().find((candidate) => candidate.id === id);
  const named = host === null ? null : hostOf(host);
  if (entry === undefined || named?.host !== (host ?? undefined)) return null;
  return describeHit({ entry, start: 0, end: 0, named }, '');
}

/** Matches each word once, so that words of a more specific entry are not matched again. */
function claimed(text: string): EntryHit[] {
  const hits: EntryHit[] = [];
  for (const entry of errorDictionary()) {
    if (entry.rank === 'guess' && hits.length > 0 && (!hits.every(isOpen) || isOpen({ entry }))) continue;
    hits.push(...findHits(entry, text).filter((hit) => !hits.some((other) => other.start < hit.end && hit.start < other.end)));
  }
  return hits;
}

/** True if the message says only that there is no connection. Then even a guess about the layer is more specific. */
function isOpen({ entry: { says, rank } }: Pick<EntryHit, 'entry'>): boolean {
  if (!('kind' in says)) return false;
  return rank === 'guess' ? /^(?:tcp|http)\./.test(says.kind) : rank === 'outcome' && says.kind === NO_CONNECTION.kind && isVague(says);
}
