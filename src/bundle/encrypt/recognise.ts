/** An encrypted bundle that somebody tries to read as it is: what it is, for whom, and how it is opened. */
import { newerSchema, parseJson } from '../integrity.ts';
import { damaged, type ReadProblem } from '../unpack.ts';
import { type Entry, sha256 } from '../writer.ts';
import { ENVELOPE_ENTRIES, ENVELOPE_SCHEMA, Envelope, howToDecrypt } from './envelope.ts';

/** Null for what is no encrypted bundle; otherwise always a problem, for without the key nobody reads it. */
export function encryptedProblem(entries: readonly Entry[]): ReadProblem | null {
  const bytes = (path: string) => entries.find((entry) => entry.path === path)?.bytes;
  const envelope = bytes(ENVELOPE_ENTRIES.envelope);
  if (envelope === undefined) return null;
  const json = parseJson(new TextDecoder().decode(envelope));
  const newer = newerSchema(json, ENVELOPE_SCHEMA.replace(/@\d+$/, ''), 1);
  if (newer !== null) return newer;
  const parsed = Envelope.safeParse(json);
  if (!parsed.success) return damaged('it is encrypted, and its envelope is not as it should be');
  const payload = bytes(ENVELOPE_ENTRIES.payload);
  const { payload: listed, name, recipients } = parsed.data;
  if (payload === undefined || payload.length !== listed.bytes || sha256(payload) !== listed.sha256)
    return damaged('it is encrypted, and its payload does not match its SHA-256');
  const plain = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/.test(name) ? name : 'bundle';
  return {
    ok: false,
    code: 'encrypted',
    problem: `it is encrypted to ${recipients.slice(0, 5).map(shown).join(', ')}`,
    hint: ['Its owner takes payload.age out of it and runs:', ...howToDecrypt(plain)].join('\n  '),
  };
}

/** Of a file from elsewhere nothing but a recipient's own letters is repeated. */
function shown(recipient: string): string {
  return /^age1[02-9ac-hj-np-z]{8}…[02-9ac-hj-np-z]{6}$/.test(recipient) ? recipient : 'somebody';
}
