import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { accountId, filePath, freeText, hostName, organisation, plainUrl, publicText } from '../model/privacy.ts';
import { redactor } from './testing/redactor.ts';

describe('a secret in free text', () => {
  const cases: [name: string, text: string, secret: string, kept?: string][] = [
    ['a login in a proxy URL', 'HTTPS_PROXY=http://jdoe:pa55w0rd@proxy:3128', 'pa55w0rd', 'proxy:3128'],
    ['a password with an at sign', 'http://jdoe:p@ss!w0rd@proxy:3128/', 'ss!w0rd', 'proxy:3128'],
    ['a password with a slash', 'http://jdoe:pa/55w@proxy:3128', '55w', 'proxy:3128'],
    ['a login without a scheme', 'jdoe:pa55w0rd@proxy:3128', 'pa55w0rd', 'proxy:3128'],
    ['a SOCKS URL', 'socks5h://u:pa55w0rd@gateway:1080', 'pa55w0rd'],
    ['an Authorization header', 'Authorization: Basic dXNlcjpwdw==', 'dXNlcjpwdw', 'Authorization: Basic '],
    ['a Proxy-Authorization header', '> Proxy-Authorization: Negotiate YIIJvwYGKwYB', 'YIIJvwYGKwYB', 'Negotiate'],
    ['a challenge with a blob', 'proxy said NTLM TlRMTVNTUAACAAAADAA=', 'TlRMTVNTUAACAAAADAA', 'NTLM'],
    ['a cookie', 'Set-Cookie: sid=31d4d96e407aad42; Path=/', '31d4d96e407aad42'],
    ['a key and its value', 'password=hunter2 next', 'hunter2', 'next'],
    ['an environment variable', 'AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG', 'wJalrXUtnFEMI'],
    ['a JSON field', '{"auth_token": "abc\'def", "port": 3}', "abc'def", '"port":3'],
    ['a command-line argument', 'curl --proxy-user jdoe:pw -v', 'jdoe:pw', '-v'],
    ['a short command-line argument', 'curl -U jdoe:pw -v', 'jdoe:pw', '-v'],
    ['a line of .netrc', 'machine git login me password s3cr3t', 's3cr3t'],
    ['a JWT', 'id eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl', 'eyJzdWIiOiIxIn0'],
    ['an AWS key', 'key AKIAIOSFODNN7EXAMPLE here', 'AKIAIOSFODNN7EXAMPLE', 'here'],
    ['a GitHub token', 'x ghp_abcdefghijklmnopqrstuvwxyz0123456789 y', 'ghp_abcdef'],
    ['a private key', 'a\n-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----\nb', 'MIIE', '\nb'],
    ['a truncated private key', '-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1r', 'b3BlbnNzaC1r'],
    ['a presigned URL', 'https://app.gitpod.io/a?X-Amz-Signature=deadbeef01', 'deadbeef01', 'https://app.gitpod.io/a'],
    ['a truncated signed query', '&X-Amz-Security-Token=IQoJb3JpZ2lu', 'IQoJb3JpZ2lu'],
    ['a sign-in ticket', 'https://git.corp.example/a?ticket=ST-12-AbCdEf', 'AbCdEf'],
    ['a session in a path', 'https://git.corp.example/a;jsessionid=0A1B2C3D?x=1', '0A1B2C3D'],
    ['a session in a query', 'GET /a?PHPSESSID=q1w2e3r4&x=1', 'q1w2e3r4', '&x=1'],
    ['a proxy login for socat', 'socat - PROXY:p:app:443,proxyport=3128,proxyauth=jdoe:Hunter2pw', 'Hunter2pw', 'proxyport=3128'],
    ['an argument after a no-break space', 'ncat --proxy-auth\u00a0jdoe:Hunter2pw --proxy p:3128', 'Hunter2pw', '--proxy p:3128'],
    ['a secret after an escape sequence', 'pass\u001b[0mword=hunter2', 'hunter2'],
  ];
  it.each(cases)('is redacted: %s', (_, text, secret, kept) => {
    const masked = redactor().text(text);
    expect(masked).not.toContain(secret);
    if (kept !== undefined) expect(masked).toContain(kept);
  });

  it('is not assumed in prose about secrets', () => {
    for (const prose of [
      'The proxy asks for a login: Basic authentication is offered.',
      'Set HTTPS_PROXY=http://<user>:3128 and try again.',
      'Ask for a password: none was sent.',
      'https://unpkg.com/@scope/name',
      'Outcome: pass: 23 met. management.app failed.',
      "export HTTPS_PROXY='http://<user>:<password>@proxy:3128'",
      'https://<account-id>.dkr.ecr.<region>.amazonaws.com and https://app.gitpod.io/x/supervisor-amd64.xz',
      '3 of 5 addresses answered within 4.2 s (see report.md).',
    ]) {
      expect(redactor().text(prose)).toBe(prose);
    }
  });
});

