/** If these fail, a SOCKS proxy's refusal goes to the wrong team, or the side that looks names up is confused. */
import { describe, expect, test } from 'vitest';
import type { FailureKind } from '../../model/failure.ts';
import type { Session } from '../../model/session.ts';
import { fails, passes, type SessionBuilder, session } from '../testing/session.ts';
import { findingOf, rootsOf, textOfFinding } from '../testing/told.ts';

const PROXY = 'socks5h://proxy.corp:1080';
const behind = (url = PROXY, login = false): SessionBuilder => session({ from: 'laptop' }).proxy(url, { hasCredentials: login });
const refused = (kind: FailureKind, code?: string, login = false) =>
  behind(PROXY, login)
    .https('app.gitpod.io', fails(kind, code === undefined ? {} : { code }))
    .build();

describe('a refusal by a SOCKS proxy', () => {
  test.each<[FailureKind, code: string | undefined, title: string, owner: string]>([
    ['socks.not-allowed', 'SOCKS5_2', 'does not allow app.gitpod.io', 'network-team'],
    ['socks.rejected', 'SOCKS4_91', 'does not allow app.gitpod.io', 'network-team'],
    ['socks.general-failure', 'SOCKS5_1', 'cannot reach app.gitpod.io', 'network-team'],
    ['socks.host-unreachable', 'SOCKS5_4', 'cannot reach app.gitpod.io', 'network-team'],
    ['socks.refused', 'SOCKS5_5', 'cannot reach app.gitpod.io', 'network-team'],
    ['socks.no-method', undefined, 'requires a login', 'you'],
    ['socks.command-unsupported', 'SOCKS5_7', 'does not support the request for app.gitpod.io', 'network-team'],
    ['socks.ident', 'SOCKS4_92', 'cannot confirm the user', 'network-team'],
    ['socks.http', undefined, 'answers in HTTP, but the proxy variable says SOCKS', 'you'],
    ['socks.not-socks', undefined, 'The server at proxy.corp:1080 is not a SOCKS proxy', 'you'],
    ['socks.closed', undefined, 'does not answer', 'network-team'],
  ])('of the kind %s has a title with “$2”, and a fix for the owner “$3”', (kind, code, title, owner) => {
    const seen = refused(kind, code);
    expect(rootsOf(seen)).toEqual(['socks-refuses']);
    const finding = findingOf(seen, 'socks-refuses');
    expect([finding?.title, finding?.fixes[0]?.owner]).toEqual([expect.stringContaining(title), owner]);
    if (code !== undefined) expect(finding?.evidence.join(' ')).toContain(`code ${code.replace(/^.*_/, '')}`);
  });

  test.each<[string, FailureKind, login: boolean]>([
    ['refuses the login', 'socks.login-refused', true],
    ['does not accept the login method of the variable', 'socks.no-method', true],
  ])('is reported as a rejected login when the proxy %s', (_, kind, login) => {
    expect(findingOf(refused(kind, undefined, login), 'socks-refuses')?.title).toContain('does not accept the login');
  });

  test.each<[string, SessionBuilder, confidence: string, title: string]>([
    ['one host gets no answer', behind().https('app.gitpod.io', fails('socks.timeout')), 'possible', 'does not answer'],
    [
      'hosts of two owners get no answer',
      behind().https('app.gitpod.io', fails('socks.timeout')).https('mcr.microsoft.com', fails('socks.timeout')),
      'likely',
      'does not answer',
    ],
    [
      'hosts of two owners are refused',
      behind().https('app.gitpod.io', fails('socks.not-allowed')).https('mcr.microsoft.com', fails('socks.not-allowed')),
      'certain',
      'does not allow any host',
    ],
    [
      'one of two hosts is refused',
      behind().https('app.gitpod.io', fails('socks.not-allowed')).https('mcr.microsoft.com'),
      'certain',
      'does not allow app.gitpod.io',
    ],
  ])('is $2 when %s', (_, built, confidence, title) => {
    expect(findingOf(built.build(), 'socks-refuses')).toMatchObject({ confidence, title: expect.stringContaining(title) });
  });
});

