import { describe, expect, test } from 'vitest';
import { claimsOf, onlyClaim, rootCauses, unexplained, wordsOf } from '../facts/testing/claims.ts';
import { fails, passes, session } from '../testing/session.ts';
import { portDropped } from './302-port-dropped.ts';
import { tlsIntercepted } from './307-tls-intercepted.ts';
import { blockPage } from './401-block-page.ts';
import { redirectTargetBlocked } from './403-redirect-target-blocked.ts';
import { serviceUnhealthy } from './406-service-unhealthy.ts';

describe('GD403 redirect-target-blocked', () => {
  const rules = [portDropped, tlsIntercepted, blockPage, redirectTargetBlocked];
  const to = 'vscode.download.prss.microsoft.com';

  const LISTED = 'update.code.visualstudio.com';
  const dropped = fails('tcp.timeout', { redirectsTo: to });

  test.each([
    ['is likely if the target times out once', session().https(LISTED, dropped).build(), 'likely'],
    [
      'does not fire if the redirecting host itself times out on retry',
      session().https(LISTED, dropped).control('repeat', LISTED, fails('tcp.timeout')).build(),
      null,
    ],
    [
      'does not fire if the target answers on retry',
      session()
        .https(LISTED, dropped)
        .control('repeat', LISTED, passes({ redirectsTo: to }))
        .build(),
      null,
    ],
    [
      'is likely if the lookup of the target times out for two requirements',
      session()
        .https(LISTED, fails('dns.timeout', { redirectsTo: to }))
        .https('vscode.example.com', fails('dns.timeout', { redirectsTo: to }))
        .build(),
      'likely',
    ],
    [
      'is certain if the target refuses the connection',
      session()
        .https(LISTED, fails('tcp.refused', { redirectsTo: to }))
        .build(),
      'certain',
    ],
    [
      'is likely if the target resets a plain HTTP connection',
      session()
        .http(`http://${LISTED}/`, fails('http.reset', { redirectsTo: to }))
        .build(),
      'likely',
    ],
  ] as const)('%s', (_, built, confidence) => {
    expect(claimsOf(redirectTargetBlocked, built).map((claim) => claim.confidence)).toEqual(confidence === null ? [] : [confidence]);
  });

  test('is certain for an unlisted target of the genuine server when connections to the target time out twice', () => {
    const built = session().https(LISTED, dropped).control('repeat', LISTED, dropped).https('app.gitpod.io').build();
    const claim = onlyClaim(redirectTargetBlocked, built);
    expect(claim).toMatchObject({ subject: to, confidence: 'certain', accountsFor: ['o1'] });
    expect(wordsOf(redirectTargetBlocked, claim)).toContain(
      `gitpod: The access requirements name update.code.visualstudio.com but not ${to}`,
    );
    expect(rootCauses(rules, built)).toEqual(['redirect-target-blocked']);
  });

  test('does not ask to add a target to the access requirements that one of their wildcards covers', () => {
    const built = session()
      .requirement('vscode.gallery', { endpoint: 'https://*.prss.microsoft.com' })
      .https('update.code.visualstudio.com', fails('tls.reset', { redirectsTo: to }))
      .build();
    expect(wordsOf(redirectTargetBlocked, onlyClaim(redirectTargetBlocked, built))).toContain(`The published list names ${to}.`);
  });

  test('fires when a filter answers in place of the target', () => {
    const page = fails('tls.unknown-issuer', { redirectsTo: to, unverified: { filterVendor: 'Zscaler', pageClass: 'login' } });
    const built = session().https('update.code.visualstudio.com', page).https('app.gitpod.io').build();
    expect(rootCauses(rules, built)).toEqual(['redirect-target-blocked']);
    expect(unexplained(rules, built)).toEqual([]);
  });

  describe('for a redirect under a private CA that no program trusts', () => {
    const inspected = fails('tls.unknown-issuer', { issuer: 'Corp CA', trust: { public: 'untrusted' } });
    const leading = fails('tls.unknown-issuer', {
      issuer: 'Corp CA',
      trust: { public: 'untrusted' },
      unverified: { redirect: { scheme: 'https', host: to, port: 443 } },
    });
    const seen = () => session().https('update.code.visualstudio.com', leading).https('app.gitpod.io', inspected);
    const led = { requirement: 'update.code.visualstudio.com' };

    test('is reported in addition to tls-intercepted when a control cannot reach the target', () => {
      const built = seen().control('redirect-target', to, fails('tcp.timeout'), led).build();
      expect(rootCauses(rules, built).sort()).toEqual(['redirect-target-blocked', 'tls-intercepted']);
      expect(onlyClaim(redirectTargetBlocked, built)).toMatchObject({
        subject: to,
        confidence: 'likely',
        accountsFor: [],
        evidence: ['o3'],
      });
    });

    test.each([
      ['that is reachable and inspected as well', inspected],
      ['that is reachable', passes()],
    ])('does not fire for a target %s', (_, outcome) => {
      const built = seen().control('redirect-target', to, outcome, led).build();
      expect(claimsOf(redirectTargetBlocked, built)).toEqual([]);
    });
  });

  test('defers to port-dropped when the redirecting host itself does not answer', () => {
    const built = session().https('update.code.visualstudio.com', fails('tcp.timeout')).https('app.gitpod.io').build();
    expect(claimsOf(redirectTargetBlocked, built)).toEqual([]);
  });

  test('defers to proxy-unreachable and proxy-requires-login when the proxy itself fails', () => {
    const built = session()
      .proxy('http://proxy.corp:3128')
      .https('update.code.visualstudio.com', fails('tcp.timeout', { redirectsTo: to }))
      .https('ghcr.io', fails('tunnel.407', { redirectsTo: 'pkg-containers.githubusercontent.com' }))
      .build();
    expect(claimsOf(redirectTargetBlocked, built)).toEqual([]);
  });

  test('defers to service-unhealthy when the target answers with a 5xx status', () => {
    const built = session()
      .https('update.code.visualstudio.com', fails('http.status', { redirectsTo: to, status: 503 }))
      .build();
    expect(claimsOf(redirectTargetBlocked, built)).toEqual([]);
    expect(onlyClaim(serviceUnhealthy, built).subject).toBe(to);
  });
});
