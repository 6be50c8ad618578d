/** What a connection needs to know of an alias, as the client itself says it (`ssh -G`). Held in memory and never recorded. */
import type { AliasBranch, SshAsk } from '../../../model/ssh/index.ts';
import type { Offer } from './key-exchange.ts';

/** A host on the way, which has a section of its own or not; `port` wins over that section's. */
export interface Jump {
  host: string;
  port: number | null;
}

export interface AliasSettings {
  /** The program itself. */
  client: string;
  /** Handed over with `-F`; null: the client's own files. */
  configFile: string | null;
  branch: AliasBranch;
  hostname: string;
  port: number;
  /** The whole command line with its tokens; null without one. */
  proxyCommand: string | null;
  /** The hops, the nearest first. */
  jumps: readonly Jump[];
  strictHostKeyChecking: 'yes' | 'no' | 'accept-new' | 'ask';
  hostKeyAlias: string | null;
  /** The user's files before the system's. */
  knownHostsFiles: readonly string[];
  userKnownHostsFiles: readonly string[];
  /** What the client would agree to. */
  accepts: Offer;
}

/** Null where the client is missing, refuses its configuration, or does not answer in time. */
export type ReadAlias = (alias: string, ask: SshAsk, signal: AbortSignal) => Promise<AliasSettings | null>;

/** The lists of which the two sides have nothing in common; empty where they would agree. Lists that nobody told are passed over. */
export function nothingInCommon(accepts: Offer, offers: Offer): (keyof Offer)[] {
  return (Object.keys(offers) as (keyof Offer)[]).filter((kind) => {
    if (offers[kind].length === 0 || accepts[kind].length === 0) return false;
    return !offers[kind].some((name) => accepts[kind].includes(name));
  });
}
