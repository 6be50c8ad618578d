/**
 * What can be a host: a name of RFC 1123 (§2.1) labels, `_` allowed as DNS allows it, or an address. A leading `*.` is a pattern of
 * such names. Everything that becomes a target, a rule or a word of a command is asked here first.
 */
import { addressFamily } from './address.ts';

const LONGEST_NAME = 253;
const LABEL = '[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?';
const NAME = new RegExp(`^(?:\\*\\.)?${LABEL}(?:\\.${LABEL}){0,126}\\.?$`, 'i');

/** A name, a pattern of names, or an address as sockets take it (IPv6 without brackets). */
export function isHost(text: string): boolean {
  return isHostName(text) || addressFamily(text) !== null;
}

function isHostName(text: string): boolean {
  return text.length <= LONGEST_NAME && NAME.test(text);
}

/** RFC 6761 §6.3: these names mean this machine, whatever a resolver says. */
export function isLocalName(host: string): boolean {
  const name = host.toLowerCase().replace(/\.$/, '');
  return name === 'localhost' || name.endsWith('.localhost');
}
