import { describe, expect, test } from 'vitest';
import { claimsOf, onlyClaim, wordsOf } from '../facts/testing/claims.ts';
import { fails, session } from '../testing/session.ts';
import { extraTrustBroken } from './311-extra-trust-broken.ts';

const BLOCKED = 'marketplace.visualstudio.com';

describe('GD311 extra-trust-broken', () => {
  const file = { variable: 'NODE_EXTRA_CA_CERTS', path: "/etc/ssl/it's here.pem", certificates: 0 } as const;

  test('reports a missing file, and quotes its path in the command', () => {
    const built = session()
      .requirement('host.trust-files')
      .host({ trustFiles: [{ ...file, state: 'missing' }] })
      .build();
    const claim = onlyClaim(extraTrustBroken, built);
    expect(claim).toMatchObject({
      subject: 'NODE_EXTRA_CA_CERTS',
      confidence: 'certain',
      accountsFor: [],
      requirements: ['host.trust-files'],
    });
    expect(wordsOf(extraTrustBroken, claim)).toContain('ls -l "/etc/ssl/it\'s here.pem"');
  });

  test.each([
    ['git', 'http.sslCAInfo', 'missing', 'http.sslCAInfo of git names a file that does not exist'],
    ['npm', 'cafile', 'not-pem', 'cafile of npm names a file that is not in PEM form'],
    ['pip', 'cert', 'unreadable', 'cert of pip names a file that cannot be read'],
    ['aws', 'ca_bundle', 'empty', 'ca_bundle of the AWS CLI names a file that holds nothing'],
  ] as const)('reports a setting of %s as it reports a variable: %s, file %s', (program, setting, state, title) => {
    const other = { program, setting, path: '/etc/corp/ca.pem', state, certificates: 0 };
    const claim = onlyClaim(
      extraTrustBroken,
      session()
        .host({ otherTrustFiles: [other, other] })
        .build(),
    );
    const words = wordsOf(extraTrustBroken, claim);
    expect(words).toContain(title);
    expect(words).toContain('remove the setting of');
  });

  test('does not fire for a setting that names a valid file', () => {
    const other = { program: 'git', setting: 'http.sslCAInfo', path: '/etc/corp/ca.pem', state: 'sound', certificates: 1 } as const;
    expect(
      claimsOf(
        extraTrustBroken,
        session()
          .host({ otherTrustFiles: [other] })
          .build(),
      ),
    ).toEqual([]);
  });

  test('reports disabled verification as a separate finding', () => {
    expect(onlyClaim(extraTrustBroken, session().host({ verificationDisabled: true }).build()).subject).toBe(
      'NODE_TLS_REJECT_UNAUTHORIZED',
    );
  });

  test('defers to tls-intercepted when the file is valid and the issuer is unknown', () => {
    const built = session()
      .host({ trustFiles: [{ ...file, state: 'sound', certificates: 1 }] })
      .https(BLOCKED, fails('tls.unknown-issuer'))
      .build();
    expect(claimsOf(extraTrustBroken, built)).toEqual([]);
  });
});
