/** If one fails, a user is sent for another password that does not help, or a wrong password goes to the network team. */
import { describe, expect, test } from 'vitest';
import { claimsOf, onlyClaim, wordsOf } from '../facts/testing/claims.ts';
import { fails, passes, session } from '../testing/session.ts';
import { rootsOf } from '../testing/told.ts';
import { proxyRefusesAccount } from './138-proxy-refuses-account.ts';

const PROXY = 'http://proxy.corp.example:3128';
const FREE = 'app.gitpod.io';
const HOST = 'releases.gitpod.io';
const asks = (credentialsSent: boolean, proxyError: string | null = null) =>
  fails('tunnel.407', { tunnel: { authenticate: ['Basic'], credentialsSent, proxyError } });
const passesWith = (credentialsSent: boolean) => passes({ tunnel: { credentialsSent } });

/** One host passes with the login and one does not; then the controls. */
function told({ without = asks(false), again = passesWith(true), askedAgain = asks(true) } = {}) {
  return session({ from: 'runner', runner: 'enterprise' })
    .proxy(PROXY, { hasCredentials: true })
    .https(FREE, passesWith(true))
    .https(HOST, asks(true))
    .control('login-repeat', HOST, askedAgain)
    .control('login-repeat', FREE, again)
    .control('without-login', FREE, without)
    .build();
}

describe('GD138 proxy-refuses-account', () => {
  test('is certain if the proxy accepts the login for another host that requires a login, and both answers recur', () => {
    const claim = onlyClaim(proxyRefusesAccount, told());
    expect(claim).toMatchObject({ confidence: 'certain', accountsFor: ['o2'], facts: { account: 'hosts', accepted: [FREE] } });
    expect(rootsOf(told())).toEqual(['proxy-refuses-account']);
    expect(wordsOf(proxyRefusesAccount, claim)).toMatch(/Please let our account reach \S+, or exempt it from the login/);
  });

  test('is only likely if the refused host passes on retry', () => {
    expect(onlyClaim(proxyRefusesAccount, told({ askedAgain: passesWith(true) })).confidence).toBe('likely');
  });

  test('reports the account as probably locked if the proxy refuses the login on retry for a host that passed before', () => {
    const stopped = told({ again: asks(true) });
    expect(onlyClaim(proxyRefusesAccount, stopped)).toMatchObject({ confidence: 'likely', facts: { account: 'stopped' } });
    expect(rootsOf(stopped)).toEqual(['proxy-refuses-account']);
  });

  test('does not fire if the host that passes needs no login, because the login may be wrong (GD105)', () => {
    const free = told({ without: passesWith(false) });
    expect(claimsOf(proxyRefusesAccount, free)).toEqual([]);
    expect(rootsOf(free)).toEqual(['proxy-rejects-credentials']);
  });

  test.each([
    ['authorization_failed', 'permission'],
    ['authentication_failed_password_expired', 'expired'],
  ])('is certain if the error that the proxy reports is %s', (proxyError, account) => {
    const row = session().proxy(PROXY).https(HOST, asks(true, proxyError)).build();
    expect(onlyClaim(proxyRefusesAccount, row)).toMatchObject({ confidence: 'certain', facts: { account } });
    expect(rootsOf(row)).toEqual(['proxy-refuses-account']);
  });

  test.each(['authentication_failed', 'ERR_CACHE_ACCESS_DENIED'])(
    'does not fire for %s, which GD105 reports without mentioning the account',
    (proxyError) => {
      expect(rootsOf(session().proxy(PROXY).https(HOST, asks(true, proxyError)).build())).toEqual(['proxy-rejects-credentials']);
    },
  );

  test('does not fire if no login was sent, even if the proxy reports authorization_failed', () => {
    expect(claimsOf(proxyRefusesAccount, session().proxy(PROXY).https(HOST, asks(false, 'authorization_failed')).build())).toEqual([]);
  });
});
