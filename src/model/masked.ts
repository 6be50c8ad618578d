/**
 * The spelling of redacted values. The redactor must recognise them, so that masking twice changes nothing; the diagnosis, because a masked
 * address keeps its class; and people.
 *
 * `REDACTED-…` replaces a secret and says nothing about it. `px-…` is a pseudonym: the same value gives the same one on
 * the same machine. Its last letter is a check letter, so that a real name with the prefix `px-` is not mistaken for
 * one. Each is a valid DNS label.
 */

export const PSEUDONYM_KINDS = ['org', 'user', 'res', 'acct', 'aws', 'ip4', 'ip6'] as const;
export type PseudonymKind = (typeof PSEUDONYM_KINDS)[number];

/** Address blocks that stay visible in a masked address. */
export type AddressBlock = '10' | '172' | '192' | 'ula' | 'cgn' | 'pub';

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';
const BODY = {
  name: /^px-[a-z2-7]{7}$/,
  plain: /^px-(?:org|user|res)-[a-z2-7]{7}$/,
  /** The kind of an AWS resource (`vpce`) and the last four characters of its id. */
  aws: /^px-aws-[a-z]{1,12}-[a-z2-7]{6}(?:-[0-9a-f]{4})?-[a-z2-7]$/,
  acct: /^px-acct-[a-z2-7]{6}(?:-\d{4})?-[a-z2-7]$/,
  address: /^px-ip[46]-(10|172|192|ula|cgn|pub)-[a-z2-7]{4}-[a-z2-7]{4}$/,
};

export function addCheckLetter(body: string): string {
  return body + checkLetter(body);
}

/** Whether the whole text is a pseudonym: a masked DNS label, address, organisation, user, resource or account. */
export function isPseudonym(text: string): boolean {
  // A quick test comes first, because every word of a text is checked and few are pseudonyms.
  if (!text.startsWith('px-')) return false;
  return Object.values(BODY).some((pattern) => pattern.test(text)) && text.endsWith(checkLetter(text.slice(0, -1)));
}

/** Block and family of a masked address; null for other text. */
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
