/** If these fail, a slow link on which no handshake completes counts as quick, and its timeouts as filtering. */
import { describe, expect, it } from 'vitest';
import { fails, passes, session } from '../../diagnosis/testing/session.ts';
import { isSlowLine } from './round-trips.ts';

const connectingIn = (durationMs: number) => ({
  addresses: ['203.0.113.9'],
  attempts: [{ address: '203.0.113.9', family: 4 as const, durationMs, failure: null }],
});

describe('a link', () => {
  it.each([
    [
      'is slow when no handshake completes and connections take long',
      session().https('a.example.com', fails('tls.timeout', connectingIn(730))),
      true,
    ],
    [
      'is not slow when no handshake completes and connections are quick',
      session().https('a.example.com', fails('tls.timeout', connectingIn(40))),
      false,
    ],
    [
      'is judged by its handshakes when one completes',
      session()
        .https('a.example.com', fails('tls.timeout', connectingIn(730)))
        .https('b.example.com', passes()),
      false,
    ],
    ['is not slow when nothing connects', session().https('a.example.com', fails('tcp.timeout')), false],
  ])('%s', (_, told, slow) => {
    expect(isSlowLine(told.build().observations)).toBe(slow);
  });
});
