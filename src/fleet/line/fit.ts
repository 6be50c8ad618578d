/**
 * Writes the compact line. If it is too long, the least needed parts are omitted step by step, and the line lists what was omitted. The
 * last step limits every remaining word, so that any report fits.
 */
import { COMPACT_LIMIT, COMPACT_MARK, type CompactCut, type CompactReport } from '../../model/compact.ts';
import { dropNames } from './names.ts';
import { lengthWithSums, withSums } from './sums.ts';

export function compactLine(compact: CompactReport): string {
  let [fit, size] = [compact, sizeOf(compact)];
  for (const [cut, without] of STEPS) {
    if (size < COMPACT_LIMIT) break;
    const shorter = { ...without(fit), cut: [...fit.cut, cut] };
    const next = sizeOf(shorter);
    // A step that omits nothing is not listed.
    if (next < size) [fit, size] = [shorter, next];
  }
  return COMPACT_MARK + withSums(inAscii(JSON.stringify(fit)));
}

/** ASCII only, because an engine may count bytes, and the two ends may use different character sets. */
function inAscii(json: string): string {
  return json.replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function sizeOf(compact: CompactReport): number {
  const json = JSON.stringify(compact);
  let size = json.length;
  for (let at = 0; at < json.length; at++) if (json.charCodeAt(at) >= 0x7f) size += '\\u0000'.length - 1;
  return lengthWithSums(size);
}

/** The number of root causes to keep if there are too many. The diagnosis lists the most severe first. */
const MAX_FINDINGS = 20;
/** The length of words in the last step. An escaped character can take six. */
const SHORT = 40;

const STEPS: readonly (readonly [CompactCut, (compact: CompactReport) => CompactReport])[] = [
  ['evidence', (compact) => ({ ...compact, told: compact.told.map((told) => ({ ...told, evidence: [] })) })],
  ['failures', (compact) => ({ ...compact, failures: [] })],
  ['fixes', (compact) => ({ ...compact, told: compact.told.map((told) => ({ ...told, fixes: [] })) })],
  ['titles', (compact) => ({ ...compact, told: [], toldNames: {} })],
  ['consequences', (compact) => ({ ...compact, findings: compact.findings.filter(({ causedBy }) => causedBy === null) })],
  ['rows-that-do-not-count', (compact) => ({ ...compact, otherRows: [] })],
  ['notes', (compact) => ({ ...compact, notes: [] })],
  ['findings', (compact) => ({ ...compact, findings: compact.findings.slice(0, MAX_FINDINGS) })],
  ['rows-that-are-met', (compact) => ({ ...compact, rows: compact.rows.filter(({ verdict }) => verdict !== 'met') })],
  ['rows-of-findings', (compact) => ({ ...compact, findings: compact.findings.map((finding) => ({ ...finding, rows: [] })) })],
  ['rows', (compact) => ({ ...compact, rows: [] })],
  ['words', shortened],
];

/** Names are not truncated, because a truncated name could not be recognised. */
function shortened(whole: CompactReport): CompactReport {
  const compact = dropNames(whole);
  const { place, catalog, findings } = compact;
  const few = (words: readonly string[]) => words.slice(0, 4).map(short);
  return {
    ...compact,
    version: short(compact.version),
    startedAt: short(compact.startedAt),
    place: {
      ...place,
      instance: shortOrNull(place.instance),
      name: shortOrNull(place.name ?? null),
      host: shortOrNull(place.host),
      subnets: few(place.subnets),
      regions: few(place.regions),
      zone: shortOrNull(place.zone),
      account: shortOrNull(place.account),
      runnerId: shortOrNull(place.runnerId),
      environmentId: shortOrNull(place.environmentId),
      demo: shortOrNull(place.demo),
    },
    findings: findings.map((finding) => ({
      ...finding,
      code: short(finding.code),
      name: short(finding.name),
      subject: short(finding.subject),
    })),
    catalog: { version: short(catalog.version), sha256: short(catalog.sha256), overlay: shortOrNull(catalog.overlay) },
    maskedBy: shortOrNull(compact.maskedBy),
  };
}

function short(text: string): string {
  return text.slice(0, SHORT);
}

function shortOrNull(text: string | null): string | null {
  return text === null ? null : short(text);
}
