/**
 * The envelope of an encrypted bundle: a zip with instructions, because ticket systems refuse `.age` files. It contains no measurements.
 */

import * as z from 'zod';
import { command } from '../../model/command/index.ts';
import { publicText } from '../../model/privacy.ts';
import { ToolInfo } from '../../model/provenance.ts';
import { writeCommand } from '../../shells/index.ts';

export const ENVELOPE_SCHEMA = 'gitpod-doctor/envelope@1';

export const ENVELOPE_ENTRIES = { readme: 'README.txt', envelope: 'envelope.json', payload: 'payload.age' } as const;

export const Envelope = z.object({
  schema: z.literal(ENVELOPE_SCHEMA),
  /** The name of the bundle inside, without `.zip`. */
  name: publicText(),
  /** RFC 3339, UTC. */
  createdAt: publicText(),
  tool: ToolInfo,
  redaction: z.object({ level: z.enum(['standard', 'strict', 'network-clear']) }),
  /** The first and last characters of each recipient, to identify the key. */
  recipients: z.array(publicText()).min(1),
  /** `sha256` is the checksum of the ciphertext, so that damage can be detected without the key. */
  payload: z.object({
    path: z.literal(ENVELOPE_ENTRIES.payload),
    format: z.literal('age-encryption.org/v1'),
    bytes: z.int().min(0),
    sha256: publicText(),
  }),
});
export type Envelope = z.infer<typeof Envelope>;

/** The commands that decrypt the payload, for the README and for the message when a user opens the encrypted bundle directly. */
export function decryptCommands(name: string): string[] {
  const lines = command`age --decrypt --identity KEY.txt --output ${name}.zip payload.age\ngitpod-doctor open ${name}.zip`;
  return writeCommand(lines, 'posix').split('\n');
}

export function envelopeReadme({ name, recipients, redaction }: Pick<Envelope, 'name' | 'recipients' | 'redaction'>): string {
  return [
    'This is a support bundle of gitpod-doctor, encrypted with age (https://age-encryption.org).',
    '',
    `For: ${recipients.join(', ')}`,
    'To open it with one of the secret keys:',
    '',
    ...decryptCommands(name).map((command) => `    ${command}`),
    '',
    `The bundle inside is also masked (level ${redaction.level}).`,
    'envelope.json contains the SHA-256 of payload.age.',
    '',
  ].join('\n');
}
