/**
 * Recipients of encrypted bundles: age X25519 keys (`age1…`, https://age-encryption.org/v1), which every version of `age` can read. Each
 * key is tested before anything is measured, because a bundle that should be encrypted must never be written unencrypted.
 */
import { Encrypter } from 'age-encryption';

export type Recipients = { ok: true; recipients: readonly [string, ...string[]] } | { ok: false; problem: string; hint: string };

const MAKE_ONE = 'A recipient begins with age1; age-keygen makes one and its secret key.';

/** Requires at least one recipient. Messages never echo the input, because the user may have pasted the secret key by mistake. */
export async function checkRecipients(given: readonly string[]): Promise<Recipients> {
  const [first, ...more] = [...new Set(given.map((text) => text.trim()))];
  if (first === undefined) return { ok: false, problem: 'no recipient is named', hint: MAKE_ONE };
  for (const text of [first, ...more]) {
    const problem = await problemOf(text);
    if (problem !== null) return { ok: false, ...problem };
  }
  return { ok: true, recipients: [first, ...more] };
}

/** The first and last characters of a recipient, which users compare with the key that they received. */
export function shortRecipient(recipient: string): string {
  return `${recipient.slice(0, 12)}…${recipient.slice(-6)}`;
}

async function problemOf(text: string): Promise<{ problem: string; hint: string } | null> {
  if (/^AGE-(SECRET-KEY|PLUGIN)/i.test(text))
    return { problem: 'it is the secret part of a key, which must stay with its owner', hint: 'age-keygen -y prints the public part.' };
  if (/^ssh-/.test(text)) return { problem: 'it is an SSH key; only age recipients are accepted', hint: MAKE_ONE };
  // Newer kinds (age1pq1…, age1tag1…) need a newer age than Debian and Ubuntu ship.
  if (!/^age1[02-9ac-hj-np-z]{58}$/.test(text)) return { problem: 'it is not an X25519 recipient of age', hint: MAKE_ONE };
  try {
    // Adding a recipient checks only the checksum of the key. Encryption also checks that the key is a valid curve point.
    const encrypter = new Encrypter();
    encrypter.addRecipient(text);
    await encrypter.encrypt(new Uint8Array());
    return null;
  } catch {
    return { problem: 'its checksum is wrong: a letter is wrong or missing', hint: MAKE_ONE };
  }
}
