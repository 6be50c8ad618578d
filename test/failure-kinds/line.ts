/** A line of docs/failure-kinds.md: one way to produce a kind of failure, and the finding that it leads to. */
import type { FindingName } from '../../src/model/finding-codes.ts';
import { issue, newKeys, rootOf } from '../../src/probes/testing/certificates.ts';
import type { NameSays } from '../../src/probes/testing/dns-server.ts';

/** The host of the failing requirement. Other programs use localhost, because they cannot look up simulated names. */
export const HOST = 'far.example.com';

/** Counts as a public root for our probes, and is named to the other programs. */
export const root = await rootOf('Failure Kinds Root');
/** The names of the server for our probes and for other programs. */
export const NAMES = [HOST, 'localhost'];
export const leaf = await issue({ name: HOST, dnsNames: NAMES, issuer: root });

/** The same with an RSA key, which plain Diffie-Hellman ciphers need. */
export const rsaLeaf = async () => issue({ name: HOST, dnsNames: NAMES, issuer: root, keys: await newKeys(2048) });

/** The server on loopback. */
export interface Far {
  /** 127.0.0.1 by default. */
  address?: string;
  port: number;
  close(): Promise<unknown>;
}

export type Way =
  /** A server for `https://`, `http://` or datagrams, or a proxy for a tunnel to a working server. */
  | {
      as: 'https' | 'http' | 'udp' | 'proxy';
      start(): Promise<Far>;
      /** The beginning of a proxy's URL: scheme and login; `http://` by default. */
      scheme?: string;
      /** Shell commands in a separate network namespace, with the server's port as `$PORT`; Linux and root. */
      rules?: readonly string[];
    }
  /** The resolver's answer. */
  | { as: 'resolver'; says: NameSays }
  /** A demo scenario, which the demo's tests measure. */
  | { as: 'scenario'; name: string }
  /** A scenario of the lab. */
  | { as: 'lab'; name: string }
  /** Another test with real sockets or the real program: its file, and the text it contains (default: the kind). */
  | { as: 'test'; file: string; says?: string };

export interface Line {
  /** The setup in a few words. */
  by: string;
  /** The root cause; null if the failure proves nothing about the network. */
  finding: FindingName | null;
  way: Way;
}
