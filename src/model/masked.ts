/**
 * The spelling of what redaction puts in place of a value, so that every reader knows it again: the redactor itself
 * (masking twice changes nothing), diagnosis (a masked address keeps its class), people.
 *
 * `REDACTED-…` stands for a secret and says nothing about it. `px-…` is a pseudonym: the same value gives the same
 * one on the same machine. The last letter of a pseudonym is a check letter, so a real name that merely begins with
 * `px-` is not taken for one. Each is a valid DNS label.
 */

export const PSEUDONYM_KINDS = ['org', 'user', 'res', 'acct', 'aws', 'ip4', 'ip6'] as const;
export type PseudonymKind = (typeof PSEUDONYM_KINDS)[number];

/** Blocks of addresses whose membership a masked address keeps. */
export type AddressBlock = '10' | '172' | '192' | 'ula' | 'cgn' | 'pub';

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';
const BODY = {
  name: /^px-[a-z2-7]{7}$/,
  plain: /^px-(?:org|user|res)-[a-z2-7]{7}$/,
  /** The kind of an AWS resource (`vpce`) and the last four of its id. */
  aws: /^px-aws-[a-z]{1,12}-[a-z2-7]{6}(?:-[0-9a-f]{4})?-[a-z2-7]$/,
  acct: /^px-acct-[a-z2-7]{6}(?:-\d{4})?-[a-z2-7]$/,
  address: /^px-ip[46]-(10|172|192|ula|cgn|pub)-[a-z2-7]{4}-[a-z2-7]{4}$/,
};

/** A pseudonym from its body: `body` and the check letter. */
export function withCheckLetter(body: string): string {
  return body + checkLetter(body);
}

/** A pseudonym as a whole: a DNS label that was masked, or a masked address, organisation, user, resource, account. */
export function isPseudonym(text: string): boolean {
  // Asked of every word of a text, and hardly any is one.
  if (!text.startsWith('px-')) return false;
  return Object.values(BODY).some((pattern) => pattern.test(text)) && text.endsWith(checkLetter(text.slice(0, -1)));
}

/** The block and family of a masked address; null for anything else. */
export function maskedAddress(text: string): { family: 4 | 6; block: AddressBlock } | null {
  const block = BODY.address.exec(text)?.[1];
  if (block === undefined || !isPseudonym(text)) return null;
  return { family: text.startsWith('px-ip4') ? 4 : 6, block: block as AddressBlock };
}

function checkLetter(body: string): string {
  let sum = 7;
  for (let index = 0; index < body.length; index++) sum = (sum * 31 + body.charCodeAt(index)) % 65_521;
  return ALPHABET.charAt(sum % 32);
}
