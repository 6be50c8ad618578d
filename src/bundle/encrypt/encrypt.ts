/** Encrypts a finished bundle. After any error there is no output, so nothing unencrypted can be written. */
import { Encrypter } from 'age-encryption';
import type { RedactionLevel } from '../../redact/index.ts';
import { createArchive } from '../archive.ts';
import { type Entry, sha256 } from '../writer.ts';
import { ENVELOPE_ENTRIES, ENVELOPE_SCHEMA, type Envelope, envelopeReadme } from './envelope.ts';
import { shortRecipient } from './recipients.ts';

export interface EncryptInput {
  /** The finished, masked zip, and its name without `.zip`. */
  bytes: Uint8Array;
  name: string;
  /** Recipients from `checkRecipients`. */
  recipients: readonly [string, ...string[]];
  level: RedactionLevel;
  tool: Envelope['tool'];
  /** RFC 3339, UTC. */
  createdAt: string;
}

export type Encrypted = { ok: true; bytes: Uint8Array; sha256: string; recipients: string[] } | { ok: false; problem: string };

export async function encryptBundle({ bytes, name, recipients, level, tool, createdAt }: EncryptInput): Promise<Encrypted> {
  const payload = await encrypted(bytes, recipients);
  if (payload === null) return { ok: false, problem: 'The bundle could not be encrypted, so nothing was written.' };
  const shown = recipients.map(shortRecipient);
  const envelope: Envelope = {
    schema: ENVELOPE_SCHEMA,
    ...{ name, createdAt, tool },
    redaction: { level },
    recipients: shown,
    payload: { path: ENVELOPE_ENTRIES.payload, format: 'age-encryption.org/v1', bytes: payload.length, sha256: sha256(payload) },
  };
  const text = (path: string, content: string): Entry => ({ path, bytes: new TextEncoder().encode(content) });
  const whole = createArchive(`${name}.encrypted`, [
    text(ENVELOPE_ENTRIES.readme, envelopeReadme(envelope)),
    text(ENVELOPE_ENTRIES.envelope, `${JSON.stringify(envelope, null, 2)}\n`),
    { path: ENVELOPE_ENTRIES.payload, bytes: payload },
  ]);
  return { ok: true, bytes: whole, sha256: sha256(whole), recipients: shown };
}

/** The ciphertext; null if encryption failed, or if its output does not look like ciphertext. */
async function encrypted(bytes: Uint8Array, recipients: readonly string[]): Promise<Uint8Array | null> {
  try {
    const encrypter = new Encrypter();
    for (const recipient of recipients) encrypter.addRecipient(recipient);
    const payload = await encrypter.encrypt(bytes);
    const header = new TextDecoder('latin1').decode(payload.subarray(0, 21));
    return header === 'age-encryption.org/v1' && payload.length > bytes.length ? payload : null;
  } catch {
    return null;
  }
}
