/** The text to send to the people who can remove a cause: what is wrong, what is asked for, what was seen. */
import type { Finding, Owner } from '../model/finding.ts';
import type { Session } from '../model/session.ts';
import type { CopyState, PresentInput } from './input.ts';
import { namesAreMasked } from './masked-names.ts';
import { type Mask, sayer } from './say.ts';
import { confidenceWords, OWNER_WORDS, placeWords } from './words.ts';

export interface RequestModel {
  /** Whom it is for. */
  to: string;
  /** Lines of plain text, ready to select. */
  lines: string[];
  /** Said before somebody copies names that their reader cannot know; null where there are none. */
  caution: string | null;
  /** What became of the text when it was copied; `path` is that of the file that holds it. Null before. */
  copied: { words: string[]; path: string | null } | null;
  /** Names a file for it: the finding and whom it is for. */
  file: string;
}

/** For the first owner other than the person, since nobody writes to themselves; for the person where there is no other. */
export function presentRequest(finding: Finding, { session, ui, mask }: Pick<PresentInput, 'session' | 'ui' | 'mask'>): RequestModel {
  const owner = finding.fixes.find((fix) => fix.owner !== 'you')?.owner ?? 'you';
  const lines = requestLines(finding, owner, session, mask);
  const wayOut = ui.bundle.state === 'opened' ? ELSEWHERE : 'Press m to show the real ones before you copy.';
  return {
    to: OWNER_WORDS[owner],
    lines,
    caution: cautionFor(lines.join('\n'), wayOut),
    copied: copiedWords(ui.copied),
    file: `${finding.code}-${owner}`,
  };
}

const ELSEWHERE = 'The machine that made the bundle knows the real ones.';

/** Null where no name is masked. In a bundle the way to the real names leads back to the machine that made it. */
export function cautionFor(text: string, wayOut = ELSEWHERE): string | null {
  return namesAreMasked(text) ? `Names that begin with px- are masked. ${wayOut}` : null;
}

/** Nobody can see whether a terminal has taken a text, so that is not claimed. */
function copiedWords(copied: CopyState | null): RequestModel['copied'] {
  if (copied === null) return null;
  const { sent, path, problem } = copied;
  const words = [
    sent ? "Sent to the terminal's clipboard." : "Too long for the terminal's clipboard.",
    ...(problem === null ? [] : [problem]),
    ...(path === null ? [] : ['The same text stands in']),
  ];
  return { words, path };
}

/** Where and when it was measured; a session says so, and a report does. */
type RequestSource = Pick<Session, 'startedAt' | 'tool'> & { profile: Pick<Session['profile'], 'from' | 'fromIs'> };

/** The text for one owner, line by line. */
export function requestLines(finding: Finding, owner: Owner, told: RequestSource, mask: Mask): string[] {
  const say = sayer(mask);
  const fixes = finding.fixes.filter((fix) => fix.owner === owner);
  return [
    say`Gitpod (Ona) access: ${finding.title}`,
    '',
    mask(finding.why),
    '',
    'What we ask for',
    ...fixes.flatMap((fix, index) => [say`${index + 1}. ${fix.text}`, ...commandLines(fix.command, mask)]),
    '',
    'What was seen',
    ...finding.evidence.map((line) => say`- ${line}`),
    `- confidence: ${confidenceWords(finding)}`,
    say`- measured from ${placeWords(told.profile)}, ${told.startedAt}, by ${told.tool.name} ${told.tool.version} (${finding.code} ${finding.name})`,
  ];
}

function commandLines(command: string | null, mask: Mask): string[] {
  return command === null ? [] : command.split('\n').map((line) => `   ${mask(line)}`);
}
