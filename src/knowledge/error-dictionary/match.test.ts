/** What is read from any pasted text, and what never is. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FINDINGS } from '../../model/finding-codes.ts';
import { TEXT_LIMIT } from './condensed.ts';
import { matchError } from './match.ts';
import { errorDictionary } from './tables.ts';

describe('the matcher of messages', () => {
  it('ignores line breaks, stack frames, colours and escaped quotes', () => {
    const text = '\u001b[31m╷\u001b[0m\n│ Error: Get \\"https://app.gitpod.io/x\\":\n│ x509: certificate signed by\n│ unknown authority\n╵';
    expect(matchError(text)).toMatchObject([{ kind: 'tls.unknown-issuer', host: 'app.gitpod.io' }]);
  });

  it('gives one match when a program repeats the message of its library', () => {
    expect(matchError('npm error code ECONNRESET\nnpm error read ECONNRESET')).toHaveLength(1);
    expect(matchError('curl: (35) Recv failure: Connection reset by peer')).toHaveLength(1);
    for (const login of [
      'npm error tunneling socket could not be established, statusCode=407',
      'java.io.IOException: Unable to tunnel through proxy. Proxy returns "HTTP/1.1 407 Proxy Authentication Required"',
    ])
      expect(matchError(login)).toMatchObject([{ kind: 'tunnel.407' }]);
  });

  it('attributes a signature that is not yet valid to a wrong clock, not to a wrong secret', () => {
    const text =
      'An error occurred (SignatureDoesNotMatch) when calling the GetCallerIdentity operation: Signature not yet current: 20260105';
    const [first, ...more] = matchError(text);
    expect([first?.findings[0], more]).toEqual(['clock-wrong', []]);
  });

  it('recognises the gateway by its ports when only an address is given', () => {
    const [match] = matchError('dial tcp 35.171.240.32:8443: i/o timeout');
    expect(match).toMatchObject({ symptom: 'runner-offline', findings: ['gateway-port-blocked', ...(match?.findings.slice(1) ?? [])] });
    // A proxy may listen there as well.
    expect(matchError('proxyconnect tcp: dial tcp 10.0.0.8:8443: connect: connection refused')).toMatchObject([
      { findings: ['proxy-unreachable'] },
    ]);
  });

  it('also matches a second failure and a second host in one log', () => {
    const log =
      'dial tcp: lookup app.gitpod.io on 10.0.0.2:53: no such host\ndial tcp: lookup mcr.microsoft.com on 10.0.0.2:53: no such host\nx509: certificate signed by unknown authority';
    expect(matchError(log).map(({ kind, host }) => [kind, host])).toEqual([
      ['dns.nxdomain', 'app.gitpod.io'],
      ['dns.nxdomain', 'mcr.microsoft.com'],
      ['tls.unknown-issuer', 'mcr.microsoft.com'],
    ]);
  });

  it.each([
    '',
    'It does not work.',
    'Segmentation fault (core dumped)',
    'HTTP/1.1 200 OK',
    'DryRunOperation: Request would have succeeded',
  ])('matches nothing in %j', (text) => expect(matchError(text)).toEqual([]));
});

describe('the match of a message', () => {
  const SECRET = 'hunter2-S3cretValue';

  it.each([
    `Get "https://anna:${SECRET}@app.gitpod.io/x?token=${SECRET}#${SECRET}": EOF`,
    `Get "https://anna:${SECRET}/x@app.gitpod.io/": EOF`,
    `Get "https://${SECRET}@app.gitpod.io:443/${SECRET}": dial tcp 1.2.3.4:443: connect: connection refused`,
    `curl: (6) Could not resolve host: anna:${SECRET}@app.gitpod.io`,
    `Failed to connect to proxy URL: "http://anna:${SECRET}@proxy.corp:3128"`,
    `fatal: unable to access 'https://oauth2:${SECRET}@git.example/x/': CONNECT tunnel failed, response 407`,
    `getaddrinfo ENOTFOUND ghp_0123456789abcdef0123456789abcdef0123`,
  ])('contains at most a host, and never a login, a path or a query: %s', (text) => {
    const matches = matchError(text);
    expect(matches.length).toBeGreaterThan(0);
    expect(JSON.stringify(matches)).not.toMatch(/hunter2|S3cret|ghp_|anna/i);
  });
});

describe('arbitrary text', () => {
  const pieces = errorDictionary().map(({ pattern }) => pattern.source.replace(/\\|\(\?<?\w*>?:?|[()[\]|?{}]/g, ''));
  const hostile = fc.array(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(...pieces),
      fc.constantFrom('Get "https://app.gitpod.io/": EOF', 'Connection closed by UNKNOWN port 65535', 'dial tcp 1.2.3.4:443: i/o timeout'),
    ),
    { maxLength: 12 },
  );

  it('never makes the matcher throw, gives at most eight matches, and only valid hosts', () => {
    fc.assert(
      fc.property(hostile, (parts) => {
        const matches = matchError(parts.join(' '));
        expect(matches.length).toBeLessThanOrEqual(8);
        for (const { host, findings } of matches) {
          if (host !== null) expect(host).toMatch(/^[a-z0-9_.:-]{1,253}$/);
          expect(new Set(findings).size).toBe(findings.length);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('is matched in linear time when it repeats any word', () => {
    const starts = [
      'Get "https://',
      "unable to access 'https://a",
      'dial tcp ',
      'SSL validation failed for https://',
      'npm error code E403 ',
      'lookup ',
      "host='a",
    ];
    const spent = (text: string) => {
      const before = process.cpuUsage();
      matchError(text);
      return process.cpuUsage(before).user / 1000;
    };
    spent('warm');
    for (const start of starts) {
      const flood = start.repeat(Math.ceil(TEXT_LIMIT / start.length) * 4);
      expect(spent(flood), start).toBeLessThan(1500);
    }
  });

  it('is matched quickly when it is a megabyte of dictionary words, in one line or in many', () => {
    const words = [
      'error ',
      'a.b.c.',
      'https://a.example/',
      'x'.repeat(60),
      '\\\\"',
      '   ',
      'failed to connect to ',
      "'",
      '127.0.0.1:',
      '@',
      '\u001b[3',
      '((((',
    ];
    const spent = (text: string) => {
      const began = performance.now();
      expect(matchError(text).length).toBeLessThanOrEqual(8);
      return performance.now() - began;
    };
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...words, ...pieces), { minLength: 1, maxLength: 6 }),
        fc.constantFrom('', ' ', '\n'),
        (parts, between) => {
          const unit = parts.join(between) + between;
          expect(spent(unit.repeat(Math.ceil(1_048_576 / Math.max(1, unit.length))))).toBeLessThan(4000);
        },
      ),
      { numRuns: 12, seed: 18 },
    );
  });
});

describe('the dictionary', () => {
  it('refers only to findings that exist, and has each entry once, with its source', () => {
    const names: readonly string[] = Object.values(FINDINGS);
    const ids = errorDictionary().map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { id, seen, says } of errorDictionary()) {
      expect(id).toMatch(/^[a-z]+\.[a-z0-9-]+$/);
      expect(seen).not.toBe('');
      for (const name of says.findings ?? []) expect(names).toContain(name);
    }
  });
});
