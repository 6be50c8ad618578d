/** The keys and certificates that all chains of one key type share. */
import type { webcrypto } from 'node:crypto';
import { type Issued, issue, newKeys, type Wanted } from './certificates.ts';

export type Keys = 'RSA' | 'EC';

/** Shared per key type, because generating keys is slow. */
export interface Ground {
  host: string;
  root: Issued;
  keys: {
    intermediate: webcrypto.CryptoKeyPair;
    leaf: webcrypto.CryptoKeyPair;
    small: webcrypto.CryptoKeyPair;
    other: webcrypto.CryptoKeyPair;
  };
  intermediate(wanted?: Partial<Wanted>): Promise<Issued>;
  leaf(issuer: Issued | undefined, wanted?: Partial<Wanted>): Promise<Issued>;
}

export async function groundOf(kind: Keys, host: string): Promise<Ground> {
  const make = () => newKeys(kind === 'EC' ? 'ec' : 2048);
  const [top, intermediate, leaf, other, small] = await Promise.all([make(), make(), make(), make(), newKeys(1024)]);
  const root = await issue({ name: 'Scripted Root', ca: true, keys: top });
  return {
    host,
    root,
    keys: { intermediate, leaf, small, other },
    intermediate: (wanted) => issue({ name: 'Scripted Intermediate', issuer: root, ca: true, keys: intermediate, ...wanted }),
    leaf: (issuer, wanted) => issue({ name: host, issuer, keys: leaf, ...wanted }),
  };
}
