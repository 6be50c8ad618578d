/** The document for Systems Manager: valid by AWS's rules, and no value can become a command. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { ssmDocument } from '../../src/fleet/ssm/document.ts';
import { AREAS } from '../../src/model/areas.ts';
import { refusal, scriptOf } from '../support/ssm-engine.ts';

const SCHEMA = fileURLToPath(new URL('../../fixtures/ssm/command-document-2.2.schema.json', import.meta.url));
const schema = z.fromJSONSchema(JSON.parse(readFileSync(SCHEMA, 'utf8')));
const document = ssmDocument();
const script = document.mainSteps[0]?.inputs.runCommand.join('\n') ?? '';
const parameters: Readonly<Record<string, { type: string; default: unknown; allowedPattern?: string; allowedValues?: readonly string[] }>> =
  document.parameters;

describe('the SSM document', () => {
  it('matches the schema, and the schema rejects invalid documents', () => {
    expect(schema.safeParse(JSON.parse(JSON.stringify(document))).error).toBe(undefined);
    for (const wrong of [
      { ...document, schemaVersion: '2.0' },
      { ...document, mainSteps: [] },
      { ...document, outputs: {} },
      { ...document, parameters: { 'not-a-name': { type: 'String' } } },
      { ...document, parameters: { A: { type: 'Text' } } },
      { ...document, parameters: { A: { type: 'StringList', default: 'one' } } },
      { ...document, parameters: { A: { type: 'String', pattern: 'x' } } },
      { ...document, mainSteps: [{ ...document.mainSteps[0], inputs: { runCommand: 'one' } }] },
      { ...document, mainSteps: [{ ...document.mainSteps[0], platform: 'Linux' }] },
    ])
      expect(schema.safeParse(JSON.parse(JSON.stringify(wrong))).success).toBe(false);
  });

  it('is smaller than the limit of 64 KB', () => {
    expect(JSON.stringify(document, null, 2).length).toBeLessThan(64 * 1024);
  });

  it('uses every declared parameter and no other', () => {
    const used = new Set(Array.from(JSON.stringify(document.mainSteps).matchAll(/\{\{ (\w+) \}\}/g), (match) => match[1]));
    expect([...used].sort()).toEqual(Object.keys(parameters).sort());
  });

  it('has default values that match their own patterns', () => {
    expect(
      refusal(document, Object.fromEntries(Object.entries(document.parameters).map(([name, { default: value }]) => [name, value]))),
    ).toBe(null);
  });

  it('has anchored patterns that RE2 accepts: no lookaround, back-reference or count above 1000', () => {
    for (const { allowedPattern = '^$' } of Object.values(parameters)) {
      expect(allowedPattern).not.toMatch(/\(\?|\\\d/);
      for (const [, most] of allowedPattern.matchAll(/,(\d+)\}/g)) expect(Number(most)).toBeLessThanOrEqual(1000);
      expect(allowedPattern).toMatch(/^\^.*\$$/);
    }
  });

  it('accepts every area as a value of its parameter', () => {
    expect(refusal(document, { Areas: [...AREAS] })).toBe(null);
  });
});

describe('the value of a parameter', () => {
  it.each([
    { Regions: ['eu-west-1', 'us-gov-west-1', 'ap-southeast-2'] },
    { Areas: ['gateway', 'ami'], From: 'runner', Runner: 'enterprise', Account: '123456789012' },
    { Source: 'https://bucket.s3.eu-west-1.amazonaws.com/doctor?X-Amz-Signature=0a&X-Amz-Date=20261127T100000Z', Sha256: 'a'.repeat(64) },
    { Source: 's3://my-bucket/tools/gitpod-doctor-0.1.0', Sha256: '0'.repeat(64) },
    { Program: '/opt/tools/gitpod-doctor/bin/gitpod-doctor.js', Profile: '/etc/gitpod-doctor.json', EnvironmentFile: '/etc/environment' },
    { Timeout: '15000', Deadline: '60000', ExecutionTimeout: '172800' },
  ])('is accepted when it is valid: %j', (given) => {
    expect(refusal(document, given)).toBe(null);
  });

  const INJECTIONS = [
    '$(reboot)',
    '`reboot`',
    "'; reboot; '",
    '"; reboot; "',
    'a\nreboot',
    'a && reboot',
    'a | sh',
    'x > /etc/passwd',
    '../*',
    '\\',
    '{{ Program }}',
    `\${HOME}`,
    'a b',
    '--config',
  ];
  const AROUND = (name: string, evil: string) => {
    const { default: value } = parameters[name] ?? { default: '' };
    const base = [value].flat()[0] as string;
    return [evil, base + evil, `/opt/x${evil}`, `https://a.example/${evil}`, `s3://bucket-a/${evil}`, `eu-west-1${evil}`, `all${evil}`];
  };

  it.each(Object.keys(parameters))('is refused for %s if it contains a character with a meaning in a shell', (name) => {
    const { type } = parameters[name] ?? { type: '' };
    for (const evil of INJECTIONS)
      for (const text of AROUND(name, evil)) {
        const taken = refusal(document, { [name]: type === 'StringList' ? [text] : text }) === null;
        // A path or a URL may contain two dots or a dash, which a shell does not interpret.
        expect(taken && /[^\w./:?&=%+~,-]/.test(text) ? text : null).toBe(null);
      }
  });

  it('is single-quoted in the script, and refused if it contains a single quote', () => {
    for (const [use] of script.matchAll(/.?\{\{ \w+ \}\}.?/g)) expect(use).toMatch(/^'\{\{ \w+ \}\}'$/);
    const value = fc.string({ unit: 'grapheme' });
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(parameters)), value, value, (name, before, after) => {
        const text = `${before}'${after}`;
        expect(refusal(document, { [name]: parameters[name]?.type === 'StringList' ? [text] : text })).not.toBe(null);
      }),
    );
  });

  it('is passed to the script as a JSON array if it is a list', () => {
    expect(scriptOf(document, { Regions: ['eu-west-1', 'us-east-1'] })).toContain(`items '["eu-west-1","us-east-1"]'`);
  });
});
