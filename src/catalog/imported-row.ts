/**
 * The requirement that an overlay adds for a new fact of the document. It gets its vantage points, its program and its IDE from the
 * requirements that the document lists next to it, and its level from the document's mark (optional, Enterprise).
 */
import { parseAddress } from '../model/address.ts';
import { bareHost, hostPort } from '../model/target.ts';
import { withoutMark } from './compare.ts';
import type { DocumentFact, DocumentIndex } from './document-facts.ts';
import { GATEWAY_UDP_PORT } from './gateway.ts';
import type { AddedRow } from './overlay.ts';
import type { Row } from './row.ts';
import { ROWS } from './rows.ts';

/** The host of a URL without its wildcard, or an address; null for any other fact. */
export function hostOf(fact: string): string | null {
  if (parseAddress(fact) !== null) return fact;
  const host = /^https?:\/\/(?:\*\.)?([^/:\s*]+)/.exec(fact)?.[1];
  return host === undefined ? null : bareHost(host);
}

/**
 * The requirements that the document lists below the same heading. A heading that is new or has only new endpoints gives those of the
 * heading's name, of its parents, or of the same domain.
 */
export function rowsInSameSection({ fact, section }: DocumentFact, { bySection }: DocumentIndex): readonly Row[] {
  const documented = ROWS.filter(({ origin }) => origin === 'document');
  const beside = bySection.get(section) ?? [];
  const known = KNOWN_BESIDE.get(beside) ?? documented.filter((row) => row.documented.some((each) => beside.includes(each)));
  KNOWN_BESIDE.set(beside, known);
  if (known.length > 0) return known;
  for (let name = section; name !== ''; name = name.split(' › ').slice(0, -1).join(' › ')) {
    const below = documented.filter((row) => row.section === name || row.section.startsWith(`${name} › `));
    if (below.length > 0) return below;
  }
  return documented.filter((row) => likeness(row.endpoint, fact) >= 2);
}

const KNOWN_BESIDE = new WeakMap<readonly string[], readonly Row[]>();

/**
 * The requirement from which the new one gets its fields: one of the same host with the most similar path, else one with the most similar
 * name, else the first.
 */
export function mostAlike(fact: string, rows: readonly Row[]): Row | undefined {
  return rows.toSorted((a, b) => likeness(b.endpoint, fact) - likeness(a.endpoint, fact))[0];
}

const SAME_HOST = 1000;

function likeness(one: string, other: string): number {
  const [mine, theirs] = [hostOf(one), hostOf(other)];
  if (mine === null || theirs === null) return 0;
  if (mine === theirs) return SAME_HOST + commonStart([...one], [...other]);
  return commonStart(mine.split('.').toReversed(), theirs.split('.').toReversed());
}

function commonStart(one: readonly string[], other: readonly string[]): number {
  const end = one.findIndex((part, index) => part !== other[index]);
  return end < 0 ? one.length : end;
}

/** Null for a fact that an overlay cannot express: an image, an alias, a name without a scheme, an unknown placeholder. */
export function addedRow(fact: string, like: Row, taken: ReadonlySet<string>): AddedRow | null {
  const endpoint = withoutMark(fact);
  if (!/^https?:\/\//.test(endpoint)) return null;
  const url = measurable(endpoint);
  if (url === null) return null;
  const isSameHost = hostOf(endpoint) === hostOf(like.endpoint);
  const { status, followRedirects } = like.proof;
  return {
    id: freeId(`${like.area}.${slug(isSameHost ? endpoint.replace(/^https?:\/\/[^/]+(?=\/.)/, '') : endpoint)}`, taken),
    title: endpoint,
    url,
    ...(url === endpoint ? {} : { endpoint }),
    ...terms(like, fact),
    // The expected answer of the neighbour applies only to the same host.
    ...(isSameHost && url === endpoint ? { ...(status === 'any' ? {} : { status }), ...(followRedirects ? { followRedirects } : {}) } : {}),
  };
}

/** A requirement of the document whose mark changed: the same requirement with another level. */
export function remarkedRow(fact: string, row: Row): AddedRow | null {
  const template = row.targets[0];
  if (template === undefined || !('url' in template)) return null;
  const { status, followRedirects } = row.proof;
  return {
    ...{ id: row.id, title: row.title, url: template.url },
    ...(template.url === row.endpoint ? {} : { endpoint: row.endpoint }),
    ...terms(row, fact),
    ...(status === 'any' ? {} : { status }),
    ...(followRedirects ? { followRedirects } : {}),
  };
}

/** One requirement for addresses of the gateway. */
export function addressRow(id: string, title: string, addresses: readonly string[], like: Row): AddedRow {
  return { id, title, udp: addresses.map((address) => hostPort(address, GATEWAY_UDP_PORT)), ...terms(like, '') };
}

function terms(like: Row, fact: string): Pick<AddedRow, 'from' | 'consumer' | 'level' | 'runner' | 'ide'> {
  const isMarked = like.documented.some((each) => each.endsWith(')') && each.includes('://'));
  const isOptional = /\(optional\)/i.test(fact) || (like.level === 'optional' && !isMarked);
  const ofEnterprise = /\(enterprise\b/i.test(fact) ? { runner: 'enterprise' as const } : {};
  const conditions = like.conditions.map((condition) => {
    if (condition.kind === 'ide') return { ide: condition.is };
    return condition.kind === 'runner' && condition.is === 'standard' ? { runner: condition.is } : {};
  });
  return {
    ...{ from: like.neededFrom, consumer: like.consumer },
    ...(isOptional ? { level: 'optional' as const } : {}),
    ...Object.assign({}, ...conditions),
    ...ofEnterprise,
  };
}

/**
 * The URL to measure. A wildcard is replaced by an invented name, and a path with an unknown part is dropped. Null if the host is unknown.
 */
function measurable(endpoint: string): string | null {
  const named = endpoint.replace('://*.', '://gitpod-doctor.');
  const url = /[*<]/.test(named.replace(/^https?:\/\/[^/]+/, '')) ? named.replace(/^(https?:\/\/[^/]+).*/, '$1/') : named;
  return /[*<>]/.test(url.replaceAll(/<region>|<account-id>/g, '')) || !URL.canParse(url.replaceAll(/[<>]/g, '')) ? null : url;
}

function slug(text: string): string {
  const words = text
    .replace(/^https?:\/\//, '')
    .replace('*.', 'any.')
    .toLowerCase();
  return words
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '');
}

export function freeId(id: string, taken: ReadonlySet<string>): string {
  if (!taken.has(id)) return id;
  for (let number = 2; ; number += 1) if (!taken.has(`${id}-${number}`)) return `${id}-${number}`;
}
