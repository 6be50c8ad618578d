/** The text of a request line by line, and the remark about masked names. */
import type { Finding, Owner } from '../../model/finding.ts';
import type { Report } from '../../model/report.ts';
import { flatText } from '../../render/text.ts';
import { namesAreMasked } from '../words/masked-names.ts';
import type { Mask } from '../words/say.ts';
import { handoverDocument } from './document.ts';
import { createHandover, type HandoverSource } from './handover.ts';

export const NAMES_AT_SOURCE = 'Only the machine that made the bundle knows the real names.';

/** Null if no name is masked. For a bundle, the remark names the machine that wrote it. */
export function maskedNamesNotice(text: string, wayOut = NAMES_AT_SOURCE): string | null {
  return namesAreMasked(text) ? `Names that begin with px- are masked. ${wayOut}` : null;
}

/** The text for one owner, line by line. */
export function requestLines({ id }: Finding, owner: Owner, report: Report, source: HandoverSource, mask: Mask): string[] {
  return flatText(handoverDocument(createHandover(report, source, owner, id), mask));
}
