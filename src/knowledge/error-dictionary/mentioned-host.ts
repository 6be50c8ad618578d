/** Finds the host for a match that contains none: a host nearby, preferably in the same log record. */
import { addressFamily } from '../../model/address.ts';
import {
  BARE_NAME_MENTION,
  HOST_MENTIONS,
  type Mention,
  REFERENCE_MENTIONS,
  REQUEST_MENTION,
  SSH_MENTIONS,
  UNAMBIGUOUS_MENTIONS,
  URL_MENTION,
} from './mentions.ts';
import type { NamedHost } from './named-host.ts';
import { RECORD_END } from './pasted-text.ts';

/** The largest distance between a message and its host. */
const REACH = 600;

export function findSshHost(text: string, start: number, end: number): NamedHost | null {
  return (
    lastOf(text.slice(wordBegin(text, start - REACH), wordEnd(text, end)), SSH_MENTIONS) ??
    firstOf(text.slice(wordBegin(text, start), wordEnd(text, end + REACH / 2)), SSH_MENTIONS)
  );
}

/**
 * Searches the record of the match, first before and within the match and then after it, and finally earlier records. A host within the
 * words of a proxy failure is the proxy, unless the host is part of a URL.
 */
export function findHost(text: string, start: number, end: number, proxied: boolean, references: boolean): NamedHost | null {
  const record = text.lastIndexOf(RECORD_END, start) + 1;
  const next = text.indexOf(RECORD_END, end);
  const recordEnd = next === -1 ? text.length : next;
  const first = Math.max(record, wordBegin(text, start - REACH));
  const last = Math.min(recordEnd, wordEnd(text, end + REACH));
  const begin = wordBegin(text, start - REACH);
  // AWS error messages name types, parameters and actions, which contain dots as hosts do.
  const forms = references ? HOST_MENTIONS : UNAMBIGUOUS_MENTIONS;
  return (
    lastOf(text.slice(first, wordEnd(text, end)), proxied ? [URL_MENTION] : forms) ??
    (proxied ? lastOf(text.slice(first, start)) : null) ??
    firstOf(text.slice(proxied ? end : wordBegin(text, start), last), forms) ??
    lastOf(text.slice(begin, start), UNAMBIGUOUS_MENTIONS) ??
    (proxied ? null : firstOf(text.slice(recordEnd, wordEnd(text, recordEnd + REACH / 2)), UNAMBIGUOUS_MENTIONS)) ??
    (references
      ? (lastOf(text.slice(first, start), REFERENCE_MENTIONS) ??
        firstOf(text.slice(wordBegin(text, start), last), REFERENCE_MENTIONS) ??
        lastOf(text.slice(begin, start), REFERENCE_MENTIONS) ??
        (proxied ? null : onlyOne(text.slice(begin, last))))
      : null)
  );
}

/** The host of a request in the preceding records, for a program that prints only an address. */
export function findRequestedHost(text: string, start: number): NamedHost | null {
  return lastOf(text.slice(wordBegin(text, start - REACH), start), [REQUEST_MENTION]);
}

/** The beginning of the word at a position, because part of a name may look like another host. */
function wordBegin(text: string, at: number): number {
  let begin = Math.max(0, at);
  while (begin > 0 && /[^\s"]/.test(text[begin - 1] ?? ' ')) begin -= 1;
  return begin;
}

function wordEnd(text: string, at: number): number {
  let end = Math.min(text.length, at);
  while (end < text.length && /\S/.test(text[end] ?? ' ')) end += 1;
  return end;
}

function lastOf(text: string, mentions: readonly Mention[] = HOST_MENTIONS): NamedHost | null {
  return best(text, mentions, (hosts) => hosts.findLast(isName) ?? hosts.at(-1));
}

function firstOf(text: string, mentions: readonly Mention[] = HOST_MENTIONS): NamedHost | null {
  return best(text, mentions, (hosts) => hosts.find(isName) ?? hosts[0]);
}

/** The host name in the text, if there is only one. */
function onlyOne(text: string): NamedHost | null {
  const found = [...text.matchAll(BARE_NAME_MENTION.pattern)].flatMap((match) => BARE_NAME_MENTION.read(match[1] ?? '', '') ?? []);
  return new Set(found.map(({ host }) => host)).size === 1 ? (found[0] ?? null) : null;
}

/** Prefers a name to an address, whatever the form of the mention. */
function best(text: string, mentions: readonly Mention[], choose: (hosts: NamedHost[]) => NamedHost | undefined): NamedHost | null {
  const found = mentions.flatMap(
    ({ pattern, read }) =>
      choose(
        [...text.matchAll(pattern)].flatMap(
          (match) =>
            read(
              match.slice(1).find((part) => part !== undefined && part !== '') ?? '',
              text.slice(Math.max(0, match.index - 200), match.index),
            ) ?? [],
        ),
      ) ?? [],
  );
  return found.find(isName) ?? found[0] ?? null;
}

function isName({ host }: NamedHost): boolean {
  return addressFamily(host) === null;
}
