/**
 * Names, addresses, accounts and e-mail addresses in free text. The text is cut into runs of the letters that such
 * things consist of, each run is looked at once in code: linear whatever the text, and no pattern can be led astray.
 */
import { parseAddress } from '../../model/address.ts';
import { AREAS } from '../../model/area.ts';
import { isPseudonym } from '../../model/masked.ts';
import type { Identifiers } from '../identifiers.ts';
import { type IdentifierRule, isRedacted, type Span } from '../span.ts';
import { COMMON_SUFFIXES, FILE_ENDINGS } from '../words.ts';

const RUN = /[A-Za-z0-9_.:@%+*[\]\u0080-\uffff-]{3,}/g;
const PREFIX_LENGTH = /\/\d{1,3}(?![A-Za-z0-9_.])/y;
const EMAIL = /^[^@:[\]]{1,128}@([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)$/;
const NAME = /^(?:\*?\.)?[a-z0-9_](?:[a-z0-9_-]{0,62})(?:\.[a-z0-9_-]{1,63})+$/i;

/** `management.app` is a row, not a host. */
const ROW_ID = new RegExp(`^(?:${AREAS.join('|')})\\.[a-z0-9-]+$`);
/** RFC 1035, with room for a wildcard and a trailing dot. */
const MAX_NAME = 256;

/** An IPv6 address that ends in an IPv4 one, with a prefix length. */
const MAX_ADDRESS = 50;
/** A network as lists of exceptions spell it: `10.20.*`. */
const ADDRESS_PATTERN = /^\d{1,3}(?:\.\d{1,3}){1,2}\.\*$/;

export interface Learned {
  /** A host that was seen in a typed field, or a domain above one. */
  isKnownHost(name: string): boolean;
}

export function runs(text: string, make: Identifiers, learned: Learned): Span[] {
  const spans: Span[] = [];
  for (const match of text.matchAll(RUN)) {
    const run = trimmed(text, match.index, match.index + match[0].length);
    if (isRedacted(run.text) || isPseudonym(run.text)) continue;
    for (const part of parts(run)) {
      const found = replacement(part.text, make, learned);
      if (found !== null && found.text !== part.text) {
        spans.push({ start: part.at, end: part.at + part.text.length, rule: found.rule, secret: false, replacement: found.text });
      }
    }
  }
  return spans;
}

interface Part {
  text: string;
  at: number;
}

/** Without the punctuation of the sentence around it, with the prefix length behind it (`10.0.0.0/8`). */
function trimmed(text: string, from: number, to: number): Part {
  let start = from;
  let end = to;
  while (end > start && '.:@%+[-'.includes(text.charAt(end - 1))) end--;
  while (start < end && ':@%+]-'.includes(text.charAt(start))) start++;
  while (start + 1 < end && text.charAt(start) === '.' && text.charAt(start + 1) === '.') start++;
  PREFIX_LENGTH.lastIndex = end;
  const prefix = end === to ? (PREFIX_LENGTH.exec(text)?.[0] ?? '') : '';
  return { text: text.slice(start, end) + prefix, at: start };
}

/** The run itself if it is one thing, else what lies between its colons, brackets and at-signs. */
function parts(run: Part): Part[] {
  if (isEmail(run.text) || isAddress(run.text)) return [run];
  const literal = /^\[([0-9a-f:.]{2,45})\]/i.exec(run.text)?.[1];
  if (literal !== undefined && isAddress(literal)) return [{ text: literal, at: run.at + 1 }];
  return Array.from(run.text.matchAll(/[^:@%+[\]]+/g), (match) => ({ text: match[0], at: run.at + match.index }));
}

function isEmail(text: string): boolean {
  return EMAIL.test(text) && !isRedacted(text.slice(0, text.indexOf('@')));
}

function isAddress(text: string): boolean {
  return text.length <= MAX_ADDRESS && parseAddress(text.replace(/\/\d{1,3}$/, '')) !== null;
}

function replacement(text: string, make: Identifiers, learned: Learned): { text: string; rule: IdentifierRule } | null {
  if (isAddress(text)) return { text: make.address(text), rule: 'address' };
  if (ADDRESS_PATTERN.test(text)) return { text: make.host(text), rule: 'address' };
  if (isEmail(text)) return { text: make.user(text), rule: 'user' };
  if (/^\d{12}$/.test(text)) return { text: make.account(text), rule: 'account' };
  if (text.length > MAX_NAME) return null;
  if (learned.isKnownHost(text) || (NAME.test(text) && hasHostEnding(text) && !ROW_ID.test(text)))
    return { text: make.host(text), rule: 'host' };
  return null;
}

function hasHostEnding(name: string): boolean {
  const last = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  return COMMON_SUFFIXES.has(last) || (/^[a-z]{2}$/.test(last) && !FILE_ENDINGS.has(last));
}
