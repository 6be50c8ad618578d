/**
 * What can be a host: a name of RFC 1123 (§2.1) labels, `_` allowed as DNS allows it, or an address. A leading `*.` is a pattern of
 * such names. Whatever a network, a file or a report calls a host, an address, an account or a region enters the model through the
 * schemas of `privacy.ts`, which ask here: what does not fit stays a fact, spelt so that it means nothing to a shell, a rule or a URL.
 */
import { addressFamily } from './address.ts';
import { isPseudonym } from './masked.ts';

const LONGEST_NAME = 253;
const LABEL = '[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?';
const NAME = new RegExp(`^${LABEL}(?:\\.${LABEL}){0,126}\\.?$`, 'i');

/** A name, or an address as sockets take it (IPv6 without brackets). */
export function isHost(text: string): boolean {
  return isPlainHost(text) || addressFamily(text) !== null;
}

/** A name alone. One that a URL cannot hold, or takes for an address (`1.2`, `0x7f.1`), is none (WHATWG URL, §3.5). */
export function isPlainHost(text: string): boolean {
  return text.length <= LONGEST_NAME && NAME.test(text) && URL.parse(`http://${text}/`)?.hostname === text.toLowerCase();
}

/** A host, or a pattern of the names below one. */
export function isHostPattern(text: string): boolean {
  return isHost(text) || (text.startsWith('*.') && isPlainHost(text.slice(2)));
}

/** Twelve digits, or what redaction put in their place. */
export function isAccountId(text: string): boolean {
  return /^\d{12}$/.test(text) || isPseudonym(text);
}

/** As it is where it can be one; else percent-encoded (RFC 3986 §2.1), which no host, address, account or region ever is. */
export const hostFact = (text: string) => (isHostPattern(text) ? text : inert(text, ''));
export const addressFact = (text: string) => (addressFamily(text) !== null ? text : inert(text, ''));
export const accountFact = (text: string) => (isAccountId(text) ? text : inert(text, ''));
export const regionFact = (text: string) => inert(text, '');
/** What POSIX lets a variable of the environment be called (XBD 8.1), and every shell takes. */
export const variableFact = (text: string) => (/^[A-Za-z_]\w*$/.test(text) ? text : inert(text, ''));
/** An entry of NO_PROXY, or a jump of SSH: a host with a port, a network, a user or `<local>`; some programs part entries at blanks. */
export const patternFact = (text: string) => (WITH_ZONE.test(text) ? text : inert(text, '/@[]<> '));

/** An IPv6 address in brackets with the name of its interface, a user before it and a port behind it (RFC 4007 §11.2). */
const WITH_ZONE = /^(?:[a-z0-9_][\w.-]{0,63}@)?\[[0-9a-f:.]{2,45}%[\w.-]{1,15}\](?::\d{1,5})?$/i;

const PLAIN = /[\p{L}\p{N}._:*-]/u;
const utf8 = new TextEncoder();

/** Twice is once: what is encoded stays as it is. A leading hyphen would be an option. */
function inert(text: string, alsoPlain: string): string {
  return text.replace(/%[0-9A-F]{2}|./gsu, (sign, at: number) => {
    const isPlain = sign.length === 3 || (PLAIN.test(sign) && !(at === 0 && sign === '-')) || alsoPlain.includes(sign);
    return isPlain ? sign : [...utf8.encode(sign)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
  });
}

/** RFC 6761 §6.3, and what files of hosts call this machine: these names mean it, whatever a resolver says. */
export function isLocalName(host: string): boolean {
  return /(?:^|\.)localhost$|^localhost[46]?(?:\.localdomain[46]?)?$|^ip6-(?:localhost|loopback)$/.test(rootless(host));
}

/** Names that no public zone has: one label, `.local` (RFC 6762 §3) and `.internal`, which ICANN has set apart for networks of one's own. */
export function isPrivateName(host: string): boolean {
  return addressFamily(host) === null && /^[^.]+$|\.(?:internal|local)$/.test(rootless(host));
}

const rootless = (host: string) => host.toLowerCase().replace(/\.$/, '');

/** Well-formed, not existing: a region that AWS does not have is a finding (608), not wrong usage. */
export const REGION_SHAPE = /^[a-z]{2,4}(-[a-z]{2,12}){1,3}-\d{1,2}$/;
