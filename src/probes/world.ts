/** The differences between the real machine and the pretend one. Everything else in this folder is the same code over real sockets. */
import type { PretendNetwork } from '../model/pretend-network.ts';

export interface World {
  /** The environment of programs on this machine. It holds secrets, which only `proxy-credentials.ts` may read. */
  environment: Readonly<Record<string, string>>;
  pretend: PretendNetwork | null;
  /** The URL or path of `--pac`. Absent: none. */
  proxyScript?: string | null;
  /** PEM certificates that act as the public web PKI; null: the list compiled into Node. */
  publicRoots: readonly string[] | null;
  /**
   * PEM certificates of `--ca-file`; null if the option is not given. They are only tried as a fix, so they do not make a server genuine.
   */
  namedRoots: readonly string[] | null;
  /** The User-Agent of every request, which shows security teams this tool in their logs. */
  userAgent: string;
}

export interface SystemWorldInput {
  environment: Readonly<Record<string, string | undefined>>;
  version: string;
  publicRoots?: readonly string[] | null;
  namedRoots?: readonly string[] | null;
  proxyScript?: string | null;
}

export function systemWorld(options: SystemWorldInput): World {
  return {
    environment: definedOnly(options.environment),
    pretend: null,
    publicRoots: options.publicRoots ?? null,
    namedRoots: options.namedRoots ?? null,
    proxyScript: options.proxyScript ?? null,
    userAgent: userAgent(options.version),
  };
}

/** The same program on the pretend machine, with its environment and public roots instead of the real ones. */
export function pretendWorld(network: PretendNetwork, options: Omit<SystemWorldInput, 'environment' | 'publicRoots'>): World {
  return {
    environment: network.environment,
    pretend: network,
    publicRoots: network.publicRoots,
    namedRoots: options.namedRoots ?? network.namedRoots ?? null,
    proxyScript: options.proxyScript ?? null,
    userAgent: userAgent(options.version),
  };
}

function userAgent(version: string): string {
  return `gitpod-doctor/${version}`;
}

function definedOnly(environment: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
