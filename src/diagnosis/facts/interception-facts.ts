/** The facts of GD307: the issuer, the hosts, and the programs that accept it. */
import type { Consumer } from '../../model/consumer.ts';
import type { ProgramTrust } from '../../model/program-trust.ts';

export interface InterceptionFacts {
  /** Name of the CA at the end of the chain. */
  issuer: string | null;
  /** The inspection product that uses this CA name. */
  vendor: string | null;
  hosts: string[];
  /** Hosts to exempt from inspection, as the access requirements spell them. */
  exempt: string[];
  owners: number;
  /** True if at least one of the hosts is a listed service. */
  published: boolean;
  /** `own-authority`: only hosts of the customer. `public-name`: a chain with the name of a public CA that no trust store verifies. */
  reading: 'interception' | 'own-authority' | 'public-name';
  /** Programs that got a certificate of this issuer in their requirements and reject it. */
  untrustedBy: Consumer[];
  trustedBy: Consumer[];
  /** The result for each program on this machine; empty if this was not checked. */
  programs: ProgramTrust[];
  /** `linux`, `darwin`, `win32`; null if the machine was not inspected. */
  platform: string | null;
  /** The installation parameter for additional CA certificates; null if the edition has none. */
  caParameter?: string | null;
  /** The result with the user's CA file; null without one. */
  tried: CaFileResult | null;
}

/** The result of the same requests with the file of `--ca-file` added. */
export interface CaFileResult {
  file: string;
  /** Hosts whose chain the file completes. */
  works: string[];
  /** Hosts whose chain the file does not complete. */
  fails: string[];
}
