/**
 * If these fail, a user who set a variable in a shell is told to press r, but this process cannot see the change and reports the cause
 * again.
 */
import { describe, expect, it } from 'vitest';
import { diagnose } from '../../diagnosis/index.ts';
import { fails, passes, type SessionBuilder, session } from '../../diagnosis/testing/session.ts';
import type { Finding } from '../../model/finding.ts';
import { storyInput } from '../testing/story.ts';
import { presentResult } from './finding.ts';
import { RESTART_ADVICE } from './own-variables.ts';

const asIs = (text: string) => text;

function shown(told: SessionBuilder, code: string) {
  const seen = told.build();
  const diagnosis = diagnose(seen);
  const finding = diagnosis.findings.find((each) => each.code === code);
  if (finding === undefined) throw new Error(`no ${code}`);
  return presentResult(finding as Finding, { ...storyInput(), session: seen, diagnosis, live: null, mask: asIs });
}

const proxied = () => session({ from: 'runner', runner: 'enterprise' }).proxy('http://proxy.corp:3128');
const trust = { targets: [{ target: { kind: 'host' as const }, standsFor: null }], origin: 'tool' as const, area: 'host' as const };

describe('a finding whose fix sets variables', () => {
  it.each([
    [
      'GD109',
      session()
        .host({ proxies: [{ name: 'HTTPS_PROXY', scheme: null, host: null, port: null, hasCredentials: false, problems: ['not-a-url'] }] })
        .requirement('proxy.variables', { ...trust, area: 'proxy' })
        .https('app.gitpod.io'),
    ],
    ['GD311', session().host({ verificationDisabled: true }).requirement('host.trust-files', trust).https('app.gitpod.io')],
  ])('says how to restart the program, and offers no re-check (%s)', (code, told) => {
    const { fixes, recheck, watchable, stillShows } = shown(told, code);
    expect(fixes[0]?.text).toContain(RESTART_ADVICE);
    expect(fixes[0]?.command).toMatch(/\ngitpod-doctor$/);
    expect([recheck, watchable]).toEqual([[], []]);
    expect(stillShows).not.toContain('still shows');
  });

  it('offers a re-check if another team can also fix the cause', () => {
    const { fixes, recheck, stillShows } = shown(
      proxied().https('app.gitpod.io', fails('tunnel.407', { tunnel: { authenticate: ['Basic'] } })),
      'GD103',
    );
    expect(fixes.map(({ text }) => text.includes(RESTART_ADVICE))).toEqual([true, false]);
    expect(recheck.length).toBeGreaterThan(0);
    expect(stillShows).toBe('Measured again: the cause is still there.');
  });
});

describe('a finding whose fix this running program can observe', () => {
  it('offers a re-check for a missing file, and asks for a restart after a changed variable', () => {
    const file = { variable: 'NODE_EXTRA_CA_CERTS' as const, path: '/etc/ca.pem', state: 'missing' as const, certificates: 0 };
    const { fixes, recheck } = shown(
      session()
        .host({ trustFiles: [file] })
        .requirement('host.trust-files', trust),
      'GD311',
    );
    expect(fixes[0]?.text).toContain(RESTART_ADVICE);
    expect(fixes[0]?.command).not.toContain('gitpod-doctor');
    expect(recheck).toHaveLength(1);
  });

  it('does not ask for a restart if the fix changes no environment variable', () => {
    const { fixes, recheck } = shown(proxied().https('app.gitpod.io', fails('tunnel.4xx')).https('mcr.microsoft.com', passes()), 'GD104');
    expect(fixes.some(({ text }) => text.includes(RESTART_ADVICE))).toBe(false);
    expect(recheck.length).toBeGreaterThan(0);
  });
});
