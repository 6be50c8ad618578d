/**
 * Parses the list that FindProxyForURL returns as Chromium does: semicolons separate the entries, a type may have any case, invalid entries
 * are dropped (net/proxy_resolution/proxy_list.cc, net/base/proxy_string_util.cc).
 */
import { isHost } from '../../model/host-syntax.ts';
import type { ScriptEntry } from '../../model/proxy-script.ts';

/** Firefox also reads `HTTP` (netwerk/base/nsProtocolProxyService.cpp). */
const KINDS = { proxy: 'proxy', https: 'https', socks: 'socks4', socks4: 'socks4', socks5: 'socks5' } as const;

/** The default ports of entries that name no port (net/base/proxy_server.cc, GetDefaultPortForScheme). */
const PORTS = { proxy: 80, https: 443, socks4: 1080, socks5: 1080 } as const;

/** A limit that no real script reaches. */
const MAX_ENTRIES = 64;

export interface ScriptList {
  entries: ScriptEntry[];
  /** Entries that are neither empty nor valid. */
  unusable: number;
}

export function parseScriptList(returned: string): ScriptList {
  const parts = returned
    .split(';', MAX_ENTRIES)
    .map((part) => part.replace(/^[ \t]+|[ \t]+$/g, ''))
    .filter((part) => part !== '');
  const entries = parts.map(entryOf).filter((entry) => entry !== null);
  return { entries, unusable: parts.length - entries.length };
}

function entryOf(part: string): ScriptEntry | null {
  const [, type = '', rest = ''] = /^(\S+)[ \t]*(.*)$/s.exec(part) ?? [];
  if (type.toLowerCase() === 'direct') return rest === '' ? { kind: 'direct' } : null;
  const kind = Object.hasOwn(KINDS, type.toLowerCase()) ? KINDS[type.toLowerCase() as keyof typeof KINDS] : null;
  if (kind === null) return null;
  const [, bracketed, plain = '', digits] = /^(?:\[([^\]]*)\]|([^@/\s[\]]+?))(?::(\d{1,10}))?$/.exec(rest) ?? [];
  const host = bracketed ?? plain;
  const port = digits === undefined ? PORTS[kind] : Number(digits);
  return isHost(host) && port >= 1 && port <= 65535 ? { kind, host: host.toLowerCase(), port } : null;
}
