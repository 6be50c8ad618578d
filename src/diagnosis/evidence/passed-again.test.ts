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

test('what was not made again is no filter either where all that was made again passed', () => {
  const OTHER = 'download.jetbrains.com';
  const stalled = () =>
    session()
      .https(MARKET, silent)
      .https(OTHER, silent)
      .https('app.gitpod.io')
      .control('neutral-name', MARKET, passes())
      .control('neutral-name', OTHER, passes());
  const built = stalled().control('repeat', MARKET, passes()).build();
  expect(new Set(rootsOf(built))).toEqual(new Set(['unexplained-failure']));
  expect(diagnose(built).findings.map(({ title }) => title)).toEqual([
    expect.stringContaining('passed when asked again'),
    expect.stringContaining('passed when asked again'),
  ]);
  // One that stalls again is a fault, and then the others may be.
  expect(rootsOf(stalled().control('repeat', MARKET, silent).build())).toEqual(['name-filtered-in-tls']);
});
