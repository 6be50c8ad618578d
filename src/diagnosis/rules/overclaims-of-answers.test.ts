/** If one of these fails, a rule claims more about a certificate or an answer than was seen. */
import { describe, expect, test } from 'vitest';
import type { HttpAnswer } from '../../model/phase.ts';
import { fails, passes, session } from '../testing/session.ts';
import { findingOf, rootsOf, verdictOf } from '../testing/told.ts';

const RELEASES = 'releases.gitpod.io';

describe('certificate-expired', () => {
  test('does not blame a TLS-inspecting device when no certificate was recorded', () => {
    const bare = fails('tls.expired', { tls: { chain: [], trust: null } });
    const finding = findingOf(session().https('mcr.microsoft.com').https('git.corp.example', bare).build(), 'certificate-expired');
    expect(finding?.confidence).not.toBe('certain');
    expect(finding?.fixes.map(({ owner }) => owner)).toEqual(['you']);
    expect(finding?.evidence.join(' ')).not.toContain('no public root');
  });
});

describe('tls-intercepted', () => {
  test('does not fire for an invalid certificate under a public root', () => {
    const told = session()
      .https('mcr.microsoft.com')
      .https(
        'app.gitpod.io',
        fails('tls.bad-certificate', {
          tls: { handshakeCompleted: true, trust: { public: 'trusted', system: 'trusted', extra: 'unknown' } },
        }),
      );
    expect(rootsOf(told.build())).not.toContain('tls-intercepted');
  });
});

describe('the name of a filter in the Via header', () => {
  const signed = { trust: { public: 'untrusted' as const, system: 'trusted' as const }, issuer: 'Example Corp Inspection CA' };
  const marked = (facts: Partial<HttpAnswer> = {}) => ({ ...signed, answer: { filterVendor: 'Cisco Secure Web Appliance', ...facts } });

  test('does not make a forwarded response a block page', () => {
    const told = session().https('app.gitpod.io', passes(marked())).https('ghcr.io', passes(marked())).build();
    expect(rootsOf(told)).toEqual(['tls-intercepted']);
    expect(verdictOf(told, 'app.gitpod.io')).toBe('met');
  });

  test('leaves block-page only likely for an error response', () => {
    const outcome = fails('http.status', { status: 404, ...marked({ pageClass: 'error' }) });
    expect(findingOf(session().https('app.gitpod.io', outcome).build(), 'block-page')?.confidence).toBe('likely');
  });
});

describe('a challenge page', () => {
  const page = { pageClass: 'challenge' as const, contentType: 'text/html' };

  test('is reported as challenge-page, not as service-unhealthy, even with status 503', () => {
    const told = session()
      .https('mcr.microsoft.com')
      .https('app.gitpod.io', fails('http.status', { status: 503, answer: page }));
    expect(rootsOf(told.build())).toEqual(['challenge-page']);
    expect(findingOf(told.build(), 'service-unhealthy')).toBeUndefined();
  });

  test('is not reported as block-page when a TLS-inspecting device forwards it', () => {
    const signed = { trust: { public: 'untrusted' as const, system: 'trusted' as const }, issuer: 'Example Corp Inspection CA' };
    const told = session().https('app.gitpod.io', fails('http.status', { status: 403, answer: page, ...signed }));
    expect(rootsOf(told.build())).not.toContain('block-page');
    expect(findingOf(told.build(), 'challenge-page')?.confidence).toBe('likely');
  });
});

describe('a page under a private CA', () => {
  const signed = { trust: { public: 'untrusted' as const, system: 'trusted' as const }, issuer: 'Example Corp Inspection CA' };
  const proof = { status: 'success-or-redirect' as const, contentType: 'application/json', headers: [], extract: null };
  const of = { proof: { ...proof, followRedirects: true, calibrated: null } };
  const html = (pageClass: 'other' | 'error', status = 200) => ({ status, answer: { contentType: 'text/html', pageClass }, ...signed });
  const beside = () => session().https('mcr.microsoft.com', passes({ ...signed, answer: { contentType: 'text/html' } }));

  test('is likely a block page when it is HTML instead of JSON', () => {
    const told = beside().https(`https://${RELEASES}/manifest.json`, passes(html('other')), { of });
    expect(rootsOf(told.build())).toContain('block-page');
    expect(findingOf(told.build(), 'block-page')?.confidence).toBe('likely');
  });

  test('is likely a block page when it is an error page with status 200', () => {
    const told = beside().https(`https://${RELEASES}/`, passes(html('error')));
    expect(findingOf(told.build(), 'block-page')?.confidence).toBe('likely');
  });

  test('is only possibly a block page when it is an error page with status 403', () => {
    const told = beside().https(`https://${RELEASES}/manifest.json`, fails('http.status', html('error', 403)), { of });
    expect(findingOf(told.build(), 'block-page')?.confidence).toBe('possible');
  });

  test('is not a block page when it is the requested JSON', () => {
    const json = passes({ ...signed, answer: { contentType: 'application/json' } });
    expect(rootsOf(beside().https(`https://${RELEASES}/manifest.json`, json, { of }).build())).not.toContain('block-page');
  });

  test('is not a block page when the requirement expects no media type', () => {
    expect(
      rootsOf(
        beside()
          .https(`https://${RELEASES}/`, passes(html('other')))
          .build(),
      ),
    ).not.toContain('block-page');
  });
});

describe("a status from the user's own host over plain HTTP", () => {
  test.each([
    [503, 'service-unhealthy'],
    [403, 'service-refuses-client'],
    [404, 'service-path-gone'],
  ] as const)('gives no certain cause: %i is reported as %s', (status, cause) => {
    const told = session()
      .https('mcr.microsoft.com')
      .http('http://git.corp.example/', fails('http.status', { status, answer: { pageClass: 'none', contentType: 'application/json' } }));
    expect(rootsOf(told.build())).toEqual([cause]);
    expect(findingOf(told.build(), cause)?.confidence).not.toBe('certain');
  });
});
