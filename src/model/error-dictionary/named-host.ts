/**
 * The host that a message speaks of. Only a host ever leaves: messages quote URLs with logins, signatures and tokens
 * in them, so everything else is cut off, and what does not look like a host is none.
 */
import { addressFamily } from '../address.ts';
import { isNoProxyEntry, isPlainHost } from '../proxy-entry.ts';

export interface NamedHost {
  host: string;
  port: number | null;
}

/** How far before a match a URL may stand and still be what the message is about. */
const REACH = 400;

/** `host`, `host:port`, `[::1]:443`, or a whole URL; null where it is none of these beyond doubt. */
export function hostOf(text: string): NamedHost | null {
  const url = /^([a-z][a-z0-9+.-]{0,20}):\/\/(.*)$/i.exec(text);
  const rest = url?.[2] ?? text;
  const authority = /^[^/?#\\]*/.exec(rest)?.[0] ?? '';
  // An `@` behind the authority means that a password was not escaped: what looks like the host is part of it.
  if (rest.slice(authority.length).includes('@')) return null;
  const bare = authority.slice(authority.lastIndexOf('@') + 1);
  const parts = /^(?:\[([^\]]{2,45})\]|([^:[\]]{1,253}))(?::(\d{1,5}))?[.,;:]?$/.exec(bare);
  const name = parts?.[1] ?? parts?.[2] ?? (addressFamily(bare) === 6 ? bare : null);
  if (name === null || name === undefined) return null;
  const host = name.toLowerCase().replace(/\.$/, '');
  const port = parts?.[3] === undefined ? defaultPort(url?.[1]) : Number(parts[3]);
  if (!isHost(host) || (port !== null && (port < 1 || port > 65535))) return null;
  return { host, port };
}

/** Where the pattern of an entry names no host: the last one that was spoken of, a name before an address. */
export function hostBefore(text: string, start: number, end: number): NamedHost | null {
  const spoken = text.slice(Math.max(0, start - REACH), end);
  const found = MENTIONS.map((pattern) => {
    const hosts = [...spoken.matchAll(pattern)].flatMap(({ 1: part }) => hostOf(part ?? '') ?? []);
    return hosts.findLast(isName) ?? hosts.at(-1);
  });
  const hosts = found.filter((host) => host !== undefined);
  return hosts.find(isName) ?? hosts[0] ?? null;
}

/** Ways in which programs name a host, the surest first. Documentation that a message points to is none. */
const MENTIONS: readonly RegExp[] = [
  /((?:https?|wss?):\/\/(?!curl\.se\/docs|[a-z.]{0,20}?docs\.)[^\s"'<>]{1,2000})/gi,
  /\bhost(?:name)?[=:] ?'([^'\s]{1,253})'/g,
  /\blookup ([^\s:]{1,253})(?: on |:)/g,
  /\b(?:tcp|udp) (?:\S{1,80}->)?([^\s,>]{3,300}:\d{1,5})\b/g,
  /\b(?:CONNECT|tunnel to) (\S{3,260}:\d{1,5})(?=\s|$)/g,
  /\b(?:connect to|connecting to|connection to|endpoint|address:) (?:host |server at )?(?!proxy\b|the\b|unknown\b)([^\s,'"]{1,260})/gi,
];

function isName({ host }: NamedHost): boolean {
  return addressFamily(host) === null;
}

function isHost(host: string): boolean {
  return addressFamily(host) !== null || (isPlainHost(host) && isNoProxyEntry(host) && /[a-z]/.test(host));
}

function defaultPort(scheme: string | undefined): number | null {
  if (scheme === undefined) return null;
  return { https: 443, wss: 443, http: 80, ws: 80 }[scheme.toLowerCase()] ?? null;
}
