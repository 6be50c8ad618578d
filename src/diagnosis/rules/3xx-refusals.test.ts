/** If these fail, a server that says why it refuses TLS is reported as a filter, or for another reason than it gave. */
import { describe, expect, test } from 'vitest';
import type { FailureKind } from '../../model/failure.ts';
import { FINDINGS, type FindingCode } from '../../model/finding-codes.ts';
import { claimsOf, onlyClaim, wordsOf } from '../facts/testing/claims.ts';
import type { Outcome } from '../testing/outcome.ts';
import { fails, session } from '../testing/session.ts';
import { rootsOf } from '../testing/told.ts';
import { nameFilteredInTls } from './304-name-filtered-in-tls.ts';
import { tlsCutOff } from './305-tls-cut-off.ts';
import { tlsVersionRefused } from './310-tls-version-refused.ts';
import { clientCertificateRequired } from './321-client-certificate-required.ts';
import { tlsRefusedByPolicy } from './322-tls-refused-by-policy.ts';
import { tlsSettingsRefused } from './323-tls-settings-refused.ts';
import { tlsAltered } from './324-tls-altered.ts';
import { tlsNameNotServed } from './325-tls-name-not-served.ts';

const LISTED = 'marketplace.visualstudio.com';
const OWN = 'git.corp.example';
const RULES = [tlsVersionRefused, clientCertificateRequired, tlsRefusedByPolicy, tlsSettingsRefused, tlsAltered, tlsNameNotServed];

const failed = (host: string, outcome: Outcome) => session().https(host, outcome).https('app.gitpod.io').build();
const alert = (kind: FailureKind, number: number) => fails(kind, { code: `SSL_ALERT_${number}` });
const requested = { tls: { certificateRequested: true } };

test.each<[FailureKind, number, FindingCode]>([
  ['tls.protocol-version', 70, 'GD310'],
  ['tls.client-certificate', 116, 'GD321'],
  ['tls.access-denied', 49, 'GD322'],
  ['tls.alert', 40, 'GD323'],
  ['tls.insufficient-security', 71, 'GD323'],
  ['tls.certificate-status', 113, 'GD323'],
  ['tls.no-application-protocol', 120, 'GD323'],
  ['tls.ech-required', 121, 'GD323'],
  ['tls.legacy-renegotiation', 0, 'GD323'],
  ['tls.small-dh', 0, 'GD323'],
  ['tls.bad-record-mac', 20, 'GD324'],
  ['tls.malformed', 50, 'GD324'],
  ['tls.inappropriate-fallback', 86, 'GD324'],
  ['tls.internal-error', 80, 'GD325'],
  ['tls.unrecognized-name', 112, 'GD325'],
])('only $2 fires for %s (alert %i)', (kind, number, code) => {
  const built = failed(LISTED, number === 0 ? fails(kind) : alert(kind, number));
  expect(RULES.filter((rule) => claimsOf(rule, built).length > 0).map((rule) => rule.code)).toEqual([code]);
  expect(rootsOf(built)).toEqual([FINDINGS[code]]);
});

test('the alert number selects the cause in a session of an older version, which recorded all alerts as tls.alert', () => {
  expect(rootsOf(failed(LISTED, alert('tls.alert', 49)))).toEqual(['tls-refused-by-policy']);
  expect(rootsOf(failed(LISTED, alert('tls.alert', 40)))).toEqual(['tls-settings-refused']);
});

