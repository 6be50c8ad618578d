/** If these fail, an unverified fix is advised, or a verified one is not mentioned. */
import { describe, expect, it } from 'vitest';
import { reportOf } from './whole-sweeps.ts';

describe('a control measurement', () => {
  it('verifies the chain with the CA file that the user named, and each fix says for which programs that file works', {
    timeout: 60_000,
  }, async () => {
    const report = await reportOf('tls-intercepted');
    const finding = report.findings.find(({ name }) => name === 'tls-intercepted');
    const fixes = finding?.fixes.filter(({ owner }) => owner === 'you') ?? [];
    expect(fixes.length).toBeGreaterThan(2);
    for (const { text } of fixes) expect(text).toContain('Tested with /home/gitpod/example-corp-inspection-ca.pem: it works for');
    expect(fixes.map(({ command }) => command).join('\n')).toContain('keytool -importcert -noprompt -keystore /usr/lib/jvm/');
    // No program reads the file, so it meets no requirement.
    expect(report.summary.outcome).toBe('fail');
  });

  it('makes captive-portal certain by a single request without TLS', { timeout: 60_000 }, async () => {
    const report = await reportOf('captive-portal');
    expect(report.findings.find(({ name }) => name === 'captive-portal')?.confidence).toBe('certain');
    expect(report.observations.filter(({ probe }) => probe === 'http')).toHaveLength(1);
  });
});
