import type { NoProxyVariable, ProxyVariable, ProxyVariableName } from '../../model/host-facts.ts';
import { isHost } from '../../model/host-syntax.ts';
import { bareHost, type ForwardProxy } from '../../model/target.ts';
import { isNoProxyEntry } from './entry.ts';

type Problem = ProxyVariable['problems'][number];

/** Ports that Go takes where the value names none. */
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
  if (scheme !== 'http' && scheme !== 'https') problems.push('unsupported-scheme');

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

/** The proxy that a variable names; null where its value is of no use. Without a scheme it is taken for `http`. */
export function proxyOfVariable(variable: ProxyVariable): ForwardProxy | null {
  const { host, port, problems } = variable;
  const scheme = variable.scheme ?? 'http';
  if (host === null || port === null || problems.some((problem) => UNUSABLE.has(problem))) return null;
  return scheme === 'http' || scheme === 'https' ? { scheme, host, port } : null;
}

const UNUSABLE: ReadonlySet<Problem> = new Set<Problem>(['empty', 'quotes', 'blanks', 'unsupported-scheme', 'not-a-url']);

/**
 * Entries stay as they are spelt, blanks around them aside. An entry with blanks inside is one entry for Go and
 * several for curl; it stays one, with single blanks, if each of its words is plausible.
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

/** Returns the beginning of the next gap. */
function endGap(gaps: string[], gap: string): string {
  gaps.push(gap);
  return '';
}

/**
 * The text of the list as the programs read it. An entry that was not kept is a question mark in it, which no host
 * has; a list of an older session, of which only the entries are known, stands with commas alone.
 */
export function noProxyText({ entries, gaps }: NoProxyVariable): string {
  const words = entries.flatMap((entry) => entry.split(' '));
  if (gaps?.length !== words.length + 1) return entries.join(',');
  return gaps.map((signs, index) => Array.from(signs, gapCharacter).join('') + (words[index] ?? '')).join('');
}

const UNREADABLE = '?';
/** How a gap is written down: a comma is itself, and a blank is a sign that no masking takes for a control character. */
const GAP_SIGNS: Readonly<Record<string, string>> = { ' ': '_', '\t': 't', '\n': 'n' };

/** Programs tell a space and a tab from other blanks, and these not from one another. */
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

/** `user:password@host:port`, and whether something other than a bare `/` follows. */
function authority(text: string): Authority | null {
  let url: URL;
  try {
    // A scheme that `URL` does not know keeps the default port and the case of the host visible.
    url = new URL(`proxy://${text}`);
  } catch {
    return null;
  }
  const rest = `${url.pathname}${url.search}${url.hash}`;
  // Behind the authority an `@` or a backslash means that a password was not escaped: what looks like the host is part of it.
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
