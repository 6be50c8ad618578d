/** If these fail, a revoked certificate is reported for programs that never check, or missed for those that do. */
import { describe, expect, test } from 'vitest';
import type { Consumer } from '../../model/consumer.ts';
import { claimsOf, onlyClaim, wordsOf } from '../facts/testing/claims.ts';
import { fails, passes, session } from '../testing/session.ts';
import { findingOf } from '../testing/told.ts';
import { certificateRevoked } from './318-certificate-revoked.ts';

describe('GD318 certificate-revoked', () => {
  test('gives the date of the revocation, and asks Gitpod about its own certificate', () => {
    const stapled = { status: 'revoked' as const, revokedAt: '2026-11-20T08:00:00Z' };
    const built = session()
      .https('app.gitpod.io', fails('tls.revoked', { tls: { stapled } }))
      .build();
    const claim = onlyClaim(certificateRevoked, built);
    expect(claim).toMatchObject({ confidence: 'certain', accountsFor: ['o1'] });
    expect(wordsOf(certificateRevoked, claim)).toContain('revoked since 2026-11-20');
    expect(wordsOf(certificateRevoked, claim)).toContain('gitpod: ');
  });

  test('is advice when the program of the requirement does not check revocation, and lists the programs that do', () => {
    const tls = { stapled: { status: 'revoked', revokedAt: null }, tolerated: { kind: 'tls.revoked' } } as const;
    const of = (consumer: Consumer) => ({ requirement: `row.${consumer}`, of: { consumer } });
    const passed = session().https('https://shared.example/git', passes({ tls }), of('git'));
    expect(onlyClaim(certificateRevoked, passed.build())).toMatchObject({ confidence: 'certain', accountsFor: [], evidence: ['o1'] });
    expect(findingOf(passed.build(), 'certificate-revoked')).toMatchObject({ severity: 'advice', confidence: 'certain' });
    const both = passed.https('https://shared.example/code', fails('tls.revoked', { tls: { stapled: tls.stapled } }), of('vscode')).build();
    const claim = onlyClaim(certificateRevoked, both);
    expect(claim).toMatchObject({ accountsFor: ['o2'], evidence: ['o1'] });
    expect(wordsOf(certificateRevoked, claim)).toContain('VS Code refuses the certificate; git accepts it.');
  });

  test('does not fire when the CA says that the certificate is good', () => {
    const good = passes({ tls: { stapled: { status: 'good', revokedAt: null } } });
    expect(claimsOf(certificateRevoked, session().https('ghcr.io', good).build())).toEqual([]);
  });
});
