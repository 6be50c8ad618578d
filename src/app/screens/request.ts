/** The texts for the owners of one cause: one request per owner, limited to that cause. */

import { DEVICE_NAMES } from '../../documents/handover/devices.ts';
import { isForOthers } from '../../documents/handover/index.ts';
import { maskedNamesNotice, NAMES_AT_SOURCE, requestLines } from '../../documents/handover/request-lines.ts';
import { programRoutes } from '../../documents/proxies/program-routes.ts';
import { buildReport } from '../../documents/report/report.ts';
import { unmasked } from '../../documents/words/say.ts';
import { OWNER_WORDS } from '../../documents/words/words.ts';
import type { Shell } from '../../model/command/index.ts';
import type { Finding, Owner } from '../../model/finding.ts';
import { escapeHiddenInLines } from '../../terminal/visible.ts';
import type { CopyState, PresenterInput } from './input.ts';

export interface RequestText {
  owner: Owner;
  /** The recipient. */
  to: string;
  /** Lines of plain text, ready to select. */
  lines: string[];
  /** Says whether a copy contains real or masked names; null if nothing is masked. */
  caution: string | null;
  /** The text that is copied: with real names within the user's organisation, with masked names for Gitpod. */
  copy(): string[];
  /** The name of its file: the finding and the recipient. */
  file: string;
}

/** The result of copying a text; `path` is its file. */
export interface CopyResult {
  words: string[];
  path: string | null;
}

/** The shown text and the texts for other owners. */
export interface RequestModel extends RequestText {
  /** One per owner, in the order of the fixes. */
  texts: RequestText[];
  /** Index of the shown text. */
  selected: number;
  shell: Shell;
  /** The device whose commands the text contains; null without them. */
  device: string | null;
  /** Null before copying. */
  copied: CopyResult | null;
}

export function presentRequest(finding: Finding, { session, diagnosis, ui, mask, clean, masked }: PresenterInput): RequestModel {
  const copied = (text: string) => escapeHiddenInLines(clean(text));
  const devices = ui.device === null ? {} : { devices: [ui.device] };
  const source = { session, ways: programRoutes(session, unmasked), ...devices };
  const report = buildReport(session, diagnosis);
  const isOpened = ui.bundle.state === 'opened';
  const textFor = (owner: Owner): RequestText => {
    const lines = requestLines(finding, owner, report, source, mask);
    const wayOut = isOpened ? NAMES_AT_SOURCE : COPIES[owner === 'gitpod' ? 'masked' : 'real'];
    return {
      owner,
      to: OWNER_WORDS[owner],
      lines,
      caution: maskedNamesNotice(lines.join('\n'), wayOut),
      copy: () => requestLines(finding, owner, report, source, owner === 'gitpod' ? masked : copied),
      file: `${finding.code}-${owner}`,
    };
  };
  // The first owner is the one on the card, with the fix that the card gives as the next step.
  const texts = [...new Set(finding.fixes.map(({ owner }) => owner))].map(textFor);
  const selected = Math.max(0, Math.min(ui.owner ?? 0, texts.length - 1));
  const shown = texts[selected] ?? textFor('you');
  const named = ui.device === null ? 'as measured' : DEVICE_NAMES[ui.device];
  return {
    ...shown,
    texts,
    selected,
    device: isForOthers(shown.owner) ? named : null,
    shell: diagnosis.shell ?? 'posix',
    copied: copyResult(ui.copied),
  };
}

const COPIES = {
  real: 'The copy has the real names: send it only within your organisation. Secrets are left out.',
  masked: 'The copy for Gitpod stays masked.',
} as const;

/** It is unknown whether the terminal accepted the text, so the sentence does not claim it. */
export function copyResult(copied: CopyState | null): CopyResult | null {
  if (copied === null) return null;
  const { sent, path, problem, unhidden } = copied;
  const words = [
    ...unhidden,
    sent ? "Sent to the terminal's clipboard." : "Too long for the terminal's clipboard.",
    ...(problem === null ? [] : [problem]),
    ...(path === null ? [] : ['The same text is in']),
  ];
  return { words, path };
}
