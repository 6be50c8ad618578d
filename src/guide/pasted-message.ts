/**
 * A pasted message as the walk keeps it: which entry of the dictionary fits, and the host that it names. The text
 * itself may hold anything; it is read once and goes no further.
 */
import { matchError, recalledMatch } from '../knowledge/error-dictionary/match.ts';
import type { ErrorMatch } from '../model/error-match.ts';
import type { Symptom } from '../model/profile.ts';
import type { Checked } from './answer-text.ts';

/** What is kept of a text that no entry fits. */
const NOT_RECOGNISED = 'not recognised';

const PATH = /^(?:~?\/|\.{1,2}[\\/]|[A-Za-z]:[\\/]|\\\\)[^\r\n]{1,1000}$/;

/** What is kept of a text reads back as itself. */
export function messageOf(text: string): Checked {
  const trimmed = text.trim();
  if (trimmed === '' || trimmed === NOT_RECOGNISED || keptMatch(trimmed) !== null) return { ok: true, value: trimmed };
  const [match] = matchError(text);
  // A file that is there was read before this; its name alone says nothing.
  if (match === undefined && PATH.test(trimmed))
    return { ok: false, problem: 'That file cannot be read as text. Paste the message itself.' };
  if (match === undefined) return { ok: true, value: NOT_RECOGNISED };
  return { ok: true, value: match.host === null ? match.entry : `${match.entry} at ${match.host}` };
}

/** What the message says; null where none was given, or none was recognised. */
export function keptMatch(value: string): ErrorMatch | null {
  const [entry = '', host = null, ...more] = value.split(' at ');
  return more.length > 0 ? null : recalledMatch(entry, host);
}

/** The walk that measures what the message speaks of; where nothing tells, the message stays all that is known. */
export function symptomOfMessage(value: string): Symptom {
  const symptom = keptMatch(value)?.symptom ?? 'whole-list';
  return symptom === 'whole-list' ? 'error-message' : symptom;
}
