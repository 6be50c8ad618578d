/** The stored form of a pasted message: the dictionary entry and the host. The text itself is dropped, because it can contain anything. */
import { matchError, restoreMatch } from '../knowledge/error-dictionary/match.ts';
import type { ErrorMatch } from '../model/error-match.ts';
import type { Symptom } from '../model/profile.ts';
import type { CheckedAnswer } from './answer-text.ts';

/** The stored form of a text that matches no entry. */
const NOT_RECOGNISED = 'not recognised';

const PATH = /^(?:~?\/|\.{1,2}[\\/]|[A-Za-z]:[\\/]|\\\\)[^\r\n]{1,1000}$/;

/** Idempotent: the stored form parses to itself. */
export function checkMessage(text: string): CheckedAnswer {
  const trimmed = text.trim();
  if (trimmed === '' || trimmed === NOT_RECOGNISED || storedMatch(trimmed) !== null) return { ok: true, value: trimmed };
  const [match] = matchError(text);
  // A path to an existing file was already replaced by its content. A file name without a path may be a message.
  if (match === undefined && PATH.test(trimmed))
    return { ok: false, problem: 'That file cannot be read as text. Paste the message itself.' };
  if (match === undefined) return { ok: true, value: NOT_RECOGNISED };
  return { ok: true, value: match.host === null ? match.entry : `${match.entry} at ${match.host}` };
}

/** The match of the stored message; null if no message was given or recognised. */
export function storedMatch(value: string): ErrorMatch | null {
  const [entry = '', host = null, ...more] = value.split(' at ');
  return more.length > 0 ? null : restoreMatch(entry, host);
}

/**
 * The symptom whose session measures the failure in the message; `error-message` if the failure is unknown or can concern every
 * requirement.
 */
export function symptomOfMessage(value: string): Symptom {
  const symptom = storedMatch(value)?.symptom ?? 'whole-list';
  return symptom === 'whole-list' ? 'error-message' : symptom;
}
