/** How each SSH alias works on this machine, for a report: the same text as in its row's evidence on the screen. */
import type { Session } from '../../model/session.ts';
import { aliasLines } from '../evidence/alias-words.ts';
import type { EvidenceLine } from '../evidence/evidence-line.ts';
import { createSay, unmasked } from '../words/say.ts';

/** Shown once above the examples. */
export const ALIAS_EXPLANATION =
  'An alias exists only in SSH’s configuration: ssh finds the section that fits the name as it was typed, and takes each setting from the first line that gives it. ping, nslookup, browsers and ssh-keyscan never see it.';

/** One list per name, from ssh's latest answer. The session is already masked. */
export function aliasEvidence(session: Session): EvidenceLine[][] {
  const told = new Map<string, EvidenceLine[]>();
  for (const each of session.observations) {
    if (each.probe !== 'ssh-config' || each.state !== 'completed' || each.facts === null || each.facts.asked === null) continue;
    told.set(each.facts.asked, aliasLines(each.facts, createSay(unmasked)));
  }
  return [...told.values()];
}
