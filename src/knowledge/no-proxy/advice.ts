/**
 * What the access requirements want of NO_PROXY, and a list that every program reads as that. The document names
 * `.internal`, `169.254.0.0/16`, `app.gitpod.io` and `.amazonaws.com`.
 */
import { addressClass, parseAddress, parseNetwork } from '../../model/address.ts';
import { isNoProxyEntry } from '../proxies/entry.ts';
import type { Destination } from './destination.ts';
import type { ProxyEnvironment } from './environment.ts';

/** `either`: the document leaves it to the network which way is open. It asks of no host that it go through the proxy. */
type Wanted = 'direct' | 'proxy' | 'either';

/** Suffixes of AWS partitions; the document writes the first. */
const AWS_SUFFIXES = ['.amazonaws.com', '.amazonaws.com.cn', '.amazonaws.eu', '.sc2s.sgov.gov', '.c2s.ic.gov'] as const;
const [COMMON_SUFFIX] = AWS_SUFFIXES;

/** EC2 metadata, credentials of ECS tasks and of EKS pods: spelt out, as half of the programs know no networks. */
const METADATA_ADDRESSES = ['169.254.169.254', '169.254.170.2', '169.254.170.23', 'fd00:ec2::254'];
const LOOPBACK = ['localhost', '127.0.0.1', '::1'];

/** What a list is told to name: nobody's own names, so that they stay readable where those are masked. */
export const DOCUMENTED_EXCEPTIONS: readonly string[] = [
  '.internal',
  'x.internal',
  '169.254.0.0/16',
  'app.gitpod.io',
  ...AWS_SUFFIXES,
  ...METADATA_ADDRESSES,
  ...LOOPBACK,
];

/** What no proxy can carry: this machine and the metadata service, in a form that every program reads alike. */
export const NEVER_THROUGH_PROXY: readonly string[] = [...LOOPBACK, ...METADATA_ADDRESSES].flatMap(inBothForms);

/** A destination on this machine is wanted direct although the document does not say so: no proxy can reach it. */
export function wantedWay({ host }: Destination): Wanted {
  const address = addressClass(host);
  if (host === 'localhost' || address === 'loopback') return 'direct';
  if (address === 'link-local' || METADATA_ADDRESSES.includes(host)) return 'direct';
  const exceptions = ['.internal', ...AWS_SUFFIXES];
  return host === 'app.gitpod.io' || exceptions.some((suffix) => host.endsWith(suffix)) ? 'direct' : 'either';
}

interface Suggestion {
  NO_PROXY: string;
  'http.nonProxyHosts': string;
}

/**
 * The present list with what is missing added. Names below a domain begin with a dot, addresses stand beside their
 * network, an IPv6 address stands with brackets and without, and there is no blank: every program reads that alike.
 * A `*` is left out, which would make the rest of the list pointless and is read by half of the programs only.
 */
export function suggestion(targets: readonly Destination[], environment: ProxyEnvironment): Suggestion {
  const suffixes = AWS_SUFFIXES.filter((suffix) => suffix === COMMON_SUFFIX || targets.some(({ host }) => host.endsWith(suffix)));
  // Link-local addresses that somebody asks about and that no program would find by their network.
  const asked = targets.map(({ host }) => host).filter((host) => addressClass(host) === 'link-local' || addressClass(host) === 'loopback');
  const entries = [
    ...['.internal', '169.254.0.0/16', ...METADATA_ADDRESSES, ...asked].flatMap(inBothForms),
    'app.gitpod.io',
    ...suffixes,
    ...LOOPBACK.flatMap(inBothForms),
    ...presentEntries(environment),
  ];
  const list = [...new Set(entries)];
  return { NO_PROXY: list.join(','), 'http.nonProxyHosts': withoutCovered([...new Set(list.flatMap(forJava))]).join('|') };
}

/** The two spellings of a list with further entries of NO_PROXY, as far as it lacks them. */
export function withEntries({ NO_PROXY, 'http.nonProxyHosts': java }: Suggestion, entries: readonly string[]): Suggestion {
  const listed = new Set(NO_PROXY.split(','));
  const more = entries.map((entry) => entry.replace(/^\*\./, '.')).filter((entry) => entry !== '*' && !listed.has(entry));
  const hosts = withoutCovered([...new Set([...java.split('|'), ...more.flatMap(forJava)])]);
  return { NO_PROXY: [...new Set([...listed, ...more])].join(','), 'http.nonProxyHosts': hosts.join('|') };
}

/** `169.254.*` makes `169.254.169.254` needless. */
function withoutCovered(entries: readonly string[]): string[] {
  const open = entries.filter((entry) => entry.endsWith('*')).map((entry) => entry.slice(0, -1));
  return entries.filter((entry) => entry.endsWith('*') || !open.some((start) => entry.startsWith(start)));
}

function inBothForms(entry: string): string[] {
  return parseAddress(entry)?.kind() === 'ipv6' ? [entry, `[${entry}]`] : [entry];
}

/** What somebody has put on the list stays on it, in the spelling that most programs read. */
function presentEntries({ lists }: ProxyEnvironment): string[] {
  return [lists.NO_PROXY, lists.no_proxy]
    .flatMap((text) => (text ?? '').split(/[,\s]+/))
    .filter((word) => word !== '*' && isNoProxyEntry(word))
    .map((word) => word.replace(/^\*\./, '.'));
}

/** Java knows a star at either end, no networks and no ports, and IPv6 addresses in brackets alone. */
function forJava(entry: string): string[] {
  if (entry.startsWith('.')) return [`*${entry}`];
  const network = parseNetwork(entry);
  if (network !== null) return javaNetwork(...network);
  if (parseAddress(entry)?.kind() === 'ipv6') return [`[${entry}]`];
  return [entry === '127.0.0.1' ? '127.*' : entry.replace(/:\d+$/, '')];
}

/** Whole bytes only: `10.1.0.0/16` is `10.1.*`; of any other length nothing shorter than a list of addresses would do. */
function javaNetwork(network: NonNullable<ReturnType<typeof parseAddress>>, bits: number): string[] {
  if (network.kind() !== 'ipv4' || bits === 0 || bits % 8 !== 0) return [];
  const bytes = network.toByteArray().slice(0, bits / 8);
  return [bytes.length === 4 ? bytes.join('.') : `${bytes.join('.')}.*`];
}
