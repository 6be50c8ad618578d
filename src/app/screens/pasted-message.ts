/** The meaning of a pasted message, if no finding explains it. */
import { matchTitle } from '../../documents/report/matched-error.ts';
import { createSay } from '../../documents/words/say.ts';
import { storedMatch } from '../../guide/index.ts';
import { targetHost } from '../../model/target.ts';
import type { PresenterInput } from './input.ts';

interface Line {
  status: 'UNSURE';
  title: string;
  beside: string;
}

/** Gitpod gets the bundle, which does not contain the text of the message. */
const FOR_TICKET = 'add the message to the ticket, next to the bundle';

export function messageLines({ guide, session, diagnosis, mask }: PresenterInput): Line[] {
  const value = guide.answers['error-message'] ?? '';
  const match = storedMatch(value);
  const say = createSay(mask);
  const line = (title: string, beside: string): Line[] => [{ status: 'UNSURE', title, beside }];
  if (value === '') return [];
  if (match === null) return line('No check fits the message that you pasted', FOR_TICKET);
  const { host, layer } = match;
  if (layer === 'disk')
    return line('Your message is about disk space, not about the network', 'free space on that machine, then try again');
  const about = new Set(session.observations.flatMap((one) => (host !== null && targetHost(one.target) === host ? one.id : [])));
  const causes: ReadonlySet<string> = new Set(match.findings);
  const isExplained = diagnosis.findings.some(({ name, observations }) => causes.has(name) || observations.some((id) => about.has(id)));
  if (isExplained) return [];
  if (host !== null && about.size === 0) return line(say`Your message names ${host}, but no check measures that host`, FOR_TICKET);
  return line(say`Your message (${matchTitle(match)}) did not occur in these checks`, FOR_TICKET);
}
