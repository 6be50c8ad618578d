/**
 * Names, addresses, accounts and e-mail addresses in free text. The text is split into runs of the characters they consist of, and each run
 * is examined once: linear for any text, without patterns that backtrack.
 */
import { isInternalAddress, parseAddress } from '../../model/address.ts';
import { AREAS } from '../../model/areas.ts';
import { isPseudonym } from '../../model/masked.ts';
import { addressOfLabel } from '../address-names.ts';
import type { Identifiers } from '../identifiers.ts';
import { type IdentifierRule, isRedacted, type Span } from '../span.ts';
import { maskPathOf } from '../urls.ts';
import { COMMON_SUFFIXES, FILE_EXTENSIONS, SHARED_SERVICES } from '../words.ts';

/** A plain word, which is the most frequent run and is skipped. `learned.ts` finds it if it is a name from a classed field. */
const WORD = /^[A-Za-z]+$/;
const RUN = /[\p{L}\p{N}\p{M}_.:@%+*[\]-]{3,}/gu;
const PREFIX_LENGTH = /\/\d{1,3}(?![A-Za-z0-9_.])/y;
const EMAIL = /^[^@:[\]]{1,128}@([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)$/;
const NAME = /^(?:\*?\.)?[\p{L}\p{N}_](?:[\p{L}\p{N}\p{M}_-]{0,62})(?:\.[\p{L}\p{N}\p{M}_-]{1,63})+$/u;
/** `jdoe@laptop`, as in a key's comment; not `checkout@v4`. */
const AT_HOST = /^([A-Za-z][A-Za-z0-9._-]{1,32})@([A-Za-z](?![0-9.]*$)[A-Za-z0-9-]{2,62})$/;
/** User names common to many machines. */
const SERVICE_USERS = new Set(['git', 'root', 'ec2-user', 'ubuntu', 'admin', 'gitpod', 'ssm-user', 'user', 'node', 'npm', 'latest']);
const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const MAC = /^[0-9a-f]{2}([:-])(?:[0-9a-f]{2}\1){4}[0-9a-f]{2}$/i;
const RANGE = /^\d{1,3}(?:\.\d{1,3}){3}-\d{1,3}(?:\.\d{1,3}){3}$/;
/** An account id as the AWS console spells it. */
const GROUPED_ACCOUNT = /^\d{4}-\d{4}-\d{4}$/;
/** A name that contains an account id: `acme-123456789012-logs`. */
const NAME_WITH_ACCOUNT = /^[A-Za-z0-9_-]{0,100}(?<!\d)\d{12}(?!\d)[A-Za-z0-9_-]{0,100}$/;
/** An address inside a name: `node-10.20.30.40`, `srv_10_20_30_40.log`; not the version `v8.7.1.2`. */
const ADDRESS_INSIDE = /(?<![\d.]|^v)\d{1,3}([._-])\d{1,3}(?:\1\d{1,3}){2}(?!\.?\d)/gi;
/** A version or tag after an at-sign: `name@latest`. */
const VERSION = /^(?:v\d.*|latest|next|main|master|beta|scope)$/i;
/** The path after a host without a scheme: an image, a repository. */
const PATH_BEHIND = /(?::[A-Za-z0-9]{1,5})?(\/[^\s"'<>`|,;()\\]{1,2048})/y;

/** A file with the name of a host: `git.corp.example.log`. */
const FILE_OF_HOST = /^(.+)(\.(?:log|txt|pem|crt|cer|key|conf|bak|gz|zip))$/i;

/** The id of a row, such as `management.app`, is not a host. */
const ROW_ID = new RegExp(`^(?:${AREAS.join('|')})\\.[a-z0-9-]+$`);
/** The maximum of RFC 1035, plus a wildcard and a trailing dot. */
const MAX_NAME = 256;

/** The maximum length of an IPv6 address with an embedded IPv4 address and a prefix length. */
const MAX_ADDRESS = 50;
/** A network as NO_PROXY lists spell it: `10.20.*`. */
const ADDRESS_PATTERN = /^\d{1,3}(?:\.\d{1,3}){1,2}\.\*$/;

export interface LearnedNames {
  /** A host that occurred in a classed field, or a parent domain of such a host. */
  isKnownHost(name: string): boolean;
}

export function findNameRuns(text: string, make: Identifiers, learned: LearnedNames): Span[] {
  const spans: Span[] = [];
  // Runs inside a path that is already masked are skipped.
  let claimed = 0;
  for (const match of text.matchAll(RUN)) {
    if (match.index < claimed) continue;
    const run = trimmed(text, match.index, match.index + match[0].length);
    if (isRedacted(run.text) || isPseudonym(run.text)) continue;
    for (const part of parts(run)) {
      const found = replacement(part.text, make, learned);
      if (found !== null && found.text !== part.text) {
        spans.push({ start: part.at, end: part.at + part.text.length, rule: found.rule, secret: false, replacement: found.text });
      }
      const isTheirs = found?.rule === 'host' && found.text !== part.text;
      if (!isTheirs && !SHARED_SERVICES.includes(part.text.toLowerCase())) continue;
      const path = pathBehind(text, part, make);
      claimed = path?.end ?? claimed;
      if (path !== null) spans.push(path);
    }
  }
  return spans;
}

interface Part {
  text: string;
  at: number;
}

/** The path below an unpublished host: `registry.corp.example/team/image:1`. */
function pathBehind(text: string, { text: host, at }: Part, make: Identifiers): Span | null {
  PATH_BEHIND.lastIndex = at + host.length;
  const path = PATH_BEHIND.exec(text)?.[1]?.replace(/[.:!?]+$/, '') ?? '';
  const replacement = maskPathOf(host, path, make.context);
  if (replacement === path || /^\/\d{1,3}$/.test(path)) return null;
  const start = text.indexOf(path, at + host.length);
  return { start, end: start + path.length, rule: 'path', secret: false, replacement };
}

/** A run without surrounding punctuation, but with its prefix length (`10.0.0.0/8`). */
function trimmed(text: string, from: number, to: number): Part {
  let start = from;
  let end = to;
  while (end > start && '.:@%+[-'.includes(text.charAt(end - 1))) end--;
  // Leading punctuation is kept if it belongs to an address: `::ffff:10.0.0.1`, `::1`.
  while (start < end && ':@%+]-'.includes(text.charAt(start)) && !isAddress(text.slice(start, end))) start++;
  while (start + 1 < end && text.charAt(start) === '.' && text.charAt(start + 1) === '.') start++;
  PREFIX_LENGTH.lastIndex = end;
  const prefix = end === to ? (PREFIX_LENGTH.exec(text)?.[0] ?? '') : '';
  return { text: text.slice(start, end) + prefix, at: start };
}

/** The run itself if it is one identifier; otherwise its parts between colons, brackets and at-signs. */
function parts(run: Part): Part[] {
  if (WORD.test(run.text)) return [run];
  if (isEmail(run.text) || isAddress(run.text) || AT_HOST.test(run.text) || MAC.test(run.text)) return [run];
  const [before, literal = ''] = /^(?:\[|.*[-_](?=[0-9a-f:]*::|(?:[0-9a-f]{1,4}:){7}))([0-9a-f:.]{2,45})/i.exec(run.text) ?? [''];
  if (isAddress(literal)) return [{ text: literal, at: run.at + before.length - literal.length }];
  return Array.from(run.text.matchAll(/[^:@%+[\]]+/g), (match) => ({ text: match[0], at: run.at + match.index }));
}

function isEmail(text: string): boolean {
  const user = text.slice(0, text.indexOf('@'));
  return EMAIL.test(text) && !isRedacted(user) && !SERVICE_USERS.has(user);
}

function isAddress(text: string): boolean {
  return text.length <= MAX_ADDRESS && parseAddress(text.replace(/\/\d{1,3}$/, '')) !== null;
}

function replacement(text: string, make: Identifiers, learned: LearnedNames): { text: string; rule: IdentifierRule } | null {
  if (WORD.test(text)) return learned.isKnownHost(text) ? { text: make.host(text), rule: 'host' } : null;
  if (isAddress(text)) return { text: make.address(text), rule: 'address' };
  if (ADDRESS_PATTERN.test(text)) return { text: make.host(text), rule: 'address' };
  if (isEmail(text)) return { text: make.user(text), rule: 'user' };
  if (/^\d{12}$/.test(text)) return { text: make.account(text), rule: 'account' };
  if (GROUPED_ACCOUNT.test(text)) return { text: make.account(text.replaceAll('-', '')), rule: 'account' };
  if (RANGE.test(text)) return { text: make.host(text), rule: 'address' };
  if (UUID.test(text) || MAC.test(text)) return { text: make.resource(text), rule: 'resource' };
  const [, user, host] = AT_HOST.exec(text) ?? [];
  if (user !== undefined && host !== undefined && !VERSION.test(host) && !isPseudonym(user))
    return { text: `${SERVICE_USERS.has(user) ? user : make.user(user)}@${make.host(host)}`, rule: 'user' };
  if (NAME_WITH_ACCOUNT.test(text) && !isPseudonym(text)) return { text: make.resource(text), rule: 'resource' };
  if (addressOfLabel(text) !== null || hasAddressInside(text, make)) return { text: make.host(text), rule: 'address' };
  if (text.length > MAX_NAME) return null;
  const [, server = '', ending = ''] = FILE_OF_HOST.exec(text) ?? [];
  if (COMMON_SUFFIXES.has(lastLabel(server)) && NAME.test(server)) return { text: make.host(server) + ending, rule: 'host' };
  if (learned.isKnownHost(text) || (NAME.test(text) && hasHostEnding(text) && !ROW_ID.test(text)))
    return { text: make.host(text), rule: 'host' };
  return null;
}

/** Addresses with hyphens or underscores count only in private blocks, because dates and counters look the same. */
function hasAddressInside(text: string, make: Identifiers): boolean {
  return Array.from(text.matchAll(ADDRESS_INSIDE)).some(([found, mark = '']) => {
    const address = found.replaceAll(mark, '.');
    return isAddress(address) && (mark === '.' || isInternalAddress(address)) && make.address(address) !== address;
  });
}

function lastLabel(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1).toLowerCase();
}

function hasHostEnding(name: string): boolean {
  const last = lastLabel(name);
  return COMMON_SUFFIXES.has(last) || (/^[a-z]{2}$/.test(last) && !FILE_EXTENSIONS.has(last));
}
