/**
 * Valid forms of a NO_PROXY entry: host, suffix, address, CIDR, range, `*`, each with a port. Anything else is dropped before it is stored,
 * because people paste URLs with passwords and tokens into the wrong variable.
 */
import { addressFamily, parseNetwork } from '../../model/address.ts';
import { isPlainHost } from '../../model/host-syntax.ts';

export function isNoProxyEntry(entry: string): boolean {
  if (entry.length > 253 + ':65535'.length) return false;
  if (entry === '*' || entry.toLowerCase() === '<local>') return true;
  return isAddressEntry(entry) || isNameEntry(entry);
}

/** Matches `10.0.0.1`, `10.0.0.1:80`, `10.0.0.0/8`, `10.0.0.1-10.0.0.9`, `169.254.*`, `::1`, `[::1]`, `[::1]:80`, `fd00::/8`. */
function isAddressEntry(entry: string): boolean {
  const bracketed = /^\[([^\]]+)\](?::(\d{1,5}))?$/.exec(entry);
  if (bracketed !== null) return addressFamily(bracketed[1] ?? '') === 6 && isPort(bracketed[2]);
  if (addressFamily(entry) !== null || parseNetwork(entry) !== null) return true;
  const [first = '', last = '', ...more] = entry.split('-');
  if (more.length === 0 && addressFamily(first) !== null && addressFamily(last) !== null) return true;
  if (/^\d{1,3}(\.\d{1,3}){0,2}\.\*$/.test(entry)) return true;
  const [address = '', port, ...rest] = entry.split(':');
  return rest.length === 0 && port !== undefined && addressFamily(address) === 4 && isPort(port);
}

/** Matches `host`, `.suffix`, `*.suffix`, `*suffix`, each with or without a port. */
function isNameEntry(entry: string): boolean {
  const match = /^(\*?\.?)([^:*]+)(?::(\d{1,5}))?$/.exec(entry);
  const name = match?.[2]?.replace(/\.$/, '') ?? '';
  if (match === null || !isPlainHost(name) || !isPort(match[3])) return false;
  const labels = name.split('.');
  if (labels.some((label) => KNOWN_TOKEN.test(label) || isMixed(label))) return false;
  if (labels.length === 1) return !looksRandom(name);
  const last = labels.at(-1) ?? '';
  return /^[a-z][a-z0-9-]{0,23}$/i.test(last) && !looksRandom(last);
}

function isPort(text: string | undefined): boolean {
  return text === undefined || (Number(text) >= 1 && Number(text) <= 65535);
}

const KNOWN_TOKEN = /^(gh[pousr]_|github_pat_|glpat-|xox[abprs]-|(AKIA|ASIA)[A-Z0-9]{12,}|sk[_-]|eyJ|npm_|dckr_pat_|hvs)/;

/** Whether a label looks like a token: host names are written in one case, tokens mix cases and digits. */
function isMixed(label: string): boolean {
  return label.length >= 12 && /[a-z]/.test(label) && /[A-Z]/.test(label) && /[0-9]/.test(label);
}

/**
 * Whether a name looks like a token. Local machines have names of words and small numbers, and long hex labels occur only below a domain.
 */
function looksRandom(label: string): boolean {
  if (label.length > 32) return true;
  return label.split(/[-_]/).some((word) => word.length >= 10 && /[a-z]/i.test(word) && (word.match(/[0-9]/g)?.length ?? 0) >= 2);
}
