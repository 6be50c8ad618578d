/** Discovery of a proxy script (WPAD, draft-ietf-wrec-wpad-01): the names to look up, and DHCP option 252 in lease files. */
import { join } from 'node:path';
import { isHost } from '../../model/host-syntax.ts';
import { listNewestFirst, readSettingsFile } from '../machine/settings/read-file.ts';

const MAX_DOMAINS = 6;
const MAX_LEASES = 24;

/** `wpad` in each search domain, in order. Browsers look up the bare name, to which the system appends these. */
export async function wpadNames(environment: Readonly<Record<string, string>>, machine = '/etc'): Promise<string[]> {
  const domains = searchDomains((await readSettingsFile(join(machine, 'resolv.conf'))) ?? '');
  return [...new Set([...domains, ...parentDomains(environment['USERDNSDOMAIN'] ?? '')])]
    .slice(0, MAX_DOMAINS)
    .map((domain) => `wpad.${domain}`);
}

/** resolv.conf(5): the last `search` or `domain` counts. */
export function searchDomains(text: string): string[] {
  const lines = text.matchAll(/^(?:search|domain)[ \t]+(.{1,1000})$/gm);
  const last = Array.from(lines, ([, list = '']) => list).at(-1) ?? '';
  return last.split(/[ \t]+/).filter((domain) => isHost(domain) && domain !== '.');
}

/** Windows also tries the parents of the user's account domain. At least two labels are kept, because a public suffix belongs to others. */
export function parentDomains(domain: string): string[] {
  if (!isHost(domain)) return [];
  const labels = domain.toLowerCase().split('.');
  return labels.slice(0, Math.max(0, labels.length - 1)).map((_, index) => labels.slice(index).join('.'));
}

/** Folders of dhclient, systemd-networkd and NetworkManager. */
const LEASES = ['/var/lib/dhcp', '/var/lib/dhclient', '/run/systemd/netif/leases', '/var/lib/NetworkManager'];

export async function readLeasedScript(folders: readonly string[] = LEASES): Promise<{ url: string; file: string } | null> {
  for (const folder of folders)
    for (const name of await listNewestFirst(folder, MAX_LEASES)) {
      const file = join(folder, name);
      const url = leasedScript((await readSettingsFile(file)) ?? '');
      if (url !== null) return { url, file };
    }
  return null;
}

/** The last lease counts: `option wpad "…"` or `option unknown-252 "…"` or hexadecimal (dhclient), `OPTION_252=…` (systemd-networkd). */
export function leasedScript(text: string): string | null {
  const quoted = text.matchAll(/^\s*option (?:wpad|wpad-url|unknown-252|auto-proxy-config) "([^"\n]{1,2000})";/gm);
  const hexadecimal = text.matchAll(/^\s*(?:option unknown-252 |OPTION_252=)((?:[0-9a-f]{1,2}:?){1,2000})/gim);
  const found = [
    ...Array.from(quoted, ({ index, 1: value = '' }) => ({ index, value })),
    ...Array.from(hexadecimal, ({ index, 1: digits = '' }) => ({ index, value: bytesOf(digits).toString('latin1') })),
  ].sort((some, other) => some.index - other.index);
  // Some servers end the value with NUL or a line end.
  const url = (found.at(-1)?.value ?? '').replace(/\\(?:000|n)$|[\0\s]+$/g, '');
  return /^https?:\/\/[\x21-\x7e]{1,2000}$/i.test(url) ? url : null;
}

function bytesOf(digits: string): Buffer {
  if (!digits.includes(':')) return Buffer.from(digits, 'hex');
  return Buffer.from(digits.split(':').map((pair) => Number.parseInt(pair, 16)));
}
