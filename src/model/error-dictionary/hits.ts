/** Where the pattern of an entry is found in a text, and the host that is spoken of there. */
import type { ErrorEntry } from './entry.ts';
import { hostNear, sshHostNear } from './mentioned-host.ts';
import { hostOf, type NamedHost } from './named-host.ts';
import { RECORD_END } from './pasted-text.ts';

export interface Hit {
  entry: ErrorEntry;
  start: number;
  end: number;
  named: NamedHost | null;
}

/** Of one entry; the rest says the same again. */
const HITS_LIMIT = 16;

export function hitsIn(entry: ErrorEntry, text: string): Hit[] {
  const hits: Hit[] = [];
  for (const match of text.matchAll(patternOf(entry))) {
    const start = match.index;
    const end = start + match[0].length;
    const { host, host2, port } = match.groups ?? {};
    const named = hostOf(host ?? host2 ?? '');
    hits.push({
      entry,
      start,
      end,
      named: named === null ? nearest(entry, text, start, end) : port === undefined ? named : { ...named, port: Number(port) },
    });
    if (hits.length === HITS_LIMIT) break;
  }
  return hits;
}

function nearest(entry: ErrorEntry, text: string, start: number, end: number): NamedHost | null {
  const { says } = entry;
  if ('layer' in says && says.layer === 'disk') return null;
  if ('layer' in says ? says.layer === 'ssh' : says.kind.startsWith('ssh.')) return sshHostNear(text, start, end);
  return hostNear(text, start, end, isProxied(entry));
}

export function isProxied({ says }: ErrorEntry): boolean {
  return 'kind' in says && says.peer === 'proxy';
}

const patterns = new WeakMap<RegExp, RegExp>();

/** For all of a text; no gap that an entry allows reaches from one record of a log into the next. */
function patternOf({ pattern }: ErrorEntry): RegExp {
  const known = patterns.get(pattern) ?? new RegExp(pattern.source.replaceAll('[^', `[^${RECORD_END}`), `${pattern.flags}g`);
  patterns.set(pattern, known);
  return known;
}
