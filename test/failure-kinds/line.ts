/** A line of docs/failure-kinds.md: one way to produce a kind of failure, and the finding that it leads to. */
import type { FindingName } from '../../src/model/finding-codes.ts';
import { issue, newKeys, rootOf } from '../../src/probes/testing/certificates.ts';
import type { NameSays } from '../../src/probes/testing/dns-server.ts';

/** The host of the row that fails. Other programs ask for localhost, as they have no pretend names. */
export const HOST = 'far.example.com';

/** Counts as a public root for our probes, and is named to the other programs. */
export const root = await rootOf('Failure Kinds Root');
/** Names under which the same server is asked, by our probes and by other programs. */
export const NAMES = [HOST, 'localhost'];
export const leaf = await issue({ name: HOST, dnsNames: NAMES, issuer: root });

/** The same over an RSA key, which ciphers with plain Diffie-Hellman take. */
export const rsaLeaf = async () => issue({ name: HOST, dnsNames: NAMES, issuer: root, keys: await newKeys(2048) });

/** What answers on loopback. */
export interface Far {
  /** 127.0.0.1 if it is left out. */
  address?: string;
  port: number;
  close(): Promise<unknown>;
}

export type Way =
  /** A server that is asked for `https://` or `http://` or in datagrams, or a proxy that is asked for a tunnel to a sound server. */
  | {
      as: 'https' | 'http' | 'udp' | 'proxy';
      start(): Promise<Far>;
      /** Shell commands in a separate network namespace, with the server's port as `$PORT`; Linux and root. */
      rules?: readonly string[];
    }
  /** The resolver's answer. */
  | { as: 'resolver'; says: NameSays }
  /** A scenario of the demo, which the tests of the demo measure. */
  | { as: 'scenario'; name: string }
  /** A scenario of the lab. */
  | { as: 'lab'; name: string }
  /** Another test with real sockets or the real program: its file, and the text it contains (default: the kind). */
  | { as: 'test'; file: string; says?: string };

export interface Line {
  /** The set-up in a few words. */
  by: string;
  /** The root cause; null: none, because the failure says nothing about a network. */
  finding: FindingName | null;
  way: Way;
}
