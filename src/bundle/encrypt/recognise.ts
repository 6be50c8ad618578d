/** Recognises an encrypted bundle that a user opens directly, and reports its recipients and how to decrypt it. */
import { parsedJson } from '../../model/parsed-json.ts';
import { newerSchema } from '../integrity.ts';
import { damagedBundle, type ReadProblem } from '../unpack.ts';
import { type Entry, sha256 } from '../writer.ts';
import { decryptCommands, ENVELOPE_ENTRIES, ENVELOPE_SCHEMA, Envelope } from './envelope.ts';

/**
 * Null for a file that is not an encrypted bundle. For an encrypted bundle it always returns a problem, because only the owner of the key
 * can open it.
 */
export function encryptedBundleProblem(entries: readonly Entry[]): ReadProblem | null {
  const found = envelopeIn(entries);
  if (found === null || !found.ok) return found;
  return checkPayload(entries, found.envelope) ?? keyRequiredProblem(found.envelope);
}

/** The envelope of an encrypted bundle, or the problem with it; null for a file that is not an encrypted bundle. */
export function envelopeIn(entries: readonly Entry[]): { ok: true; envelope: Envelope } | ReadProblem | null {
  const bytes = entries.find(({ path }) => path === ENVELOPE_ENTRIES.envelope)?.bytes;
  if (bytes === undefined) return null;
  const json = parsedJson(new TextDecoder().decode(bytes));
  const newer = newerSchema(json, ENVELOPE_SCHEMA.replace(/@\d+$/, ''), 1);
  if (newer !== null) return newer;
  const parsed = Envelope.safeParse(json);
  return parsed.success ? { ok: true, envelope: parsed.data } : damagedBundle('it is encrypted, and its envelope is damaged');
}

/** Null if the ciphertext is unchanged and every file is covered by a checksum. */
export function checkPayload(entries: readonly Entry[], { payload: listed }: Envelope): ReadProblem | null {
  const payload = entries.find(({ path }) => path === ENVELOPE_ENTRIES.payload)?.bytes;
  if (payload === undefined || payload.length !== listed.bytes || sha256(payload) !== listed.sha256)
    return damagedBundle('it is encrypted, and its payload does not match its SHA-256');
  const alien = entries.some(({ path }) => !KNOWN.includes(path));
  return alien ? damagedBundle('it is encrypted, and the archive has another file that does not belong to it') : null;
}

export function keyRequiredProblem({ name, recipients }: Envelope): ReadProblem {
  const plain = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/.test(name) ? name : 'bundle';
  return {
    ok: false,
    code: 'encrypted',
    problem: `it is encrypted to ${recipients.slice(0, 5).map(shown).join(', ')}`,
    hint: ['The owner of the key extracts payload.age and runs:', ...decryptCommands(plain)].join('\n  '),
  };
}

const KNOWN: readonly string[] = Object.values(ENVELOPE_ENTRIES);

/** The recipient, if it has the form of `shortRecipient`. Other text is not shown, because the file is untrusted. */
function shown(recipient: string): string {
  return /^age1[02-9ac-hj-np-z]{8}…[02-9ac-hj-np-z]{6}$/.test(recipient) ? recipient : 'somebody';
}
