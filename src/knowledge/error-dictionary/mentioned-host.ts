/** Where the pattern of an entry names no host: the one that is spoken of nearby, in the same record of a log before any other. */
import { addressFamily } from '../../model/address.ts';
import { BARE, MENTIONS, type Mention, REFERENCES, REQUEST, SSH_MENTIONS, SURE, URL } from './mentions.ts';
import type { NamedHost } from './named-host.ts';
import { RECORD_END } from './pasted-text.ts';

/** How far from a match a host may stand and still be what the message is about. */
const REACH = 600;

export function sshHostNear(text: string, start: number, end: number): NamedHost | null {
  return lastOf(text.slice(wordBegin(text, start - REACH), wordEnd(text, end)), SSH_MENTIONS);
}

/**
 * In a record what comes before the words and with them, then what follows; last of all the records before it. What is `within`
 * the words of a failure at a proxy is the proxy, unless it is a whole URL.
 */
export function hostNear(text: string, start: number, end: number, proxied: boolean, references: boolean): NamedHost | null {
  const record = text.lastIndexOf(RECORD_END, start) + 1;
  const next = text.indexOf(RECORD_END, end);
  const recordEnd = next === -1 ? text.length : next;
  const first = Math.max(record, wordBegin(text, start - REACH));
  const last = Math.min(recordEnd, wordEnd(text, end + REACH));
  const begin = wordBegin(text, start - REACH);
  return (
    lastOf(text.slice(first, wordEnd(text, end)), proxied ? [URL] : MENTIONS) ??
    (proxied ? lastOf(text.slice(first, start)) : null) ??
    firstOf(text.slice(proxied ? end : wordBegin(text, start), last)) ??
    lastOf(text.slice(begin, start), SURE) ??
    (references
      ? (lastOf(text.slice(first, start), REFERENCES) ??
        firstOf(text.slice(wordBegin(text, start), last), REFERENCES) ??
        lastOf(text.slice(begin, start), REFERENCES) ??
        (proxied ? null : onlyOne(text.slice(begin, last))))
      : null)
  );
}

/** What was asked for, where a program names only the address that it came to: the request that the records just before it speak of. */
export function requestedBefore(text: string, start: number): NamedHost | null {
  return lastOf(text.slice(wordBegin(text, start - REACH), start), [REQUEST]);
}

/** Nothing is read from a part of a word: half a name may be another's. */
function wordBegin(text: string, at: number): number {
  let begin = Math.max(0, at);
  while (begin > 0 && /\S/.test(text[begin - 1] ?? ' ')) begin -= 1;
  return begin;
}

function wordEnd(text: string, at: number): number {
  let end = Math.min(text.length, at);
  while (end < text.length && /\S/.test(text[end] ?? ' ')) end += 1;
  return end;
}

function lastOf(text: string, mentions: readonly Mention[] = MENTIONS): NamedHost | null {
  return best(text, mentions, (hosts) => hosts.findLast(isName) ?? hosts.at(-1));
}

function firstOf(text: string, mentions: readonly Mention[] = MENTIONS): NamedHost | null {
  return best(text, mentions, (hosts) => hosts.find(isName) ?? hosts[0]);
}

/** Names by themselves count where all of them are the same. */
function onlyOne(text: string): NamedHost | null {
  const found = [...text.matchAll(BARE.pattern)].flatMap((match) => BARE.read(match[1] ?? '', '') ?? []);
  return new Set(found.map(({ host }) => host)).size === 1 ? (found[0] ?? null) : null;
}

/** A name before an address, whatever the way in which it is said. */
function best(text: string, mentions: readonly Mention[], choose: (hosts: NamedHost[]) => NamedHost | undefined): NamedHost | null {
  const found = mentions.flatMap(
    ({ pattern, read }) =>
      choose(
        [...text.matchAll(pattern)].flatMap(
          (match) =>
            read(match.slice(1).find((part) => part !== undefined) ?? '', text.slice(Math.max(0, match.index - 200), match.index)) ?? [],
        ),
      ) ?? [],
  );
  return found.find(isName) ?? found[0] ?? null;
}

function isName({ host }: NamedHost): boolean {
  return addressFamily(host) === null;
}
