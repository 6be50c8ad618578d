/** Redirects that are not followed. If these fail, one with an internal target is not reported, or the wrong team is asked. */
import { describe, expect, test } from 'vitest';
import type { RedirectRefusal } from '../../knowledge/redirect-refusal.ts';
import type { Proof } from '../../model/requirement.ts';
import type { Session } from '../../model/session.ts';
import { fails, passes, session } from '../testing/session.ts';
import { findingOf, rootsOf } from '../testing/told.ts';

const LISTED = 'update.code.visualstudio.com';
const genuine = { trust: { public: 'trusted' } } as const;
const inspected = { trust: { public: 'untrusted', system: 'trusted' }, issuer: 'Example Corp Inspection CA' } as const;
const proof: Proof = { status: 'any', contentType: null, headers: [], extract: null, followRedirects: true, calibrated: null };
const row = { of: { proof } };

/** The listed host redirects there, and the redirect was not followed. */
const leads = (host: string, code: RedirectRefusal, facts: object, scheme: 'http' | 'https' = 'https') =>
  fails('http.redirect', { code, status: 302, answer: { redirect: { scheme, host, port: scheme === 'http' ? 80 : 6379 } }, ...facts });

/** The name of the redirect's host has an internal address: the measurement ended at the lookup. */
function endedAtTheName(seen: Session): Session {
  return {
    ...seen,
    observations: seen.observations.map((one) => {
      const phases = one.phases.slice(0, one.phases.findIndex(({ name, hop }) => name === 'dns' && hop === 1) + 1);
      return phases.length === 0
        ? one
        : ({ ...one, phases: phases.map((phase, index) => ({ ...phase, ok: index < phases.length - 1 })) } as typeof one);
    }),
  };
}

describe('GD410 for a redirect of the genuine server to an internal address', () => {
  test.each([
    ['127.0.0.1', 'REDIRECT_TO_LOOPBACK', '127.0.0.1:6379, a loopback address of the client'],
    ['169.254.169.254', 'REDIRECT_TO_LINK_LOCAL', '169.254.169.254:6379, the local link, where clouds serve instance metadata'],
    ['10.9.9.3', 'REDIRECT_TO_PRIVATE', '10.9.9.3:6379, a private address'],
  ] as const)('gives the address %s, and says that the redirect was not followed', (host, code, words) => {
    const seen = session()
      .https(LISTED, leads(host, code, genuine), row)
      .https('ghcr.io')
      .build();
    expect(rootsOf(seen)).toEqual(['answer-unusable']);
    const found = findingOf(seen, 'answer-unusable');
    expect(found?.title).toBe(`${LISTED} redirects to ${words}`);
    expect(found?.evidence.join(' ')).toContain('gitpod-doctor did not follow it and sent nothing to that address.');
    expect(found?.fixes.map(({ owner }) => owner)).not.toContain('network-team');
  });

  test('says that a redirect from TLS to plain HTTP was not followed', () => {
    const seen = session()
      .https(LISTED, leads(LISTED, 'REDIRECT_TO_HTTP', genuine, 'http'), row)
      .build();
    expect(findingOf(seen, 'answer-unusable')?.title).toBe(`${LISTED} redirects to ${LISTED}:80, plain HTTP, without TLS`);
  });
});

describe('a redirect under a private CA that is not followed', () => {
  const block = leads('10.9.9.3', 'REDIRECT_TO_PRIVATE', inspected);

  test('is reported as block-page if one host redirects', () => {
    const seen = session().https(LISTED, block, row).https('ghcr.io').build();
    expect(rootsOf(seen)).toEqual(['block-page']);
    expect(findingOf(seen, 'block-page')?.evidence.join(' ')).toContain('The answer redirects to 10.9.9.3');
  });

  test('is reported as captive-portal if every host redirects', () => {
    const seen = session()
      .https(LISTED, block, row)
      .https('mcr.microsoft.com', block, row)
      .https('download.jetbrains.com', block, row)
      .build();
    expect(rootsOf(seen)).toEqual(['captive-portal']);
  });

  test('is reported neither as block-page nor as captive-portal if it leads to plain HTTP on the same host', () => {
    const seen = session()
      .https(LISTED, leads(LISTED, 'REDIRECT_TO_HTTP', inspected, 'http'), row)
      .https('ghcr.io')
      .build();
    expect(rootsOf(seen)).toEqual(['answer-unusable', 'tls-intercepted']);
  });
});

describe('a redirect to another host of the service', () => {
  const to = (host: string, address: string, facts: object) =>
    endedAtTheName(
      session()
        .https(LISTED, fails('http.redirect', { code: 'REDIRECT_TO_UNSPECIFIED', redirectsTo: host, addresses: [address], ...facts }), row)
        .https('ghcr.io')
        .build(),
    );

  test('is reported as redirect-target-blocked if the name of that host resolves to an internal address', () => {
    const seen = to('vscode.download.prss.microsoft.com', '0.0.0.0', genuine);
    expect(rootsOf(seen)).toEqual(['redirect-target-blocked']);
    expect(findingOf(seen, 'redirect-target-blocked')?.evidence.join(' ')).toContain('the name resolves to an address that is not public');
  });

  test('is not reported if that host can be reached', () => {
    const seen = session()
      .https(LISTED, passes({ redirectsTo: 'vscode.download.prss.microsoft.com' }), row)
      .build();
    expect(rootsOf(seen)).toEqual([]);
  });
});
