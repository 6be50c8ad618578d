/** A pasted message → what it says, where, and which walk measures it. Pure, and safe for any text. */
import { type FailureKind, failureLayer } from '../failure.ts';
import type { FindingName } from '../finding-codes.ts';
import { anyProgramEntries } from './any-program.ts';
import { awsAnswers, botocoreEntries } from './aws.ts';
import { curlEntries } from './curl.ts';
import type { ErrorEntry } from './entry.ts';
import { goEntries } from './go.ts';
import { javaEntries } from './java.ts';
import { likelyFindings } from './likely-findings.ts';
import { hostBefore, hostOf, type NamedHost } from './named-host.ts';
import { chromiumEntries, nodeEntries, vscodeEntries } from './node.ts';
import { plainText } from './pasted-text.ts';
import { placeOf } from './places.ts';
import { pythonEntries } from './python.ts';
import type { ErrorLayer, ErrorMatch } from './report.ts';
import { sshEntries } from './ssh.ts';
import { wgetEntries } from './wget.ts';

/** Programs whose words are their own come before those that repeat the words of a library. */
const TABLES = [
  sshEntries,
  awsAnswers,
  botocoreEntries,
  chromiumEntries,
  goEntries,
  curlEntries,
  wgetEntries,
  javaEntries,
  pythonEntries,
  nodeEntries,
  vscodeEntries,
  anyProgramEntries,
];

let entries: readonly ErrorEntry[] | null = null;

/** Made when the first message is read: most walks have none, and the first question waits for nothing. */
export function errorDictionary(): readonly ErrorEntry[] {
  entries ??= TABLES.flatMap((table) => table());
  return entries;
}

/** A long log repeats itself; a person reads the first few causes. */
const MATCH_LIMIT = 8;
/** Of one entry; the rest says the same again. */
const HITS_LIMIT = 16;

interface Hit {
  entry: ErrorEntry;
  start: number;
  end: number;
  named: NamedHost | null;
}

/** What the text says, the most specific first; empty where nothing is recognised. */
export function matchError(text: string): ErrorMatch[] {
  const plain = plainText(text);
  const hits: Hit[] = [];
  for (const entry of errorDictionary()) {
    for (const hit of hitsOf(entry, plain)) {
      // What a more specific entry has claimed is not said a second time.
      if (!hits.some((other) => other.start < hit.end && hit.start < other.end)) hits.push(hit);
    }
  }
  return withoutRepeats(withoutEchoes(hits.map(described))).slice(0, MATCH_LIMIT);
}

/** A match from its entry and its host; null for an entry of another version, or what is no host. */
export function recalledMatch(id: string, host: string | null): ErrorMatch | null {
  const entry = errorDictionary().find((candidate) => candidate.id === id);
  const named = host === null ? null : hostOf(host);
  if (entry === undefined || named?.host !== (host ?? undefined)) return null;
  return described({ entry, start: 0, end: 0, named });
}

function hitsOf(entry: ErrorEntry, text: string): Hit[] {
  const hits: Hit[] = [];
  for (const match of text.matchAll(global(entry.pattern))) {
    const start = match.index;
    const end = start + match[0].length;
    const { host, host2, port } = match.groups ?? {};
    const named = hostOf(host ?? host2 ?? '');
    hits.push({
      entry,
      start,
      end,
      named: named === null ? hostBefore(text, start, end) : port === undefined ? named : { ...named, port: Number(port) },
    });
    if (hits.length === HITS_LIMIT) break;
  }
  return hits;
}

const globals = new WeakMap<RegExp, RegExp>();

function global(pattern: RegExp): RegExp {
  const known = globals.get(pattern) ?? new RegExp(pattern.source, `${pattern.flags}g`);
  globals.set(pattern, known);
  return known;
}

function described({ entry, named }: Hit): ErrorMatch {
  const place = named === null ? null : placeOf(named.host, named.port);
  const { id, program, seen, says } = entry;
  const symptom = place?.symptom ?? entry.symptom ?? 'whole-list';
  const common = { host: named?.host ?? null, entry: id, program, seen };
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
  const findings =
    says.findings === undefined ? likelyFindings(says.kind, peer, place) : sharpened(says.findings, likelyFindings(says.kind, peer, place));
  return { layer: layerOf(says.kind), ...common, findings, symptom, peer, kind: says.kind, means: says.means ?? null };
}

/** The findings of an entry, behind those that only the place brings in. */
function sharpened(own: readonly FindingName[], likely: readonly FindingName[]): FindingName[] {
  const general = new Set(own);
  const first = likely[0];
  return first === undefined || general.has(first) || !/^(?:aws|gateway|metadata|redirect|ssh)-/.test(first) ? [...own] : [first, ...own];
}

function layerOf(kind: FailureKind): ErrorLayer {
  const layer = failureLayer(kind);
  return layer === 'machine' || layer === 'probe' || layer === 'unclassified' ? 'tcp' : layer;
}

/**
 * A program repeats the words of the library below it, and says at the end that something failed: both count only
 * where nothing better was said. What happened on the way to the proxy did not happen at the target.
 */
function withoutEchoes(matches: readonly ErrorMatch[]): ErrorMatch[] {
  const own = matches.filter(({ entry }) => !isEcho(entry));
  const layers = new Set(own.map(({ layer }) => layer));
  const proxied = new Set(matches.filter(({ peer }) => peer === 'proxy').map(({ kind }) => kind));
  return matches.filter(
    ({ entry, layer, peer, kind }) =>
      !(entry.startsWith('any.') && layers.has(layer)) &&
      !(entry.startsWith('vscode.') && own.length > 0) &&
      !(peer === 'target' && kind !== null && proxied.has(kind)),
  );
}

function isEcho(entry: string): boolean {
  return entry.startsWith('any.') || entry.startsWith('vscode.');
}

/** One cause is one match; the one that names a host stands for those that do not. */
function withoutRepeats(matches: readonly ErrorMatch[]): ErrorMatch[] {
  const said = (match: ErrorMatch) => `${match.layer} ${match.peer} ${match.kind ?? match.entry}`;
  const hostful = new Set(matches.filter(({ host }) => host !== null).map(said));
  const seen = new Set<string>();
  const kept: ErrorMatch[] = [];
  for (const match of matches) {
    const key = `${said(match)} ${match.host}`;
    if (seen.has(key) || (match.host === null && hostful.has(said(match)))) continue;
    seen.add(key);
    kept.push(match);
  }
  return kept;
}
