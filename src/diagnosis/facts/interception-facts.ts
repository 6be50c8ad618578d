/** The facts of GD307: who signs, for which hosts, and which programs accept it. */
import type { Consumer } from '../../model/consumer.ts';
import type { ProgramTrust } from '../../model/program-trust.ts';

export interface InterceptionFacts {
  /** Name of the authority at the end of the chain. */
  issuer: string | null;
  /** Product that the name belongs to. */
  vendor: string | null;
  hosts: string[];
  /** Those to leave alone, as the access requirements spell them. */
  exempt: string[];
  owners: number;
  /** At least one of the hosts is a public service of the requirements. */
  published: boolean;
  /** `own-authority`: hosts of the customer only; `public-name`: the name of a public CA over a chain that no store vouches for. */
  reading: 'interception' | 'own-authority' | 'public-name';
  /** By the programs whose rows met the issuer. */
  untrustedBy: Consumer[];
  trustedBy: Consumer[];
  /** What the list of every program on this machine says; empty where nobody has asked. */
  programs: ProgramTrust[];
  /** `linux`, `darwin`, `win32`; null where the machine was not looked at. */
  platform: string | null;
  /** What came of the certificates that the person named; null without. */
  tried: Tried | null;
}

/** The same requests with the file of `--ca-file` added. */
export interface Tried {
  file: string;
  /** Hosts whose chain it completes. */
  works: string[];
  /** Hosts whose chain it does not complete. */
  fails: string[];
}