/** The failed lookup is of the target, as where the client looks it up, and not of the proxy. */
function lookUpTarget({ observations }: Session): void {
  for (const { failure, phases, target } of observations)
    for (const phase of phases)
      if (failure !== null && phase.name === 'dns' && 'host' in target)
        Object.assign(phase, { peer: 'target', 'dns.question.name': target.host });
}

describe('a failed lookup of a host behind a SOCKS proxy', () => {
  const other = { requirement: 'app.gitpod.io' };

  test('is blamed on the proxy when the proxy reaches the address but cannot look up the name', () => {
    const seen = behind()
      .https('app.gitpod.io', fails('socks.host-unreachable'))
      .control('other-lookup', 'app.gitpod.io', passes(), other)
      .build();
    expect(rootsOf(seen)).toEqual(['socks-lookup-fails']);
    expect(findingOf(seen, 'socks-lookup-fails')).toMatchObject({ confidence: 'certain', fixes: [{ owner: 'network-team' }] });
    expect(textOfFinding(seen, 'socks-lookup-fails')).toContain('The SOCKS proxy proxy.corp:1080 cannot look up app.gitpod.io');
  });

  test('defers to socks-refuses when the proxy refuses the address as well', () => {
    const seen = behind()
      .https('app.gitpod.io', fails('socks.not-allowed'))
      .control('other-lookup', 'app.gitpod.io', fails('socks.not-allowed'), other)
      .build();
    expect(rootsOf(seen)).toEqual(['socks-refuses']);
  });

  test('is blamed on this machine when the proxy reaches the name but no resolver here knows it', () => {
    const seen = behind('socks5://proxy.corp:1080')
      .https('app.gitpod.io')
      .control('other-lookup', 'app.gitpod.io', fails('dns.nxdomain'), other)
      .build();
    lookUpTarget(seen);
    const text = textOfFinding(seen, 'socks-lookup-fails');
    expect(text).toContain('HTTP_PROXY and HTTPS_PROXY say socks5://');
    expect(text).toContain('socks5h://proxy.corp:1080');
  });

  test('is blamed on this machine when git cannot look up the host but the proxy can', () => {
    const seen = session({ from: 'laptop' })
      .proxy('socks5://proxy.corp:1080')
      .https('github.com', fails('dns.nxdomain'), { of: { consumer: 'git' } })
      .https('ghcr.io')
      .via('socks5h://proxy.corp:1080')
      .control('other-lookup', 'github.com', passes(), { requirement: 'github.com' })
      .build();
    lookUpTarget(seen);
    expect(rootsOf(seen)).toEqual(['socks-lookup-fails']);
    expect(findingOf(seen, 'name-not-found')).toBeUndefined();
    const finding = findingOf(seen, 'socks-lookup-fails');
    expect(finding).toMatchObject({ confidence: 'certain', severity: 'blocker' });
    expect(textOfFinding(seen, 'socks-lookup-fails')).toContain('git config --global http.proxy socks5h://proxy.corp:1080');
  });

  test('on this machine gets no fix with socks5h:// in the variables, because Node does not support that scheme', () => {
    const seen = behind('socks5://proxy.corp:1080')
      .https('app.gitpod.io')
      .control('other-lookup', 'app.gitpod.io', fails('dns.nxdomain'), other)
      .build();
    lookUpTarget(seen);
    const text = textOfFinding(seen, 'socks-lookup-fails');
    expect(text).toContain('undici and node do not know socks5h:// and fail with it');
    expect(text).not.toContain('export HTTPS_PROXY=socks5h');
  });

  test.each<[string, ReturnType<typeof fails>]>([
    ['the control lookup works', passes()],
    ['the control lookup times out', fails('dns.timeout')],
  ])('is not reported when %s', (_, control) => {
    const seen = behind().https('app.gitpod.io').control('other-lookup', 'app.gitpod.io', control, other).build();
    expect(findingOf(seen, 'socks-lookup-fails')).toBeUndefined();
  });
});
