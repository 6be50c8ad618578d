import type { NoProxyVariable, ProxyVariable, ProxyVariableName } from '../../model/host-facts.ts';
import { isHost } from '../../model/host-syntax.ts';
import { bareHost, type ForwardProxy, PROXY_SCHEMES } from '../../model/target.ts';
import { isNoProxyEntry } from './entry.ts';

type Problem = ProxyVariable['problems'][number];

/** The default ports that Go uses. */
const DEFAULT_PORTS: Readonly<Record<string, number>> = {
  http: 80,
  https: 443,
  socks: 1080,
  socks4: 1080,
  socks4a: 1080,
  socks5: 1080,
  socks5h: 1080,
};

export function parseProxyVariable(name: ProxyVariableName, value: string): ProxyVariable {
  const unusable = (problem: Problem): ProxyVariable => ({
    name,
    scheme: null,
    host: null,
    port: null,
    hasCredentials: value.includes('@'),
    problems: [problem],
  });

  if (value === '') return unusable('empty');
  if (/^["'`“”‘’]|["'`“”‘’]$/u.test(value)) return unusable('quotes');
  if (/[\s\p{Cc}]/u.test(value)) return unusable('blanks');

  const problems: Problem[] = [];
  const hasScheme = value.includes('://');
  if (!hasScheme) problems.push('no-scheme');
  const scheme = hasScheme ? value.slice(0, value.indexOf('://')).toLowerCase() : 'http';
  const defaultPort = DEFAULT_PORTS[scheme];
  if (defaultPort === undefined) return unusable('unsupported-scheme');
  if (!UNDERSTOOD_BY_GO.has(scheme)) problems.push('unsupported-scheme');

  const parts = authority(hasScheme ? value.slice(value.indexOf('://') + 3) : value);
  if (parts === null) return unusable('not-a-url');
  if (parts.hasRest) problems.push('has-path');
  return {
    name,
    scheme: hasScheme ? scheme : null,
    host: parts.host,
    port: parts.port ?? defaultPort,
    hasCredentials: parts.hasCredentials,
    problems,
  };
}

/** The proxy in a variable; null if no program can use the value. The default scheme is `http`; `socks` is `socks4`, as in curl. */
export function proxyOfVariable(variable: ProxyVariable): ForwardProxy | null {
  const { host, port } = variable;
  const named = variable.scheme === 'socks' ? 'socks4' : (variable.scheme ?? 'http');
  const scheme = PROXY_SCHEMES.find((known) => known === named);
  return host === null || port === null || scheme === undefined ? null : { scheme, host, port };
}

/** The schemes of net/http's Transport (Go 1.23). curl, git and others also know `socks4` and `socks4a`. */
const UNDERSTOOD_BY_GO: ReadonlySet<string> = new Set(['http', 'https', 'socks5', 'socks5h']);

/**
 * Entries are kept as spelt, without surrounding whitespace. An entry with inner spaces is one entry for Go and several for curl; it is
 * kept as one, with single spaces, if each word is a valid entry.
 */
export function parseNoProxy(name: NoProxyVariable['name'], value: string): NoProxyVariable {
  const entries: string[] = [];
  const gaps: string[] = [];
  let gap = '';
  let unreadable = 0;
  for (const [index, part] of value.split(',').entries()) {
    if (index > 0) gap += ',';
    const words = part.split(/\s+/).filter((word) => word !== '');
    if (!words.every(isNoProxyEntry)) {
      unreadable += 1;
      gap += UNREADABLE;
      continue;
    }
    if (words.length > 0) entries.push(words.join(' '));
    for (const piece of part.split(/(\s+)/)) {
      if (piece.trim() === '') gap += Array.from(piece, gapSign).join('');
      else gap = endGap(gaps, gap);
    }
  }
  endGap(gaps, gap);
  return { name, entries, unreadable, hasBlanks: /\s/.test(value), gaps };
}

function endGap(gaps: string[], gap: string): string {
  gaps.push(gap);
  return '';
}

/** The text of the list for a program. A dropped entry becomes a question mark, and a list of an older session gets commas. */
export function noProxyText({ entries, gaps }: NoProxyVariable): string {
  const words = entries.flatMap((entry) => entry.split(' '));
  if (gaps?.length !== words.length + 1) return entries.join(',');
  return gaps.map((signs, index) => Array.from(signs, gapCharacter).join('') + (words[index] ?? '')).join('');
}

const UNREADABLE = '?';
/** Encodes a gap: a comma is kept, and whitespace becomes a character that masking does not remove as a control character. */
const GAP_SIGNS: Readonly<Record<string, string>> = { ' ': '_', '\t': 't', '\n': 'n' };

/** Programs distinguish a space and a tab from other whitespace, but not line feeds and the rest from each other. */
function gapSign(blank: string): string {
  return GAP_SIGNS[blank] ?? 'n';
}

function gapCharacter(sign: string): string {
  return Object.entries(GAP_SIGNS).find(([, known]) => known === sign)?.[0] ?? sign;
}

interface Authority {
  host: string;
  port: number | null;
  hasCredentials: boolean;
  hasRest: boolean;
}

/** Parses `user:password@host:port`, and reports whether more than a bare `/` follows. */
function authority(text: string): Authority | null {
  let url: URL;
  try {
    // If the scheme is unknown to `URL`, the parser keeps the default port and the case of the host.
    url = new URL(`proxy://${text}`);
  } catch {
    return null;
  }
  const rest = `${url.pathname}${url.search}${url.hash}`;
  // An `@` or a backslash after the authority means an unescaped password, so the apparent host is part of it.
  if (/[@\\]|%40|%5c/i.test(rest)) return null;
  const host = bareHost(url.hostname).toLowerCase();
  if (host === '' || url.port === '0' || !isHost(host)) return null;
  return {
    host,
    port: url.port === '' ? null : Number(url.port),
    hasCredentials: url.username !== '' || url.password !== '',
    hasRest: rest !== '' && rest !== '/',
  };
}
