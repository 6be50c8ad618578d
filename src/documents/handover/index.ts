/** The request to fix a cause, per team and in each format. */
import { type Handover, REQUEST_SCHEMA } from '../../model/handover.ts';
import { markdown } from '../../render/markdown.ts';
import { flatText } from '../../render/text.ts';
import { unmasked } from '../words/say.ts';
import { rulesCsv } from './csv.ts';
import { handoverDocument } from './document.ts';
import { createHandover, isEmpty } from './handover.ts';
import { rulesNftables } from './nftables.ts';

export const REQUEST_FORMATS = ['text', 'markdown', 'csv', 'json', 'nftables'] as const;
export type RequestFormat = (typeof REQUEST_FORMATS)[number];

/** Formats that contain only rules. */
export const RULE_FORMATS: ReadonlySet<RequestFormat> = new Set<RequestFormat>(['csv', 'nftables']);

export type { HandoverSource } from './handover.ts';
export { isForOthers } from './words.ts';
export { createHandover, isEmpty };

export function handoverAs(format: RequestFormat, told: Handover): string {
  switch (format) {
    case 'text':
      return flatText(handoverDocument(told, unmasked)).join('\n');
    case 'markdown':
      return markdown([handoverDocument(told, unmasked)]);
    case 'csv':
      return rulesCsv(told);
    case 'nftables':
      return rulesNftables(told);
    case 'json':
      return JSON.stringify({ schema: REQUEST_SCHEMA, ...told }, null, 2);
  }
}
