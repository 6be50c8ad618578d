/** Builds the result of a match: layer, host, likely findings, and confidence. */

import type { ErrorLayer, ErrorMatch } from '../../model/error-match.ts';
import { type FailureKind, failureLayer } from '../../model/failure.ts';
import type { Confidence } from '../../model/finding.ts';
import type { FindingName } from '../../model/finding-codes.ts';
import { type ErrorEntry, isVague } from './entry.ts';
import type { EntryHit } from './hits.ts';
import { likelyFindings } from './likely-findings.ts';
import { servicePlaceOf } from './places.ts';
import { literalWords } from './words.ts';

/** The kind that replaces a TLS failure if the connection uses plain HTTP. */
const WITHOUT_TLS: Partial<Record<FailureKind, FailureKind>> = { 'tls.reset': 'tcp.reset', 'tls.closed': 'http.closed' };

const TLS_SIGN = /https|http\/2|\bgrpc|\b(?:wss|ssl|tls)|(?:ssl|tls)\b|\b443\b|certificat/i;

/** Whether a reset shows no sign of TLS: none in the text, and no host whose port is 443 or unknown. */
function isBareReset({ entry: { says, rank }, named }: EntryHit, text: string): boolean {
  if (!('kind' in says) || says.kind !== 'tls.reset' || rank === 'own' || text === '') return false;
  return (named === null || (named.port ?? 443) !== 443) && !TLS_SIGN.test(text);
}

/** `text` is the matched text. */
export function describeHit(hit: EntryHit, text: string): ErrorMatch {
  const { entry, named, start, end } = hit;
  const place = named === null ? null : servicePlaceOf(named.host, named.port);
  const { id, program, seen, says, rank } = entry;
  const common = {
    host: named?.host ?? null,
    entry: id,
    program,
    seen,
    confidence: confidenceOf(entry),
    words: literalWords(entry.pattern, text.slice(start, end)),
  };
  const symptom = place?.symptom ?? entry.symptom ?? 'whole-list';
  if ('layer' in says) {
    return {
      layer: says.layer,
      ...common,
      findings: [...says.findings],
      symptom: entry.symptom ?? symptom,
      peer: 'target',
      kind: null,
      means: says.means,
    };
  }
  const peer = says.peer ?? 'target';
  const likely = likelyFindings(says.kind, peer, place);
  const findings = says.findings === undefined ? likely : sharpened(says.findings, likely);
  const isPlain = named?.port === 80 && rank !== 'own';
  const kind = isPlain || isBareReset(hit, text) ? (WITHOUT_TLS[says.kind] ?? says.kind) : says.kind;
  const possible = isPlain && kind !== says.kind ? findings.filter((name) => !/^tls-|-in-tls$/.test(name)) : findings;
  return { layer: layerOf(kind), ...common, findings: possible, symptom, peer, kind, means: says.means ?? null };
}

/** A match of words that only one program prints is certain, unless the words leave the stage unknown. */
function confidenceOf({ rank, says }: ErrorEntry): Confidence {
  if (rank === 'guess') return 'possible';
  return rank === 'own' && !isVague(says) ? 'certain' : 'likely';
}

/** The entry's findings, preceded by those that depend on the host's role. */
function sharpened(own: readonly FindingName[], likely: readonly FindingName[]): FindingName[] {
  const general = new Set(own);
  const first = likely[0];
  return first === undefined || general.has(first) || !/^(?:aws|gateway|metadata|redirect|ssh)-/.test(first) ? [...own] : [first, ...own];
}

function layerOf(kind: FailureKind): ErrorLayer {
  const layer = failureLayer(kind);
  if (layer === 'socks' || layer === 'pac') return 'tunnel';
  return layer === 'machine' || layer === 'probe' || layer === 'unclassified' ? 'tcp' : layer;
}
