/**
 * The form of a host: a name of RFC 1123 (§2.1) labels, with `_` as in DNS, or an address. A leading `*.` makes it a pattern. Every host,
 * address, account and region from a network, a file or a report enters the model through the schemas of `privacy.ts`, which use these
 * checks: invalid text is kept as a fact, but encoded so that it means nothing to a shell, a rule or a URL.
 */
import { addressFamily } from './address.ts';
import { isPseudonym } from './masked.ts';

const MAX_NAME_LENGTH = 253;
const LABEL = '[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?';
const NAME = new RegExp(`^${LABEL}(?:\\.${LABEL}){0,126}\\.?$`, 'i');

/** A name, or an address in socket form (IPv6 without brackets). */
export function isHost(text: string): boolean {
  return isPlainHost(text) || addressFamily(text) !== null;
}

/** Only a host name. A name that a URL cannot contain or parses as an address (`1.2`, `0x7f.1`) is invalid (WHATWG URL, §3.5). */
export function isPlainHost(text: string): boolean {
  return text.length <= MAX_NAME_LENGTH && NAME.test(text) && URL.parse(`http://${text}/`)?.hostname === text.toLowerCase();
}

/** A host, or a pattern of its subdomains. */
export function isHostPattern(text: string): boolean {
  return isHost(text) || (text.startsWith('*.') && isPlainHost(text.slice(2)));
}

/** Twelve digits, or their redaction. */
export function isAccountId(text: string): boolean {
  return /^\d{12}$/.test(text) || isPseudonym(text);
}

/** Returns valid text unchanged and percent-encodes other text (RFC 3986 §2.1), which is then no valid host, address, account or region. */
export const safeHost = (text: string) => (isHostPattern(text) ? text : inert(text, ''));
export const safeAddress = (text: string) => (addressFamily(text) !== null ? text : inert(text, ''));
export const safeAccount = (text: string) => (isAccountId(text) ? text : inert(text, ''));
export const safeRegion = (text: string) => inert(text, '');
/** A POSIX environment variable name (XBD 8.1), accepted by every shell. */
export const safeVariable = (text: string) => (/^[A-Za-z_]\w*$/.test(text) ? text : inert(text, ''));
/**
 * A NO_PROXY entry or an SSH jump: a host, perhaps with a port or a user; a network; or `<local>`. Some programs split entries at spaces.
 */
export const safePattern = (text: string) => (WITH_ZONE.test(text) ? text : inert(text, '/@[]<> '));

/** An IPv6 address in brackets with a zone, optionally with a user before it and a port after it (RFC 4007 §11.2). */
const WITH_ZONE = /^(?:[a-z0-9_][\w.-]{0,63}@)?\[[0-9a-f:.]{2,45}%[\w.-]{1,15}\](?::\d{1,5})?$/i;

const PLAIN = /[\p{L}\p{N}._:*-]/u;
const utf8 = new TextEncoder();

/** Idempotent: encoded text is unchanged. A leading hyphen is encoded, because programs would read it as an option. */
function inert(text: string, alsoPlain: string): string {
  return text.replace(/%[0-9A-F]{2}|./gsu, (sign, at: number) => {
    const isPlain = sign.length === 3 || (PLAIN.test(sign) && !(at === 0 && sign === '-')) || alsoPlain.includes(sign);
    return isPlain ? sign : [...utf8.encode(sign)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
  });
}

/** Names of RFC 6761 §6.3 and usual names in hosts files. They mean this machine, whatever a resolver answers. */
export function isLocalName(host: string): boolean {
  return /(?:^|\.)localhost$|^localhost[46]?(?:\.localdomain[46]?)?$|^ip6-(?:localhost|loopback)$/.test(rootless(host));
}

/** Names outside public zones: one label, `.local` (RFC 6762 §3) and `.internal`, which ICANN reserves for private networks. */
export function isPrivateName(host: string): boolean {
  return addressFamily(host) === null && /^[^.]+$|\.(?:internal|local)$/.test(rootless(host));
}

const rootless = (host: string) => host.toLowerCase().replace(/\.$/, '');

/** A label in either case, for patterns that are also written without flags (the schema of profile files). */
export const LABEL_PATTERN = '[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?';

/** A domain of at least two labels, which is not an address. */
export const DOMAIN_PATTERN = new RegExp(`^(?=.{3,253}$)(?:${LABEL_PATTERN}\\.)+[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$`);

/** Checks the form only: a region that AWS does not have is a finding (GD608), not wrong usage. */
export const REGION_SHAPE = /^[a-z]{2,4}(-[a-z]{2,12}){1,3}-\d{1,2}$/;
