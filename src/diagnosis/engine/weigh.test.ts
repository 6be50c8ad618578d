import { describe, expect, test } from 'vitest';
import { fails, passes, type SessionBuilder, session } from '../testing/session.ts';
import { findingOf } from '../testing/told.ts';

const MARKET = 'marketplace.visualstudio.com';
const stalled = fails('tls.timeout');
const misnamed = (page: boolean) => fails('tls.name-mismatch', page ? { unverified: {} } : {});

/** Each with and without the evidence that excludes one neighbour. */
const CASES: [name: string, neighbour: string, without: () => SessionBuilder, excludes: (told: SessionBuilder) => SessionBuilder][] = [
  [
    'proxy-unreachable',
    'a dead network',
    () => session().proxy('http://10.0.0.9:3128').https('ghcr.io', fails('tcp.timeout')).control('repeat', 'ghcr.io', fails('tcp.timeout')),
    (told) => told.direct().udp('35.171.240.32'),
  ],
  [
    'tls-stalls',
    'a transparent proxy',
    () =>
      (['neutral-name', 'small-hello', 'small-answer', 'repeat'] as const).reduce(
        (told, purpose) => told.control(purpose, MARKET, stalled),
        session().https(MARKET, stalled),
      ),
    (told) => told.tcp('192.0.2.1', 443, fails('tcp.timeout'), { role: 'control', purpose: 'unserved-address' }),
  ],
  [
    'aws-endpoint-blocked',
    'a direct route that is blocked while the proxy works',
    () =>
      session({ from: 'runner' })
        .proxy('http://10.0.0.9:3128')
        .https('ghcr.io')
        .direct()
        .https('app.gitpod.io')
        .https('sts.us-east-1.amazonaws.com', fails('tcp.timeout'))
        .https('ssm.us-east-1.amazonaws.com', fails('tcp.timeout')),
    (told) => told.via('http://10.0.0.9:3128').control('other-route', 'sts.us-east-1.amazonaws.com', fails('tunnel.4xx')),
  ],
];

describe.each(CASES)('%s', (name, neighbour, without, excludes) => {
  test(`is likely until an observation excludes ${neighbour}, and certain after that`, () => {
    expect(findingOf(without().build(), name)?.confidence).toBe('likely');
    expect(findingOf(excludes(without()).build(), name)?.confidence).toBe('certain');
  });
});

test('certificate-for-another-name is certain only when the page was read, because a filter may have sent the certificate', () => {
  const told = (page: boolean) => session().https('app.gitpod.io').https(MARKET, misnamed(page)).build();
  expect(findingOf(told(false), 'certificate-for-another-name')?.confidence).toBe('likely');
  expect(findingOf(told(true), 'certificate-for-another-name')?.confidence).toBe('certain');
});

test('extra-trust-broken is certain without a failed request, because a setting of this machine shows it', () => {
  const told = session().host({ verificationDisabled: true }).https('app.gitpod.io', passes()).build();
  expect(findingOf(told, 'extra-trust-broken')?.confidence).toBe('certain');
});
