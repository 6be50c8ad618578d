/** If one fails, the network team is asked for a login for every host, or a proxy without any rule for these hosts is said to have one. */
import { describe, expect, test } from 'vitest';
import { claimsOf, onlyClaim, wordsOf } from '../facts/testing/claims.ts';
import { withLoginMeans } from '../testing/login.ts';
import { fails, passes, session } from '../testing/session.ts';
import { rootsOf } from '../testing/told.ts';
import { proxyLoginForSomeHosts } from './139-proxy-login-for-some-hosts.ts';

const PROXY = 'http://proxy.corp.example:3128';
const FREE = 'app.gitpod.io';
const HOST = 'releases.gitpod.io';
const asks = (schemes = ['Basic'], credentialsSent = false) => fails('tunnel.407', { tunnel: { authenticate: schemes, credentialsSent } });

function told({ schemes = ['Basic'], again = passes(), free = passes() } = {}) {
  return session({ from: 'runner', runner: 'enterprise' })
    .proxy(PROXY)
    .https(FREE, free)
    .https(HOST, asks(schemes))
    .control('login-repeat', HOST, asks(schemes))
    .control('login-repeat', FREE, again)
    .build();
}

describe('GD139 proxy-login-for-some-hosts', () => {
  test('is certain if the proxy twice demands a login for one host and twice opens a tunnel to another host without a login', () => {
    const claim = onlyClaim(proxyLoginForSomeHosts, told());
    expect(claim).toMatchObject({ confidence: 'certain', accountsFor: ['o2'], facts: { endpoints: [HOST], free: [FREE] } });
    expect(rootsOf(told())).toEqual(['proxy-login-for-some-hosts']);
    const words = wordsOf(proxyLoginForSomeHosts, claim);
    expect(words).toContain(`Please exempt ${HOST} from the login as well`);
    expect(words).toContain('export HTTPS_PROXY=');
  });

  test('is only likely if the proxy demands a login on retry for the host that passed before', () => {
    expect(onlyClaim(proxyLoginForSomeHosts, told({ again: asks() })).confidence).toBe('likely');
  });

  test('suggests a helper program if the proxy offers no Basic authentication', () => {
    const words = wordsOf(proxyLoginForSomeHosts, onlyClaim(proxyLoginForSomeHosts, told({ schemes: ['NTLM'] })));
    expect(words).toContain('cntlm');
    expect(words).not.toContain('<password>');
  });

  test('treats a host as exempt from the login if CONNECT to that host gets a 5xx', () => {
    expect(onlyClaim(proxyLoginForSomeHosts, told({ free: fails('tunnel.5xx') })).facts).toMatchObject({ free: [FREE] });
  });

  test.each([
    ['the proxy demands a login for every host', told({ free: asks(), again: asks() }), 'proxy-requires-login'],
    ['the proxy refuses the other host', told({ free: fails('tunnel.4xx'), again: fails('tunnel.4xx') }), 'proxy-requires-login'],
  ])('defers to proxy-requires-login if %s', (_, seen, cause) => {
    expect(claimsOf(proxyLoginForSomeHosts, seen)).toEqual([]);
    expect(rootsOf(seen)).toContain(cause);
  });

  test('defers to kerberos-ticket-missing if the proxy demands a ticket', () => {
    const seen = withLoginMeans(told({ schemes: ['Negotiate'] }), { defaultRealm: 'CORP.EXAMPLE' });
    expect(rootsOf(seen)).toEqual(['kerberos-ticket-missing']);
  });
});
