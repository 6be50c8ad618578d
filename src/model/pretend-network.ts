/**
 * A network on loopback that the tool's own dialer and resolver are pointed at (`--demo`, tests). Everything behind
 * it is real: sockets, TLS, HTTP, UDP. Only the addresses are mapped.
 */
import type { HostFacts } from './host-facts.ts';
import type { TrustingProgram } from './program-trust.ts';

/** Where a mapped connection really goes; `drop` answers nothing, `refuse` goes to a closed port. */
export type PretendEndpoint = { to: 'port'; address: string; port: number } | { to: 'drop' } | { to: 'refuse' };

/** A file of authorities that a program of the pretend machine reads. */
export interface PretendTrustStore {
  program: TrustingProgram;
  path: string;
  /** PEM. */
  certificates: string[];
}

export interface PretendNetwork {
  /** Resolvers that are asked directly, already real loopback sockets that speak DNS. */
  resolvers: { address: string; port: number }[];
  /** What the machine's own look-up asks: one of the resolvers, so that it answers like them. */
  systemResolver: { address: string; port: number };
  /** `tcp/198.51.100.7:443` or `udp/35.171.240.32:4242` → where it goes. Anything else behaves as `otherwise`. */
  endpoints: ReadonlyMap<string, PretendEndpoint>;
  otherwise: PretendEndpoint;
  /** PEM certificates that count as the public web PKI. */
  publicRoots: string[];
  /** PEM certificates that the store of the pretend machine holds; the public ones if it is left out. */
  systemRoots?: string[];
  /** PEM certificates of the file that the person of the scenario names with `--ca-file`. */
  namedRoots?: string[];
  /** Programs of the pretend machine that keep a list of authorities of their own. */
  trustStores?: PretendTrustStore[];
  /** SSH of the pretend machine: a configuration on disk that is read in place of the account's. Absent: an empty one. */
  ssh?: { configFile: string };
  /** Facts of the pretend machine that differ from the real one. */
  host: Partial<HostFacts>;
  /** The environment that the pretend machine has: proxy variables and the like. Replaces the real one. */
  environment: Readonly<Record<string, string>>;
}

/** A running pretend internet with the profile that belongs to its scenario. */
export interface PretendWorld {
  network: PretendNetwork;
  close(): Promise<void>;
}
