/** Finds an entry's pattern in a text, and the host in the match. */
import { addressClass } from '../../model/address.ts';
import { type ErrorEntry, isVague } from './entry.ts';
import { NOT_NETWORK } from './guess.ts';
import { findHost, findRequestedHost, findSshHost } from './mentioned-host.ts';
import { dottedHostOf, hostOf, type NamedHost } from './named-host.ts';
import { RECORD_END } from './pasted-text.ts';

export interface EntryHit {
  entry: ErrorEntry;
  start: number;
  end: number;
  named: NamedHost | null;
}

/** The maximum number of hits per entry; further ones only repeat it. */
const HITS_LIMIT = 16;

export function findHits(entry: ErrorEntry, text: string): EntryHit[] {
  const hits: EntryHit[] = [];
  for (const match of text.matchAll(patternOf(entry))) {
    const start = match.index;
    const end = start + match[0].length;
    if (isLocal(text, start, end) || isElsewhere(entry, text, start, end)) continue;
    hits.push({ entry, start, end, named: namedBy(entry, match, text) });
    if (hits.length === HITS_LIMIT) break;
  }
  return hits;
}

function namedBy(entry: ErrorEntry, { 0: words, index, groups }: RegExpExecArray, text: string): NamedHost | null {
  const { host = '', host2 = '', port } = groups ?? {};
  const named = spokenOf(entry, host || host2, words);
  if (named === null) return nearest(entry, text, index, index + words.length);
  const requested = /^(?:public|documentation)$/.test(addressClass(named.host)) ? findRequestedHost(text, index) : null;
  return requested ?? (port === undefined ? named : { ...named, port: Number(port) });
}

/** True for a Unix socket, which connects two programs on one machine. */
function isLocal(text: string, start: number, end: number): boolean {
  return (
    /\bE[A-Z]{5,14} (?:unix:)?(?:\/[A-Za-z~]|\/\/[.?]\/pipe|\\\\[.?]\\)|\bdial unix |\bunix:\/\//.test(
      text.slice(start, end + 160).split(RECORD_END)[0] ?? '',
    ) || /\bdial unix [^\s"]{1,300}: (?:connect: )?$/.test(text.slice(Math.max(0, start - 340), start))
  );
}

/** Whether the words that hint at a layer belong to a message that is not about a network, such as a test, a lock or a module. */
function isElsewhere(entry: ErrorEntry, text: string, start: number, end: number): boolean {
  return (
    (entry.rank === 'guess' || (entry.rank !== 'own' && isVague(entry.says))) &&
    NOT_NETWORK.test(text.slice(Math.max(0, start - 60), end + 80))
  );
}

/** Next to words that many programs share, a host counts only if it has the form of a host name. */
function spokenOf({ rank }: ErrorEntry, host: string, words: string): NamedHost | null {
  const before = words.slice(0, words.lastIndexOf(host));
  return rank === 'own' || /['"]$|\bhost(?: ?name)?:? $/i.test(before) ? hostOf(host) : dottedHostOf(host);
}

function nearest(entry: ErrorEntry, text: string, start: number, end: number): NamedHost | null {
  const { says } = entry;
  if ('layer' in says && says.layer === 'disk') return null;
  if ('layer' in says ? says.layer === 'ssh' : says.kind.startsWith('ssh.')) return findSshHost(text, start, end);
  return findHost(text, start, end, isProxied(entry), !('layer' in says));
}

export function isProxied({ says }: ErrorEntry): boolean {
  return 'kind' in says && says.peer === 'proxy';
}

const patterns = new WeakMap<RegExp, RegExp>();

/** Text up to the end of a sentence; dots within a host, version or path do not end it. */
const IN_SENTENCE = `(?:[^.?!${RECORD_END}]|[.?!](?! ))`;

/** Patterns for the whole text. A gap never continues into the next log record, and a gap without a full stop stays in its sentence. */
function patternOf({ pattern }: ErrorEntry): RegExp {
  const known =
    patterns.get(pattern) ??
    new RegExp(pattern.source.replaceAll('[^.]', IN_SENTENCE).replaceAll(/\[\^(?!\.\n\])/g, `[^${RECORD_END}`), `${pattern.flags}g`);
  patterns.set(pattern, known);
  return known;
}
