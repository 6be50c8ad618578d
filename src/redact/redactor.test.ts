import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { addressClass } from '../model/address.ts';
import { isPseudonym } from '../model/masked.ts';
import { accountId, filePath, freeText, hostName, ipAddress, organisation, plainUrl, publicText, resourceName } from '../model/privacy.ts';
import { createRedactor, type RedactorOptions } from './redactor.ts';

const KEY = new Uint8Array(32).fill(7);
const PUBLIC = ['app.gitpod.io', 'us01.gitpod.dev', 'https://ec2.us-east-1.amazonaws.com', '35.171.240.32', '149721548608'];

function redactor(options: Partial<RedactorOptions> = {}) {
  return createRedactor({ level: 'standard', key: KEY, publicNames: PUBLIC, secrets: [], ...options });
}

describe('secrets in free text are gone', () => {
  const cases: [name: string, text: string, secret: string, kept?: string][] = [
    ['login in a proxy URL', 'HTTPS_PROXY=http://jdoe:pa55w0rd@proxy:3128', 'pa55w0rd', 'proxy:3128'],
    ['password with an at sign', 'http://jdoe:p@ss!w0rd@proxy:3128/', 'ss!w0rd', 'proxy:3128'],
    ['password with a slash', 'http://jdoe:pa/55w@proxy:3128', '55w', 'proxy:3128'],
    ['login without a scheme', 'jdoe:pa55w0rd@proxy:3128', 'pa55w0rd', 'proxy:3128'],
    ['socks URL', 'socks5h://u:pa55w0rd@gateway:1080', 'pa55w0rd'],
    ['Authorization', 'Authorization: Basic dXNlcjpwdw==', 'dXNlcjpwdw', 'Authorization: Basic '],
    ['Proxy-Authorization', '> Proxy-Authorization: Negotiate YIIJvwYGKwYB', 'YIIJvwYGKwYB', 'Negotiate'],
    ['a challenge with a blob', 'proxy said NTLM TlRMTVNTUAACAAAADAA=', 'TlRMTVNTUAACAAAADAA', 'NTLM'],
    ['cookie', 'Set-Cookie: sid=31d4d96e407aad42; Path=/', '31d4d96e407aad42'],
    ['key and value', 'password=hunter2 next', 'hunter2', 'next'],
    ['environment', 'AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG', 'wJalrXUtnFEMI'],
    ['JSON', '{"auth_token": "abc\'def", "port": 3}', "abc'def", '"port": 3'],
    ['argument', 'curl --proxy-user jdoe:pw -v', 'jdoe:pw', '-v'],
    ['short argument', 'curl -U jdoe:pw -v', 'jdoe:pw', '-v'],
    ['netrc', 'machine git login me password s3cr3t', 's3cr3t'],
    ['JWT', 'id eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl', 'eyJzdWIiOiIxIn0'],
    ['AWS key', 'key AKIAIOSFODNN7EXAMPLE here', 'AKIAIOSFODNN7EXAMPLE', 'here'],
    ['GitHub token', 'x ghp_abcdefghijklmnopqrstuvwxyz0123456789 y', 'ghp_abcdef'],
    ['private key', 'a\n-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----\nb', 'MIIE', '\nb'],
    ['private key that was cut', '-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1r', 'b3BlbnNzaC1r'],
    ['presigned URL', 'https://app.gitpod.io/a?X-Amz-Signature=deadbeef01', 'deadbeef01', 'https://app.gitpod.io/a'],
    ['signed query that was cut', '&X-Amz-Security-Token=IQoJb3JpZ2lu', 'IQoJb3JpZ2lu'],
    ['a secret behind an escape sequence', 'pass\u001b[0mword=hunter2', 'hunter2'],
  ];
  it.each(cases)('%s', (_, text, secret, kept) => {
    const masked = redactor().text(text);
    expect(masked).not.toContain(secret);
    if (kept !== undefined) expect(masked).toContain(kept);
  });

  it('leaves prose about secrets alone', () => {
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
      expect(redactor({ publicNames: [...PUBLIC, 'unpkg.com'] }).text(prose)).toBe(prose);
    }
  });
});

