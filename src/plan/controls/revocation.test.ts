/** If these fail, a revocation server is contacted without consent, or one named by an untrusted certificate. */
import { describe, expect, test } from 'vitest';
import type { Outcome } from '../../diagnosis/testing/outcome.ts';
import { fails, passes, session } from '../../diagnosis/testing/session.ts';
import { machineFactsOf } from '../machine.ts';
import { createControlContext } from './question.ts';
import { revocationControls } from './revocation.ts';

const naming = (ocspUrls: string[], crlUrls: string[] = []) => ({
  chain: [
    {
      subject: { commonName: 'app.gitpod.io', organization: null },
      issuer: { commonName: 'Public CA', organization: null },
      notBefore: '2026-01-01T00:00:00Z',
      notAfter: '2027-01-01T00:00:00Z',
      sha256: 'ab'.repeat(32),
      names: ['app.gitpod.io'],
      selfSigned: false,
      ocspUrls,
      crlUrls,
    },
  ],
});

describe('revocation servers', () => {
  const asked = (outcome: Outcome, consents: 'revocation'[] = ['revocation']) => {
    const built = session().https('app.gitpod.io', outcome).https('ghcr.io', outcome).build();
    const known = { ...built, profile: { ...built.profile, consents } };
    return revocationControls(createControlContext(known, machineFactsOf(known)));
  };

  test('are queried only with consent, each once, at the path / and without TLS', () => {
    const named = passes(naming(['http://ocsp.ca.example/a/b'], ['http://crl.ca.example/ca.crl', 'http://ocsp.ca.example/']));
    expect(asked(named, [])).toEqual([]);
    expect(asked(named)).toMatchObject([
      { probe: 'http', method: 'HEAD', purpose: 'revocation', role: 'control', target: { host: 'ocsp.ca.example', port: 80, path: '/' } },
      { target: { host: 'crl.ca.example', port: 80, path: '/' } },
    ]);
  });

  test('are not queried at a literal address, on another port or over TLS', () => {
    expect(asked(passes(naming(['http://169.254.169.254/', 'http://ca.example:8080/', 'https://ca.example/', 'http://[::1]/'])))).toEqual(
      [],
    );
  });

  test('are not queried for a chain that no trust store trusts', () => {
    expect(asked(fails('tls.unknown-issuer', { ...naming(['http://ocsp.ca.example/']), trust: { public: 'untrusted' } }))).toEqual([]);
  });
});
