/** The text to send to the people who can remove one cause: the hand-over, restricted to that cause. A text for each of them. */

import { cautionFor, ELSEWHERE, requestLines } from '../../documents/handover/request-lines.ts';
import { proxyWays } from '../../documents/proxies/proxy-ways.ts';
import { buildReport } from '../../documents/report/report.ts';
import { OWNER_WORDS } from '../../documents/words/words.ts';
import type { Shell } from '../../model/command/index.ts';
import type { Finding, Owner } from '../../model/finding.ts';
import type { CopyState, PresentInput } from './input.ts';

/** The text for one of the people who have something to do. */
export interface RequestText {
  owner: Owner;
  /** Whom it is for. */
  to: string;
  /** Lines of plain text, ready to select. */
  lines: string[];
  /** Said before somebody copies names that their reader cannot know; null where there are none. */
  caution: string | null;
  /** Names a file for it: the finding and whom it is for. */
  file: string;
}

/** The text that is shown, and all there are. */
/** What became of a text that was copied; `path` is that of the file that holds it. */
export interface CopiedWords {
  words: string[];
  path: string | null;
}

export interface RequestModel extends RequestText {
  /** Others before the person, since nobody writes to themselves. */
  texts: RequestText[];
  /** Which of them is shown, from 0. */
  selected: number;
  /** Of the commands in it. */
  shell: Shell;
  /** Null before it was copied. */
  copied: CopiedWords | null;
}

export function presentRequest(finding: Finding, { session, diagnosis, ui, mask }: PresentInput): RequestModel {
  const source = { session, ways: proxyWays(session, (text) => text) };
  const report = buildReport(session, diagnosis);
  const wayOut = ui.bundle.state === 'opened' ? ELSEWHERE : 'Press m to show the real ones before you copy.';
  const texts = ownersOf(finding).map((owner): RequestText => {
    const lines = requestLines(finding, owner, report, source, mask);
    return { owner, to: OWNER_WORDS[owner], lines, caution: cautionFor(lines.join('\n'), wayOut), file: `${finding.code}-${owner}` };
  });
  const selected = Math.max(0, Math.min(ui.owner ?? 0, texts.length - 1));
  const shown = texts[selected] ?? { owner: 'you', to: OWNER_WORDS.you, lines: [], caution: null, file: `${finding.code}-you` };
  return { ...shown, texts, selected, shell: diagnosis.shell ?? 'posix', copied: copiedWords(ui.copied) };
}

/** Who has something to do, in the order of the fixes; the person last. */
function ownersOf({ fixes }: Finding): Owner[] {
  const owners = fixes.map(({ owner }) => owner).filter((owner) => owner !== 'you');
  return [...new Set([...owners, ...(owners.length < fixes.length ? (['you'] as const) : [])])];
}

/** Nobody can see whether a terminal has taken a text, so that is not claimed. */
export function copiedWords(copied: CopyState | null): CopiedWords | null {
  if (copied === null) return null;
  const { sent, path, problem } = copied;
  const words = [
    sent ? "Sent to the terminal's clipboard." : "Too long for the terminal's clipboard.",
    ...(problem === null ? [] : [problem]),
    ...(path === null ? [] : ['The same text stands in']),
  ];
  return { words, path };
}
