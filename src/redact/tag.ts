/** Keyed tags for pseudonyms. Without a key, trying all of 10/8 would reveal the address behind a tag. */
import { createHmac, createSecretKey } from 'node:crypto';
import { createMemo } from './memo.ts';

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';
/** A SHA-256 digest gives at most 32 letters, one per byte. */
const MAX_LETTERS = 32;

/** The same class and value always give the same letters under the same key. */
export type Tagger = (kind: string, value: string, letters: number) => string;

export function createTagger(key: Uint8Array): Tagger {
  // Created once, because importing the bytes for each tag costs five times as much as the tag itself.
  const secret = createSecretKey(key);
  // Cached, because a text may name one host a thousand times.
  const tags = createMemo((named) => {
    const digest = createHmac('sha256', secret).update(named).digest();
    return Array.from(digest.subarray(0, MAX_LETTERS), (byte) => ALPHABET.charAt(byte & 31)).join('');
  });
  return (kind, value, letters) => tags.of(`${kind}\0${value}`).slice(0, letters);
}

/** The id of the key: bundles with equal ids have comparable pseudonyms. */
export function maskingKeyId(key: Uint8Array): string {
  return createHmac('sha256', key).update('key-id').digest('hex').slice(0, 12);
}
