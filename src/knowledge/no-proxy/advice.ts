/** The routes that NO_PROXY must give according to the access requirements, and a list that makes every program take them. */
import { addressClass, parseAddress, parseNetwork } from '../../model/address.ts';
import type { EditionName } from '../../model/profile-words.ts';
import { editionFacts, exemptHosts, isExempt } from '../editions.ts';
import { isNoProxyEntry } from '../proxies/entry.ts';
import type { Destination } from './destination.ts';
import type { ProxyEnvironment } from './environment.ts';

/** `either`: the access requirements do not specify the route. They do not require the proxy for any host. */
type Wanted = 'direct' | 'proxy' | 'either';

/** Suffixes of AWS partitions. The access requirements list only the first. */
const AWS_SUFFIXES = ['.amazonaws.com', '.amazonaws.com.cn', '.amazonaws.eu', '.sc2s.sgov.gov', '.c2s.ic.gov'] as const;
const [COMMON_SUFFIX] = AWS_SUFFIXES;

/** EC2 metadata, and credentials of ECS tasks and EKS pods. Listed as addresses, because half of the programs do not support networks. */
const METADATA_ADDRESSES = ['169.254.169.254', '169.254.170.2', '169.254.170.23', 'fd00:ec2::254'];
const LOOPBACK = ['localhost', '127.0.0.1', '::1'];

/** Entries that stay readable in masked output, because none identifies a customer: those of the access requirements, the suffixes of the other AWS partitions, the metadata addresses and loopback. */
export const DOCUMENTED_EXCEPTIONS: readonly string[] = [
  '.internal',
  'x.internal',
  '169.254.0.0/16',
  'app.gitpod.io',
  ...AWS_SUFFIXES,
  ...METADATA_ADDRESSES,
  ...LOOPBACK,
];

const GOOGLE_METADATA = ['169.254.169.254', 'metadata.google.internal'];

function metadataHosts(edition?: EditionName): readonly string[] {
  return editionFacts(edition).cloud === 'AWS' ? METADATA_ADDRESSES : GOOGLE_METADATA;
}

/**
 * Entries for this machine and the metadata service of the edition's cloud, which no proxy can reach, in forms that every program reads.
 */
export function directOnlyHosts(edition?: EditionName): string[] {
  return [...LOOPBACK, ...metadataHosts(edition)].flatMap(inBothForms);
}

/**
 * The required route to a destination. This machine itself is always direct, although the access requirements do not list it, because no
 * proxy can reach it.
 */
export function requiredRoute({ host }: Destination, edition?: EditionName): Wanted {
  const address = addressClass(host);
  if (host === 'localhost' || address === 'loopback') return 'direct';
  if (address === 'link-local' || METADATA_ADDRESSES.includes(host)) return 'direct';
  const exceptions = ['.internal', ...awsSuffixes(edition)];
  return exemptHosts(edition).includes(host) || exceptions.some((suffix) => host.endsWith(suffix)) ? 'direct' : 'either';
}

interface Suggestion {
  NO_PROXY: string;
  'http.nonProxyHosts': string;
}

/**
 * The present list with missing entries added, in forms that mean the same to every program: domains begin with a dot, a network is
 * followed by its addresses, an IPv6 address is given with and without brackets, and there are no spaces. `*` is dropped, because it makes
 * the other entries useless and only half of the programs support it.
 */
export function suggestNoProxy(targets: readonly Destination[], environment: ProxyEnvironment, edition?: EditionName): Suggestion {
  const suffixes = awsSuffixes(edition).filter((suffix) => suffix === COMMON_SUFFIX || targets.some(({ host }) => host.endsWith(suffix)));
  // Link-local and loopback targets are listed by address, because most programs do not match them by network.
  const asked = targets.map(({ host }) => host).filter((host) => addressClass(host) === 'link-local' || addressClass(host) === 'loopback');
  const entries = [
    ...['.internal', '169.254.0.0/16', ...metadataHosts(edition), ...asked].flatMap(inBothForms),
    ...exemptHosts(edition),
    ...suffixes,
    ...LOOPBACK.flatMap(inBothForms),
    ...presentEntries(environment),
  ];
  const list = [...new Set(entries)];
  return { NO_PROXY: list.join(','), 'http.nonProxyHosts': withoutCovered([...new Set(list.flatMap(forJava))]).join('|') };
}

/** The variables NO_PROXY and no_proxy, with the missing entries added. */
export function addEntries({ NO_PROXY, 'http.nonProxyHosts': java }: Suggestion, entries: readonly string[]): Suggestion {
  const listed = new Set(NO_PROXY.split(','));
  const more = entries.map((entry) => entry.replace(/^\*\./, '.')).filter((entry) => entry !== '*' && !listed.has(entry));
  const hosts = withoutCovered([...new Set([...java.split('|'), ...more.flatMap(forJava)])]);
  return { NO_PROXY: [...new Set([...listed, ...more])].join(','), 'http.nonProxyHosts': hosts.join('|') };
}

/** Drops entries that another one covers: `169.254.*` covers `169.254.169.254`. */
function withoutCovered(entries: readonly string[]): string[] {
  const open = entries.filter((entry) => entry.endsWith('*')).map((entry) => entry.slice(0, -1));
  return entries.filter((entry) => entry.endsWith('*') || !open.some((start) => entry.startsWith(start)));
}

/** An edition that exempts AWS names exempts those of every partition. */
function awsSuffixes(edition?: EditionName): readonly (typeof AWS_SUFFIXES)[number][] {
  return isExempt(COMMON_SUFFIX, edition) ? AWS_SUFFIXES : [];
}

function inBothForms(entry: string): string[] {
  return parseAddress(entry)?.kind() === 'ipv6' ? [entry, `[${entry}]`] : [entry];
}

/** Existing entries, in the spelling that most programs read. */
function presentEntries({ lists }: ProxyEnvironment): string[] {
  return [lists.NO_PROXY, lists.no_proxy]
    .flatMap((text) => (text ?? '').split(/[,\s]+/))
    .filter((word) => word !== '*' && isNoProxyEntry(word))
    .map((word) => word.replace(/^\*\./, '.'));
}

/** An entry as Java reads it: `*` only at either end, no networks or ports, and IPv6 addresses only in brackets. */
function forJava(entry: string): string[] {
  if (entry.startsWith('.')) return [`*${entry}`];
  const network = parseNetwork(entry);
  if (network !== null) return javaNetwork(...network);
  if (parseAddress(entry)?.kind() === 'ipv6') return [`[${entry}]`];
  return [entry === '127.0.0.1' ? '127.*' : entry.replace(/:\d+$/, '')];
}

/** A network in Java's form, if the prefix ends at a whole byte: `10.1.0.0/16` becomes `10.1.*`. Others would need a list of addresses. */
function javaNetwork(network: NonNullable<ReturnType<typeof parseAddress>>, bits: number): string[] {
  if (network.kind() !== 'ipv4' || bits === 0 || bits % 8 !== 0) return [];
  const bytes = network.toByteArray().slice(0, bits / 8);
  return [bytes.length === 4 ? bytes.join('.') : `${bytes.join('.')}.*`];
}
