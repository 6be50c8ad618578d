/**
 * If these fail, a secret that repository scanners find stays in a note or a pasted message, or useful text is removed. The values are
 * generated, so that none is in this repository.
 */
import { describe, expect, it } from 'vitest';
import { FOREIGN_TOKENS } from '../../test/support/foreign-tokens.ts';
import { SECRET_FORMS } from '../../test/support/secret-forms.ts';
import { letters } from '../../test/support/secret-kinds.ts';
import { redactor } from './testing/redactor.ts';

const { text } = redactor({ level: 'network-clear' });

const HARMLESS: readonly string[] = [
  'Signature: mismatch in the archive',
  'token: expected string',
  '/tmp/gitpod_0190a1b2-1c2d-7e3f-8a4b-5c6d7e8f9a0b_id_rsa',
  'ECDSA key fingerprint is SHA256:Xw9TzB4nLKq7vR2mXw9TzB4nLKq7vR2mXw9TzB4nLKq',
  'Server host key: ecdsa-sha2-nistp256 SHA256:AbCdEf0123456789',
  'curl: (35) Connection reset by peer in connection to app.gitpod.io:443',
  'x509: certificate signed by unknown authority',
  'HTTP/1.1 407 Proxy Authentication Required',
  'at Object.<anonymous> (/app/src/key.ts:12:34)',
  'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  'request id: 0a1b2c3d-0000-1111-2222-333344445555',
  'key-pair: key-0123456789abcdef0',
  'session 20261123T120000Z-1a2b3c4d',
  'mysql -h db -p mydb',
  'unzip -p archive.zip file.txt',
  'auth=none',
  'needs AWS credentials: 2 rows, counting: ami.bottlerocket',
  'pass: 23 met',
  'password authentication failed for user',
  'ExpiredToken: The security token included in the request is expired',
  'secret "regcred" not found',
  'credential.helper=store',
  'InvalidSignatureException: Signature expired: 20261201T100000Z is now earlier than 20261201T101000Z',
  'token_type: bearer',
  'password_file: /run/secrets/x',
  'public_key = "9Cnzj4p4WGeKLs1Pt8QuKUpRKfFLfRYC9AIKjbJTWit"',
  'keyUsage: digitalSignature, keyEncipherment',
  'code: ECONNRESET, errno: -104',
  'KeyPair = X25519.KeyPair',
  'apiKey: this.apiKey,',
  'password: <password>',
  'my_password = ""',
  'keytool -importcert -noprompt -keystore cacerts -storepass changeit -alias inspection-ca -file ca.pem',
];

describe('the redaction of free text', () => {
  it.each(SECRET_FORMS)('removes the secret in %j', (form) => {
    const secret = `K4${letters(form, 18)}7q`;
    const shown = text(form.replaceAll('§', secret));
    expect(shown).not.toContain(secret);
    expect(shown).toContain('REDACTED-');
  });

  it.each(Object.entries(FOREIGN_TOKENS))('removes a token of %s in a sentence and in an address', (name, make) => {
    const token = make(name);
    expect(text(`we saw ${token} there`)).toBe('we saw REDACTED-token there');
    expect(text(`https://${token}.evil.test/`)).not.toContain(token);
  });

  it.each(HARMLESS)('keeps harmless text: %j', (harmless) => expect(text(harmless)).not.toContain('REDACTED'));
});
