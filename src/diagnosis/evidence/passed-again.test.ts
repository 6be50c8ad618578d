/** If this fails, one lost packet is told to the network team as a filter, with names and sizes that nobody filters. */
import { expect, test } from 'vitest';
import { diagnose } from '../diagnose.ts';
import { fails, passes, session } from '../testing/session.ts';
import { rootsOf } from '../testing/told.ts';

const MARKET = 'marketplace.visualstudio.com';
const silent = fails('tls.timeout');

test.each(['tls.timeout', 'tls.reset', 'tls.closed'] as const)(
  'a handshake that ended with %s once and completes when asked again blames nobody',
  (kind) => {
    const built = session()
      .https(MARKET, fails(kind))
      .control('neutral-name', MARKET, passes())
      .control('repeat', MARKET, passes())
      .control('small-hello', MARKET, passes())
      .build();
    expect(rootsOf(built)).toEqual(['unexplained-failure']);
    const [told] = diagnose(built).findings;
    expect(told?.title).toContain('passed when asked again');
    expect(told?.evidence.join(' ')).toContain('too busy to answer');
  },
);

test('one that fails again is what its controls say', () => {
  const built = session()
    .https(MARKET, silent)
    .control('neutral-name', MARKET, silent)
    .control('repeat', MARKET, silent)
    .control('small-hello', MARKET, passes())
    .build();
  expect(rootsOf(built)).toEqual(['large-hello-dropped']);
});

test('another way that passes is no repetition of this one', () => {
  const built = session()
    .proxy('http://proxy.corp.example:3128')
    .https(MARKET, silent)
    .direct()
    .control('repeat', MARKET, passes())
    .build();
  expect(rootsOf(built)).not.toContain('unexplained-failure');
});
