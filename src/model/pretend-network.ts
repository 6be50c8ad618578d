/** A loopback network for the tool's own dialer and resolver (`--demo`, tests). Sockets are real; only addresses are mapped. */
import type { HostFacts } from './host-facts.ts';
import type { TrustingProgram } from './program-trust.ts';
import type { LoginMeans } from './proxy-login.ts';
import type { ScriptSource } from './proxy-script.ts';

/** The real endpoint of a mapped connection; `drop` never answers, and `refuse` is a closed port. */
export type PretendEndpoint = { to: 'port'; address: string; port: number } | { to: 'drop' } | { to: 'refuse' };

/** A CA file of a program on the pretend machine. */
export interface PretendTrustStore {
  program: TrustingProgram;
  path: string;
  /** The content of the file, in PEM. */
  certificates: string[];
}

export interface PretendNetwork {
  /** Resolvers that receive direct queries: real loopback sockets that speak DNS. */
  resolvers: { address: string; port: number }[];
  /** The resolver behind the system lookup: one of the resolvers, so that it answers like them. */
  systemResolver: { address: string; port: number };
  /** Maps `tcp/198.51.100.7:443` or `udp/35.171.240.32:4242` to the real endpoint. Other addresses behave as `otherwise`. */
  endpoints: ReadonlyMap<string, PretendEndpoint>;
  otherwise: PretendEndpoint;
  /** PEM certificates that act as the public web PKI. */
  publicRoots: string[];
  /** PEM certificates in the pretend machine's store; defaults to the public ones. */
  systemRoots?: string[];
  /** PEM certificates in the scenario's `--ca-file`. */
  namedRoots?: string[];
  /** Programs of the pretend machine that have their own trust list. */
  trustStores?: PretendTrustStore[];
  /** SSH of the pretend machine: a configuration on disk that is read instead of the account's. Absent: an empty one. */
  ssh?: { configFile: string };
  /** Proxy scripts in the settings of the pretend machine, with their real URLs or paths. Absent: none. */
  scripts?: { source: ScriptSource; url: string }[];
  /** Tickets and login helpers of the pretend machine. Absent: none. */
  login?: Partial<LoginMeans>;
  /** Facts of the pretend machine that differ from the real one. */
  host: Partial<HostFacts>;
  /** The environment of the pretend machine, such as proxy variables. It replaces the real environment. */
  environment: Readonly<Record<string, string>>;
}

/** A running pretend internet with the profile of its scenario. */
export interface PretendWorld {
  network: PretendNetwork;
  close(): Promise<void>;
}
