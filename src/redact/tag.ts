/** Keyed tags. Without the key an address of 10/8 could be found by trying them all; with it a tag says nothing. */
import { createHmac } from 'node:crypto';

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';

/** The same class and value give the same letters under the same key, wherever and whenever they are met. */
export type Tagger = (kind: string, value: string, letters: number) => string;

export function tagger(key: Uint8Array): Tagger {
  return (kind, value, letters) => {
    const digest = createHmac('sha256', key).update(kind).update('\0').update(value).digest();
    let tag = '';
    for (let index = 0; index < letters; index++) tag += ALPHABET.charAt((digest[index] ?? 0) & 31);
    return tag;
  };
}

/** Tells whether two bundles were masked with the same key, so that their pseudonyms can be compared. */
export function keyId(key: Uint8Array): string {
  return createHmac('sha256', key).update('key-id').digest('hex').slice(0, 12);
}
