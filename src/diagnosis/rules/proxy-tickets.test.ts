/** If one fails, a user is sent for a ticket that would not help, or not for the one that would. */
import { describe, expect, test } from 'vitest';
import type { LoginMeans, LoginOpinion } from '../../model/proxy-login.ts';
import { withLoginMeans } from '../testing/login.ts';
import { fails, passes, session } from '../testing/session.ts';
import { findingOf, rootsOf } from '../testing/told.ts';

const REALM = 'CORP.EXAMPLE';
const KDC = { host: 'kdc.corp.example', port: 88, from: 'file' as const };
/** Sessions of tests begin on 23 November at ten. */
const TICKET = { user: 'anna', realm: REALM, endsAt: '2026-11-23T18:00:00Z', hasServiceTicket: false };
const OVER = { ...TICKET, endsAt: '2026-11-23T09:59:00Z' };

function behind(schemes: string[], means: Partial<LoginMeans>, kdc: 'answers' | 'silent' | null = 'answers', host = 'proxy.corp.example') {
  const rows = session({ from: 'runner', runner: 'enterprise' })
    .proxy(`http://${host}:3128`)
    .https('app.gitpod.io', fails('tunnel.407', { tunnel: { authenticate: schemes } }))
    .direct();
  const control = { role: 'control', purpose: 'kdc', requirement: 'app.gitpod.io' } as const;
  if (kdc !== null) rows.tcp(KDC.host, KDC.port, kdc === 'answers' ? passes() : fails('tcp.timeout'), control);
  return withLoginMeans(rows.build(), means);
}

const JOINED = { defaultRealm: REALM, kdcs: [KDC] };

function opinion(outcome: LoginOpinion['outcome'], ticket?: LoginOpinion['ticket']): LoginOpinion {
  return { scheme: 'Negotiate', outcome, ...(ticket === undefined ? {} : { ticket }) };
}

describe('a proxy that demands a login', () => {
  test.each<[seen: string, means: Partial<LoginMeans>, kdc: 'answers' | 'silent' | null, cause: string]>([
    ['the machine belongs to a realm and has no ticket', JOINED, 'answers', 'kerberos-ticket-missing'],
    ['no KDC is known', { defaultRealm: REALM }, null, 'kerberos-ticket-missing'],
    ['the ticket has expired', { ...JOINED, ticket: OVER }, 'answers', 'kerberos-ticket-expired'],
    ['no KDC answers and there is no ticket', JOINED, 'silent', 'kerberos-kdc-unreachable'],
    ['no KDC answers and the ticket has expired', { ...JOINED, ticket: OVER }, 'silent', 'kerberos-kdc-unreachable'],
    ['no KDC answers and there is no service ticket for the proxy', { ...JOINED, ticket: TICKET }, 'silent', 'kerberos-kdc-unreachable'],
    ['the ticket is valid', { ...JOINED, ticket: TICKET }, 'answers', 'proxy-login-scheme-unsupported'],
    [
      'there is a service ticket for the proxy',
      { ...JOINED, ticket: { ...TICKET, hasServiceTicket: true } },
      'silent',
      'proxy-login-scheme-unsupported',
    ],
    [
      'curl logs in with the ticket',
      { ...JOINED, ticket: TICKET, opinions: [opinion('accepted', 'sent')] },
      'answers',
      'proxy-login-scheme-unsupported',
    ],
    [
      'curl does not report whether it sent the ticket',
      { ...JOINED, ticket: TICKET, opinions: [opinion('refused')] },
      'answers',
      'proxy-login-scheme-unsupported',
    ],
    [
      'the proxy refuses the ticket that curl sent',
      { ...JOINED, ticket: TICKET, opinions: [opinion('refused', 'sent')] },
      'silent',
      'proxy-refuses-ticket',
    ],
    ['the proxy refuses curl, which has no ticket', { ...JOINED, opinions: [opinion('refused')] }, 'answers', 'kerberos-ticket-missing'],
    ['the machine belongs to no realm', {}, null, 'proxy-login-scheme-unsupported'],
    ['the ticket cache cannot be read', { ...JOINED, cache: 'unread' }, 'answers', 'proxy-login-scheme-unsupported'],
  ])('leads to $3 if it offers only Negotiate and %s', (_, means, kdc, cause) => {
    expect(rootsOf(behind(['Negotiate'], means, kdc))).toEqual([cause]);
  });

  test.each([[['Negotiate', 'Basic'], 'proxy-requires-login'] as const, [['NTLM'], 'proxy-login-scheme-unsupported'] as const])(
    'leads to no finding about tickets if it offers %s',
    (schemes, cause) => {
      expect(rootsOf(behind([...schemes], JOINED))).toEqual([cause]);
    },
  );

  test('leads to a kinit command if it offers only Negotiate and the ticket is missing or has expired', () => {
    const missing = findingOf(behind(['Negotiate'], JOINED), 'kerberos-ticket-missing');
    expect(missing).toMatchObject({ confidence: 'certain', severity: 'blocker' });
    expect(missing?.fixes[0]?.command).toContain('kinit <user>@CORP.EXAMPLE');
    const expired = findingOf(behind(['Negotiate'], { ...JOINED, ticket: OVER }), 'kerberos-ticket-expired');
    expect(expired?.fixes[0]?.command).toContain('kinit anna@CORP.EXAMPLE');
    expect(expired?.evidence.join(' ')).toContain('ended at 2026-11-23T09:59:00Z');
  });

  test('leads to a fix with a helper program that already listens on this machine', () => {
    const found = findingOf(behind(['Negotiate'], { ...JOINED, helpers: [{ program: 'cntlm', port: 3129 }] }), 'kerberos-ticket-missing');
    expect(JSON.stringify(found?.fixes)).toMatch(/cntlm seems to listen.*127\.0\.0\.1:3129/);
  });

  test('leads to a request to open port 88 if the KDC does not answer', () => {
    const found = findingOf(behind(['Negotiate'], JOINED, 'silent'), 'kerberos-kdc-unreachable');
    expect(found?.confidence).toBe('certain');
    expect(found?.fixes.find(({ owner }) => owner === 'network-team')?.text).toContain('kdc.corp.example:88');
  });

  test.each<[LoginOpinion['ticket'], proxy: string, says: RegExp, owner: string, asks: RegExp]>([
    [
      'sent',
      'proxy.corp.example',
      /got a ticket for HTTP\/proxy\.corp\.example and sent it/,
      'network-team',
      /no key with the current number \(kvno\), renew it/,
    ],
    ['unknown-service', 'proxy.corp.example', /HTTP\/proxy\.corp\.example does not exist/, 'network-team', /register this service name/],
    ['unknown-service', '10.0.0.8', /HTTP\/10\.0\.0\.8 does not exist/, 'you', /Write its host name instead/],
    ['clock-skew', 'proxy.corp.example', /the clocks differ too much/, 'you', /Set the clock/],
  ])('leads to a fix for the owner “$3” if curl reports “%s” about the service ticket of %s', (ticket, proxy, says, owner, asks) => {
    const told = behind(['Negotiate'], { ...JOINED, ticket: TICKET, opinions: [opinion('refused', ticket)] }, 'answers', proxy);
    const found = findingOf(told, 'proxy-refuses-ticket');
    expect(found).toMatchObject({ confidence: 'certain', severity: 'blocker', fixes: [{ owner, text: expect.stringMatching(asks) }, {}] });
    expect(found?.evidence.join(' ')).toMatch(says);
  });
});
