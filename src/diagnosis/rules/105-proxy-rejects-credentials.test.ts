/** If one fails, a user is sure to have a wrong password whose account may only not use one host. */
import { describe, expect, test } from 'vitest';
import { onlyClaim, wordsOf } from '../facts/testing/claims.ts';
import { fails, passes, session } from '../testing/session.ts';
import { findingOf, rootsOf } from '../testing/told.ts';
import { proxyRejectsCredentials } from './105-proxy-rejects-credentials.ts';

const PROXY = 'http://proxy.corp.example:3128';
const HOST = 'releases.gitpod.io';
const OTHER = 'mcr.microsoft.com';
const THIRD = 'app.gitpod.io';
const asks = (credentialsSent = true) => fails('tunnel.407', { tunnel: { authenticate: ['Basic'], credentialsSent } });
const sent = { tunnel: { credentialsSent: true } };

const oneHost = () => session({ from: 'runner', runner: 'enterprise' }).proxy(PROXY, { hasCredentials: true }).https(HOST, asks());
const confidenceOf = (built: ReturnType<typeof oneHost>) => findingOf(built.build(), 'proxy-rejects-credentials')?.confidence;

describe('GD105 proxy-rejects-credentials', () => {
  test('is certain if the proxy answers the same to another host', () => {
    const seen = oneHost().control('other-host', OTHER, asks());
    expect(confidenceOf(seen)).toBe('certain');
    expect(rootsOf(seen.build())).toEqual(['proxy-rejects-credentials']);
  });

  test.each([
    ['was not asked for', oneHost()],
    ['does not answer in time', oneHost().control('other-host', OTHER, fails('tunnel.timeout', sent))],
    ['gets no connection to the proxy', oneHost().control('other-host', OTHER, fails('tcp.timeout', { peer: 'proxy' }))],
    ['is refused', oneHost().control('other-host', OTHER, fails('tunnel.4xx', { ...sent, status: 403 }))],
    ['cannot be reached by the proxy', oneHost().control('other-host', OTHER, fails('tunnel.5xx', { ...sent, status: 503 }))],
    ['was asked without the login', oneHost().control('other-host', OTHER, asks(false))],
    ['is the same host', oneHost().control('other-host', HOST, asks())],
    ['passes', oneHost().control('other-host', OTHER, passes(sent))],
  ])('is only likely for one host if another host %s, because its account may not use that one', (_, seen) => {
    expect(confidenceOf(seen)).toBe('likely');
  });

  test('is only likely for two hosts of one domain if a host of another does not answer, because its account may not use that domain', () => {
    const seen = oneHost().https(THIRD, asks()).control('other-host', OTHER, fails('tunnel.timeout', sent));
    expect(confidenceOf(seen)).toBe('likely');
    expect(confidenceOf(seen.https('ghcr.io', asks()))).toBe('certain');
  });

  test('is only likely for two hosts if the proxy took the login for a third, which it could not reach', () => {
    const seen = oneHost()
      .https(OTHER, asks())
      .https(THIRD, fails('tunnel.5xx', { ...sent, status: 503 }));
    expect(confidenceOf(seen)).toBe('likely');
    expect(wordsOf(proxyRejectsCredentials, onlyClaim(proxyRejectsCredentials, seen.build()))).toContain(
      'For other hosts, the proxy does not ask for a login again',
    );
  });
});
