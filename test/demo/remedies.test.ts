/** If these fail, a fix is advised that was not proved, or a proof that was made is kept to itself. */
import { describe, expect, it } from 'vitest';
import { reportOf } from './whole-sweeps.ts';

describe('a fix that was tried', () => {
  it('says in every fix that the named CA file works, and which programs trust the issuer', { timeout: 60_000 }, async () => {
    const report = await reportOf('tls-intercepted');
    const finding = report.findings.find(({ name }) => name === 'tls-intercepted');
    const fixes = finding?.fixes.filter(({ owner }) => owner === 'you') ?? [];
    expect(fixes.length).toBeGreaterThan(2);
    for (const { text } of fixes) expect(text).toContain('Tested with /home/gitpod/example-corp-inspection-ca.pem: it works for');
    expect(fixes.map(({ command }) => command).join('\n')).toContain('keytool -importcert -noprompt -keystore /usr/lib/jvm/');
    // No row is met by a file that no program reads.
    expect(report.summary.outcome).toBe('fail');
  });

  it('makes the portal certain by one request without TLS', { timeout: 60_000 }, async () => {
    const report = await reportOf('captive-portal');
    expect(report.findings.find(({ name }) => name === 'captive-portal')?.confidence).toBe('certain');
    expect(report.observations.filter(({ probe }) => probe === 'http')).toHaveLength(1);
  });
});