describe('GD321 client-certificate-required', () => {
  test('is certain for the alert certificate_required, and refers the user to the issuer of client certificates', () => {
    const claim = onlyClaim(clientCertificateRequired, failed(OWN, alert('tls.client-certificate', 116)));
    expect(claim).toMatchObject({ subject: OWN, confidence: 'certain', accountsFor: ['o1'] });
    const words = wordsOf(clientCertificateRequired, claim);
    expect(words).toContain('PKI, identity or device management');
    expect(words).toContain('certificate required (alert 116)');
    expect(words).not.toContain('version');
  });

  test('is only likely for handshake_failure after a CertificateRequest', () => {
    expect(onlyClaim(clientCertificateRequired, failed(OWN, alert('tls.client-certificate', 40))).confidence).toBe('likely');
  });

  test('asks the network team to exempt a listed service, because listed services request no client certificate', () => {
    const words = wordsOf(
      clientCertificateRequired,
      onlyClaim(clientCertificateRequired, failed(LISTED, alert('tls.client-certificate', 116))),
    );
    expect(words).toContain('from mutual TLS');
  });

  test.each([400, 403, 496])('is likely for status %i after a CertificateRequest, but does not fire for 404', (status) => {
    const answered = (code: number) => failed(OWN, fails('http.status', { ...requested, status: code }));
    expect(onlyClaim(clientCertificateRequired, answered(status)).confidence).toBe('likely');
    expect(claimsOf(clientCertificateRequired, answered(404))).toEqual([]);
  });

  test('defers to service-refuses-client for a 403 without a CertificateRequest', () => {
    expect(claimsOf(clientCertificateRequired, failed(OWN, fails('http.status', { status: 403 })))).toEqual([]);
  });

  test('explains a reset only after a CertificateRequest, and otherwise defers to tls-cut-off', () => {
    const after = failed(OWN, fails('tls.reset', requested));
    expect(claimsOf(tlsCutOff, after)).toEqual([]);
    expect(onlyClaim(clientCertificateRequired, after).confidence).toBe('likely');
    expect(claimsOf(clientCertificateRequired, failed(OWN, fails('tls.reset')))).toEqual([]);
  });
});

describe('GD322 tls-refused-by-policy', () => {
  test('is likely for the alert access_denied, and asks the network team to allow the host', () => {
    const claim = onlyClaim(tlsRefusedByPolicy, failed(LISTED, alert('tls.access-denied', 49)));
    expect(claim.confidence).toBe('likely');
    expect(wordsOf(tlsRefusedByPolicy, claim)).toContain(`allow outbound TCP 443 to ${LISTED}`);
  });

  test('defers to name-filtered-in-tls for a reset without an alert', () => {
    expect(claimsOf(tlsRefusedByPolicy, failed(LISTED, fails('tls.reset')))).toEqual([]);
    expect(claimsOf(nameFilteredInTls, failed(LISTED, alert('tls.access-denied', 49)))).toEqual([]);
  });
});

describe('GD323 tls-settings-refused', () => {
  test.each<[FailureKind, string, string]>([
    ['tls.insufficient-security', 'likely', 'too weak'],
    ['tls.no-application-protocol', 'likely', 'neither HTTP/2 nor HTTP/1.1'],
    ['tls.legacy-renegotiation', 'likely', 'RFC 5746'],
    ['tls.small-dh', 'likely', '2048 bits'],
    ['tls.alert', 'possible', 'no current program accepts'],
  ])('fires for %s with the confidence %s, and says what has to change', (kind, confidence, says) => {
    const claim = onlyClaim(tlsSettingsRefused, failed(OWN, fails(kind)));
    expect(claim.confidence).toBe(confidence);
    expect(wordsOf(tlsSettingsRefused, claim)).toContain(says);
  });

  test("gives separate findings for a listed host and the user's own host", () => {
    const built = session().https(LISTED, fails('tls.small-dh')).https(OWN, fails('tls.small-dh')).https('app.gitpod.io').build();
    expect(claimsOf(tlsSettingsRefused, built).map(({ subject }) => subject)).toEqual([LISTED, OWN]);
  });
});

describe('GD324 tls-altered', () => {
  test('is likely for bad_record_mac, and only possible for a malformed message, which the server may have sent', () => {
    expect(onlyClaim(tlsAltered, failed(LISTED, fails('tls.bad-record-mac'))).confidence).toBe('likely');
    expect(onlyClaim(tlsAltered, failed(LISTED, fails('tls.malformed'))).confidence).toBe('possible');
  });
});

describe('GD325 tls-name-not-served', () => {
  test("asks the user to check the spelling and the address of the user's own host", () => {
    const claim = onlyClaim(tlsNameNotServed, failed(OWN, alert('tls.unrecognized-name', 112)));
    expect(claim.confidence).toBe('likely');
    expect(wordsOf(tlsNameNotServed, claim)).toContain(`dig +short ${OWN}`);
  });

  test('does not fire if the connection closes without an alert', () => {
    expect(claimsOf(nameFilteredInTls, failed(OWN, alert('tls.unrecognized-name', 112)))).toEqual([]);
    expect(claimsOf(tlsNameNotServed, failed(OWN, fails('tls.closed')))).toEqual([]);
  });
});