describe('known secrets', () => {
  const secret = fc
    .stringMatching(/^[A-Za-z0-9!@#$%^&*()+/= äß"\\<>]{8,24}$/)
    .filter((text) => text.trim().length >= 8)
    // A format word (`arguments`) depends on its context; it has a separate test below.
    .filter((text) => redactor({ secrets: [text] }).account().unsearchableSecrets === 0);
  const encodings: Record<string, (text: string) => string> = {
    raw: (text) => text,
    percent: encodeURIComponent,
    'every byte percent': (text) => [...new TextEncoder().encode(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''),
    'percent twice': (text) => encodeURIComponent(encodeURIComponent(text)),
    form: (text) => new URLSearchParams({ p: text }).toString().slice(2),
    json: (text) => JSON.stringify(text).slice(1, -1),
    html: (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;'),
    base64: (text) => Buffer.from(text).toString('base64'),
    'basic login': (text) => Buffer.from(`jdoe:${text}`).toString('base64'),
    base64url: (text) => Buffer.from(`x:${text}`).toString('base64url'),
    hex: (text) => Buffer.from(text).toString('hex'),
    'hex in capitals': (text) => Buffer.from(text).toString('hex').toUpperCase(),
  };

  it.each(Object.entries(encodings))('are removed from any text when spelt as %s', (_, encode) => {
    fc.assert(
      fc.property(secret, fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), (seed, before, after) => {
        const masked = redactor({ secrets: [seed] }).text(`${before} ${encode(seed)} ${after}`);
        expect(masked).not.toContain(encode(seed));
        expect(masked).not.toContain(seed);
      }),
      { numRuns: 30 },
    );
  });

  it('are removed from any field, whatever its privacy class', () => {
    const schema = z.strictObject({
      a: publicText(),
      b: hostName(),
      c: plainUrl(),
      d: filePath(),
      e: organisation(),
      f: freeText(),
      g: accountId(),
    });
    fc.assert(
      fc.property(secret, (seed) => {
        const text = `x${seed}y`;
        const masked = redactor({ secrets: [seed] }).value(schema, { a: text, b: text, c: text, d: text, e: text, f: text, g: text });
        expect(JSON.stringify(masked)).not.toContain(JSON.stringify(seed).slice(1, -1));
      }),
      { numRuns: 30 },
    );
  });

  it.each([1200, 30_000, 131_000])('of %i letters are redacted in every spelling, also when truncated', (length) => {
    const secret = createHash('shake256', { outputLength: length }).update('long').digest('base64').slice(0, length);
    const { text } = redactor({ secrets: [secret] });
    const spellings = [secret, encodeURIComponent(secret), Buffer.from(`svc:${secret}`).toString('base64'), secret.slice(100, -100)];
    for (const spelling of spellings) expect(text(`before "${spelling}" behind`)).toBe('before "REDACTED-1" behind');
    expect(text(`http://svc:${secret}@proxy.example.com:3128`)).not.toContain(secret.slice(500, 520));
    expect(text('nothing of it')).toBe('nothing of it');
  });

  it('are replaced by a number and cannot be recovered from it', () => {
    expect(redactor({ secrets: ['correct horse', 'battery-staple'] }).text('a correct horse, a battery%2Dstaple')).toBe(
      'a REDACTED-1, a REDACTED-2',
    );
  });

  it('are ignored when they equal a published word or a keyword of a file format', () => {
    const masked = redactor({ secrets: ['gitpod', 'direct'] });
    expect(masked.text('https://app.gitpod.io goes direct')).toBe('https://app.gitpod.io goes direct');
    expect(masked.account().unsearchableSecrets).toBe(2);
  });

  it('are redacted in encoded form even if they equal a keyword of a file format', () => {
    const blob = Buffer.from('jdoe:arguments').toString('base64');
    expect(redactor({ secrets: ['arguments'] }).text(`sent ${blob} with arguments`)).toBe('sent REDACTED-1 with arguments');
  });

  it('are redacted within a longer word, unless that word is a keyword of a file format', () => {
    const masked = redactor({ secrets: ['rguments'] });
    const schema = z.strictObject({ arguments: publicText() });
    expect(masked.value(schema, { arguments: 'xrguments, arguments' })).toEqual({ arguments: 'xREDACTED-1, arguments' });
    expect(masked.text('a%72guments rguments ZZrguments')).toBe('aREDACTED-1 REDACTED-1 ZZREDACTED-1');
    expect(masked.leftovers('{"arguments":[]}')).toEqual({});
    expect(masked.account().unsearchableSecrets).toBe(0);
  });

  it('are ignored when they equal a word in a sentence of this program, because the missing word would reveal them', () => {
    const prose = 'The proxy asks for a password, and none was sent.';
    expect(redactor({ secrets: ['password', 'proxy'] }).text(prose)).toBe(prose);
    expect(redactor({ secrets: ['password'] }).text('http://jdoe:password@proxy:3128')).toBe('http://REDACTED-login@proxy:3128');
  });
});