describe('known secrets', () => {
  const secret = fc.stringMatching(/^[A-Za-z0-9!@#$%^&*()+/= äß"\\<>]{8,24}$/).filter((text) => text.trim().length >= 8);
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

  it.each(Object.entries(encodings))('survive in no text when spelt as %s', (_, encode) => {
    fc.assert(
      fc.property(secret, fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), (seed, before, after) => {
        const masked = redactor({ secrets: [seed] }).text(`${before} ${encode(seed)} ${after}`);
        expect(masked).not.toContain(encode(seed));
        expect(masked).not.toContain(seed);
      }),
      { numRuns: 30 },
    );
  });

  it('survive in no field of any class', () => {
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

  it('carry a number, not a trace of the value', () => {
    expect(redactor({ secrets: ['correct horse', 'battery-staple'] }).text('a correct horse, a battery%2Dstaple')).toBe(
      'a REDACTED-1, a REDACTED-2',
    );
  });

  it('that are words of the published list or of the format do not eat it', () => {
    const masked = redactor({ secrets: ['gitpod', 'direct'] });
    expect(masked.text('https://app.gitpod.io goes direct')).toBe('https://app.gitpod.io goes direct');
    expect(masked.account().unsearchableSecrets).toBe(2);
  });
});

describe('names and addresses keep their topology', () => {
  const host = (name: string) => redactor().value(hostName(), name);
  const address = (text: string) => redactor().value(ipAddress(), text);

  it('keeps what is published, and the domain above it', () => {
    for (const name of [
      'app.gitpod.io',
      'APP.gitpod.io',
      '.gitpod.dev',
      '*.us01.gitpod.dev',
      '.amazonaws.com',
      'localhost',
      'proxy',
      '*',
    ]) {
      expect(host(name)).toBe(name);
    }
    expect(address('35.171.240.32')).toBe('35.171.240.32');
  });

  it('shares the domain of two hosts and nothing else', () => {
    const [git, sso, other] = [host('git.corp.acme.com'), host('sso.corp.acme.com'), host('git.acme.com')];
    expect(git.split('.')).toHaveLength(4);
    expect(git.split('.').slice(1)).toEqual(sso.split('.').slice(1));
    expect(git.split('.')[0]).not.toBe(sso.split('.')[0]);
    expect(other.split('.')[1]).toBe(git.split('.')[2]);
    expect(host('.acme.com')).toBe(`.${git.split('.').slice(2).join('.')}`);
    expect(git).not.toMatch(/acme|corp/);
  });

  it('masks what a customer puts below a published domain', () => {
    expect(host('123456789012.dkr.ecr.us-east-1.amazonaws.com')).toMatch(
      /^px-acct-[a-z2-7]{6}-9012-.\.dkr\.ecr\.us-east-1\.amazonaws\.com$/,
    );
    expect(host('acme-artifacts.s3.us-east-1.amazonaws.com')).toMatch(/^px-[a-z2-7]{7}\.s3\.us-east-1\.amazonaws\.com$/);
  });

  it('keeps class, family and subnet of an address', () => {
    for (const text of ['10.1.2.3', '172.20.0.4', '192.168.7.8', '100.64.1.1', '52.1.2.3', 'fd12::1', '2600:1f18::5']) {
      expect(addressClass(address(text))).toBe(addressClass(text));
      expect(isPseudonym(address(text))).toBe(true);
    }
    const subnet = (text: string) => address(text).split('-').slice(0, 4).join('-');
    expect(subnet('10.1.2.3')).toBe(subnet('10.1.2.99'));
    expect(subnet('10.1.2.3')).not.toBe(subnet('10.1.3.3'));
    for (const same of ['127.0.0.1', '::1', '0.0.0.0', '169.254.169.254', '192.0.2.1']) expect(address(same)).toBe(same);
  });

  it('reads entries of NO_PROXY', () => {
    expect(host('10.0.0.0/8')).toBe('10.0.0.0/8');
    expect(host('10.20.0.0/16')).toMatch(/^px-ip4-10-.*\/16$/);
    expect(host('git.acme.com:8443')).toMatch(/:8443$/);
    expect(host('[fd12::1]:80')).toMatch(/^px-ip6-ula-.*:80$/);
    expect(host('10.20.*')).toMatch(/\/16$/);
  });

  it('gives strict readers no topology, and network-clear readers the network', () => {
    const strict = redactor({ level: 'strict' });
    const [git, sso] = [strict.value(hostName(), 'git.acme.com'), strict.value(hostName(), 'sso.acme.com')];
    expect(git.split('.')).toHaveLength(2);
    expect(git).not.toBe(sso);
    const clear = redactor({ level: 'network-clear', secrets: ['pa55w0rd'] });
    expect(clear.text('git.acme.com at 10.1.2.3 with pa55w0rd')).toBe('git.acme.com at 10.1.2.3 with REDACTED-1');
  });
});

describe('other identifiers', () => {
  const value = <T extends z.ZodType<string>>(schema: T, text: string) => redactor().value(schema, text as z.output<T>);
  it('mask people, accounts, organisations, resources and paths', () => {
    expect(value(accountId(), '123456789012')).toMatch(/^px-acct-[a-z2-7]{6}-9012-[a-z2-7]$/);
    expect(value(accountId(), '149721548608')).toBe('149721548608');
    expect(value(organisation(), 'ACME Root CA')).toMatch(/^px-org-/);
    expect(value(organisation(), 'Zscaler Intermediate Root CA')).toBe('Zscaler Intermediate Root CA');
    expect(value(resourceName(), 'acme-prod')).toMatch(/^px-res-/);
    expect(value(filePath(), '/home/jdoe/.ssh/acme.pem')).toMatch(/^\/home\/px-[a-z2-7]{7}\/\.ssh\/px-[a-z2-7]{7}\.pem$/);
    expect(value(filePath(), '/etc/ssl/certs/ca-certificates.crt')).toBe('/etc/ssl/certs/ca-certificates.crt');
    expect(value(plainUrl(), 'https://git.acme.com/team/repo')).toMatch(/^https:\/\/px-.{7}\.px-.{7}\.com\/px-.{7}\/px-.{7}$/);
    expect(value(plainUrl(), 'https://app.gitpod.io/some/path')).toBe('https://app.gitpod.io/some/path');
  });

  it('masks them in free text as in fields', () => {
    const redact = redactor();
    const schema = z.strictObject({ issuer: organisation(), proxy: hostName(), path: filePath() });
    const fields = redact.value(schema, { issuer: 'ACME Root CA', proxy: 'acmeprx01', path: '/opt/acme/ca.pem' });
    expect(redact.text('acmeprx01:3128 signs as "ACME Root CA" from /opt/acme/ca.pem')).toBe(
      `${fields.proxy}:3128 signs as "${fields.issuer}" from ${fields.path}`,
    );
    expect(redact.text('arn:aws:sts::123456789012:assumed-role/AcmeAdmin/jdoe@acme.com')).toMatch(
      /^arn:aws:sts::px-acct-.{6}-9012-.:assumed-role\/px-res-.{7}\/px-user-.{7}$/,
    );
    expect(redact.text('mail jdoe@acme.com or account 123456789012')).toMatch(/^mail px-user-.{7} or account px-acct-/);
    expect(redact.text('10.1.2.3:443, [fd12::1]:443 and git.acme.com.')).toBe(
      `${redact.value(ipAddress(), '10.1.2.3')}:443, [${redact.value(ipAddress(), 'fd12::1')}]:443 and ${redact.value(hostName(), 'git.acme.com')}.`,
    );
  });

  it('drops and counts a string that nobody classified', () => {
    const redact = redactor();
    const schema = z.strictObject({ known: publicText(), unknown: z.string() });
    expect(redact.value(schema, { known: 'a', unknown: 'b' })).toEqual({ known: 'a' });
    expect(redact.account().dropped).toBe(1);
  });
});

describe('for every text', () => {
  const shapes = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.constantFrom(
      'http://a:b@c.d/e?f=g#h',
      'git.acme.com',
      '10.1.2.3',
      '[fd12::1]:443',
      'password=',
      'Authorization: ',
      'arn:aws:iam::123456789012:role/x',
      '/home/jdoe/x',
      'jdoe@acme.com',
      '"',
      ' ',
      ':',
      '@',
      '/',
      '.',
      '-',
      'px-',
      'REDACTED-',
      'eyJabcdef.abc.def',
      '\u001b[31m',
      '://',
      '*.',
    ),
    fc.ipV4(),
    fc.ipV6(),
    fc.domain(),
    fc.emailAddress(),
    fc.webUrl({ withQueryParameters: true, withFragments: true }),
  );
  const text = fc.array(shapes, { maxLength: 6 }).map((parts) => parts.join(''));

  it('masking twice changes nothing, under any key', () => {
    fc.assert(
      fc.property(text, fc.constantFrom('standard' as const, 'strict' as const, 'network-clear' as const), (original, level) => {
        const once = redactor({ level }).text(original);
        expect(redactor({ level }).text(once)).toBe(once);
        expect(redactor({ level, key: new Uint8Array(32).fill(9) }).text(once)).toBe(once);
      }),
      { numRuns: 250 },
    );
  });

  it('masking a field twice changes nothing', () => {
    const schema = z.strictObject({
      a: hostName(),
      b: ipAddress(),
      c: plainUrl(),
      d: filePath(),
      e: organisation(),
      f: accountId(),
      g: resourceName(),
    });
    fc.assert(
      fc.property(text, (t) => {
        const once = redactor().value(schema, { a: t, b: t, c: t, d: t, e: t, f: t, g: t });
        expect(redactor().value(schema, once)).toEqual(once);
      }),
      { numRuns: 150 },
    );
  });

  it('leaves no control character', () => {
    fc.assert(
      fc.property(text, (original) => {
        expect(redactor().text(original)).not.toMatch(/[^\P{Cc}\n\t]/u);
      }),
      { numRuns: 100 },
    );
  });

  it('takes no longer than a frame for long lines of one letter', () => {
    for (const letter of ['a', '1', '.', ':', '@', '-', '/', '=', ' ', 'eyJ', '\u001b', '[', '%41', 'a.', 'a:', 'a@', '://']) {
      const long = letter.repeat(Math.ceil((16 * 1024) / letter.length));
      const before = performance.now();
      redactor({ secrets: ['pa55w0rd!', 'aaaaaaaaaaab'] }).text(long);
      expect(performance.now() - before, JSON.stringify(letter)).toBeLessThan(400);
    }
  });
});
