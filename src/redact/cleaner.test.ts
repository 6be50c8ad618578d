/** Output with real values: secrets are removed, everything else stays unchanged, and a document keeps its layout. */
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { filePath, freeText, hostName, publicText, userName } from '../model/privacy.ts';
import { redactor } from './testing/redactor.ts';

const { clean } = redactor({ secrets: ['Ibis/5582+finch'] });

describe('real values', () => {
  it.each([
    ['git.corp.example refused jdoe@corp.example from 10.1.2.3', 'git.corp.example refused jdoe@corp.example from 10.1.2.3'],
    ['curl -U svc:Heron4471 http://proxy.corp.example', 'curl -U REDACTED-value http://proxy.corp.example'],
    ['said Ibis%2F5582%2Bfinch at proxy.corp.example', 'said REDACTED-1 at proxy.corp.example'],
    ['{"pass\\u0077ord":"Heron4471","host":"git.corp.example"}', '{"password":"REDACTED-value","host":"git.corp.example"}'],
    ['{ "host" : "git.corp.example" }', '{ "host" : "git.corp.example" }'],
  ])('are removed from %s', (text, shown) => {
    expect(clean.text(text)).toBe(shown);
  });

  it('are masked in a field by the privacy class, and dropped when the field has none', () => {
    const schema = z.strictObject({
      ...{ host: hostName(), title: publicText(), text: freeText(), file: filePath(), user: userName(), stray: z.string().optional() },
    });
    const value = {
      host: 'ghp_0123456789abcdefghij0123456789abcdef.corp.example',
      title: 'password: Heron4471',
      text: 'token=Heron4471 at git.corp.example',
      // A variable for a certificate file may contain a URL.
      file: '/etc/ca.pem?token=Heron4471',
      user: 'password=Heron4471',
      stray: 'x',
    };
    expect(clean.value(schema, value)).toEqual({
      host: 'REDACTED-token.corp.example',
      title: 'password: REDACTED-value',
      text: 'token=REDACTED-value at git.corp.example',
      file: '/etc/ca.pem?token=REDACTED-value',
      user: 'password=Heron4471',
    });
  });
});
