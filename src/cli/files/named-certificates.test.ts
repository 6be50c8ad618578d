/** If these fail, a wrong file for --ca-file or --public-roots is accepted, or gives a stack trace. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { afterAll, describe, expect, it } from 'vitest';
import { CommandError } from '../arguments/usage.ts';
import { checkedCaFile } from './named-certificates.ts';

const folder = mkdtempSync(join(tmpdir(), 'named-certificates-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const [one = '', two = ''] = rootCertificates;

describe('a file of certificates', () => {
  it('is read without the text between the certificates', async () => {
    expect(await checkedCaFile(file('two.pem', `# Corp root\n${one}\n\n# Corp issuing\n${two}\n`))).toEqual([one, two]);
  });

  it('is not required: the result is null without a path', async () => expect(await checkedCaFile(undefined)).toBeNull());

  it.each<[string, () => string, RegExp]>([
    ['missing', () => join(folder, 'nothing.pem'), /does not exist/],
    ['a folder', () => folder, /is a folder/],
    ['empty', () => file('empty.pem', ''), /no certificate in PEM form/],
    ['in DER format', () => file('ca.der', Buffer.from(one.replace(/-----.*-----|\s/g, ''), 'base64')), /no certificate in PEM form/],
    [
      'a private key',
      () => file('key.pem', '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n'),
      /no certificate in PEM form/,
    ],
    [
      'damaged in its second certificate',
      () => file('bad.pem', `${one}\n-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n`),
      /Certificate 2 in .* cannot be read/,
    ],
    ['a device', () => '/dev/zero', /is not a file/],
  ])('is refused in one line with status 4 when it is %s', async (_what, path, words) => {
    const stopped = await checkedCaFile(path()).catch((error: unknown) => error);
    expect(stopped).toBeInstanceOf(CommandError);
    expect(stopped).toMatchObject({ status: 4, hint: null, message: expect.stringMatching(words) });
    expect(String((stopped as CommandError).message)).not.toContain('\n');
  });
});
