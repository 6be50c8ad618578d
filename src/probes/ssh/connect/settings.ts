/** The settings of a connection to an alias, from the client itself (`ssh -G`). They stay in memory and are never recorded. */
import type { AliasBranch, SshProbeOptions } from '../../../model/ssh/index.ts';
import type { AlgorithmOffer } from './key-exchange.ts';

/** A hop, with or without its own section; `port` overrides that section's. */
export interface JumpHost {
  host: string;
  port: number | null;
}

export interface AliasSettings {
  client: string;
  /** The argument of `-F`; null: the client's own files. */
  configFile: string | null;
  branch: AliasBranch;
  hostname: string;
  port: number;
  /** The whole command line with its tokens; null if none is set. */
  proxyCommand: string | null;
  /** The hops, nearest first. */
  jumps: readonly JumpHost[];
  strictHostKeyChecking: 'yes' | 'no' | 'accept-new' | 'ask';
  hostKeyAlias: string | null;
  /** The user's files before the system's. */
  knownHostsFiles: readonly string[];
  userKnownHostsFiles: readonly string[];
  /** The algorithms that the client accepts. */
  accepts: AlgorithmOffer;
}

/** Null if the client is missing, refuses its configuration, or is late. */
export type ReadAlias = (alias: string, ask: SshProbeOptions, signal: AbortSignal) => Promise<AliasSettings | null>;

/** The lists without a common algorithm; empty if both sides agree. Unknown lists are skipped. */
export function disjointAlgorithms(accepts: AlgorithmOffer, offers: AlgorithmOffer): (keyof AlgorithmOffer)[] {
  return (Object.keys(offers) as (keyof AlgorithmOffer)[]).filter((kind) => {
    if (offers[kind].length === 0 || accepts[kind].length === 0) return false;
    return !offers[kind].some((name) => accepts[kind].includes(name));
  });
}
