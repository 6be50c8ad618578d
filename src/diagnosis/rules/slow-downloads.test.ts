import { describe, expect, test } from 'vitest';
import { claimsOf, onlyClaim, wordsOf } from '../facts/testing/claims.ts';
import { fails, passes, session } from '../testing/session.ts';
import { findingOf, rootsOf, verdictOf } from '../testing/told.ts';
import { downloadTooSlow } from './407-download-too-slow.ts';
import { downloadStalls } from './412-download-stalls.ts';

const FILE = 'https://releases.gitpod.io/cli/stable/gitpod-linux-amd64';

/** A connection with the delay of a satellite link. */
function farAway(outcome: ReturnType<typeof passes>): ReturnType<typeof passes> {
  return 'facts' in outcome ? passes({ ...outcome.facts, connectMs: 600 }) : outcome;
}

describe('GD407 download-too-slow', () => {
  const at = (bytesPerSecond: number, receivedBytes = 98_304) => passes({ checksum: { bytesPerSecond, receivedBytes } });

  test('is possible if one host sends 40 kB/s, and likely if several do', () => {
    const one = session().download(FILE, at(40_000));
    expect(onlyClaim(downloadTooSlow, one.build())).toMatchObject({ confidence: 'possible', accountsFor: [] });
    const two = one.https('update.code.visualstudio.com', passes({ bytesPerSecond: 30_000, answer: { receivedBytes: 131_072 } }), {
      role: 'control',
      purpose: 'throughput',
    });
    const claim = onlyClaim(downloadTooSlow, two.build());
    expect(claim.confidence).toBe('likely');
    const words = wordsOf(downloadTooSlow, claim);
    expect(words).toContain('40000 bytes per second');
    expect(words).toContain('a full VS Code server download (about 80 MB) takes 33 minutes');
  });

  test('gives the download time for the announced size of the VS Code server unless that size is implausibly small', () => {
    const discovery = { from: 'vscode.update', extract: 'vscode-commit', template: 'https://update.code.visualstudio.com/{}' } as const;
    const server = (announcedBytes: number) =>
      session()
        .https('https://update.code.visualstudio.com/x', passes({ answer: { announcedBytes } }), { of: { discovery } })
        .download(FILE, at(50_000))
        .build();
    const wordsFor = (bytes: number) => wordsOf(downloadTooSlow, onlyClaim(downloadTooSlow, server(bytes)));
    expect(wordsFor(120_000_000)).toContain('(120 MB, as announced) takes 40 minutes');
    expect(wordsFor(4096)).toContain('(about 80 MB) takes 27 minutes');
  });

  test('gives a download time of many hours in hours', () => {
    expect(wordsOf(downloadTooSlow, onlyClaim(downloadTooSlow, session().download(FILE, at(2000)).build()))).toContain('takes 11 hours');
  });

  test.each([
    ['the link has an ordinary speed', at(1_000_000)],
    ['too few bytes arrived to measure a speed', at(20_000, 2000)],
    ['the connection ended (download-cut-short)', fails('http.truncated', { checksum: { bytesPerSecond: 20_000 } })],
  ])('does not fire when %s', (_, outcome) => {
    expect(claimsOf(downloadTooSlow, session().download(FILE, outcome).build())).toEqual([]);
  });
});

describe('GD412 download-stalls', () => {
  const SERVER = 'https://update.code.visualstudio.com/latest/server-linux-x64/stable';
  const stalls = (receivedBytes: number, silentMs = 4000) =>
    fails('http.timeout', { bytesPerSecond: receivedBytes / 5, silentMs, answer: { receivedBytes } });
  const measured = (first: ReturnType<typeof passes>, again: ReturnType<typeof passes>) =>
    session().https(SERVER).control('throughput', SERVER, first).control('repeat', SERVER, again).https('ghcr.io').build();

  test('leaves a requirement inconclusive if its download stalls twice at the same place but HEAD is answered', () => {
    const seen = measured(stalls(16_384), stalls(17_000));
    expect(rootsOf(seen)).toEqual(['download-stalls']);
    expect(findingOf(seen, 'download-stalls')).toMatchObject({ severity: 'degraded', confidence: 'likely' });
    expect([verdictOf(seen, 'update.code.visualstudio.com'), verdictOf(seen, 'ghcr.io')]).toEqual(['unknown: no-reply', 'met']);
    const words = wordsOf(downloadStalls, onlyClaim(downloadStalls, seen));
    expect(words).toContain('16384 bytes came, then nothing for 4 s');
    expect(words).toContain('A second attempt stalled at about the same place.');
  });

  test('leaves a requirement inconclusive if its download stalls and was not retried', () => {
    const once = session().https(SERVER).control('throughput', SERVER, stalls(16_384)).https('ghcr.io').build();
    expect(verdictOf(once, 'update.code.visualstudio.com')).toBe('unknown: no-reply');
    expect(findingOf(once, 'download-stalls')).toMatchObject({ severity: 'degraded', confidence: 'possible' });
  });

  test('leaves a requirement met if its download stalls once and completes on retry', () => {
    const once = measured(stalls(16_384), passes({ bytesPerSecond: 900_000, answer: { receivedBytes: 98_304 } }));
    expect(verdictOf(once, 'update.code.visualstudio.com')).toBe('met');
  });

  test('gives one finding for all downloads that stall after they began, whatever the server', () => {
    const seen = session().https('app.gitpod.io', stalls(1400)).https('ghcr.io', stalls(2800)).https('mcr.microsoft.com').build();
    expect(rootsOf(seen)).toEqual(['download-stalls']);
    expect(findingOf(seen, 'download-stalls')).toMatchObject({ severity: 'blocker', confidence: 'likely' });
  });

  test('is only possible for a stall without a retry', () => {
    const seen = session().https(SERVER).control('throughput', SERVER, stalls(16_384)).build();
    expect(onlyClaim(downloadStalls, seen).confidence).toBe('possible');
  });

  test.each([
    ['the retry completes', measured(stalls(16_384), passes({ bytesPerSecond: 400_000, answer: { receivedBytes: 98_304 } }))],
    ['bytes still arrive (download-too-slow)', measured(stalls(16_384, 120), stalls(16_384, 90))],
    [
      'the connection ended (download-cut-short)',
      session()
        .https('ghcr.io', fails('http.truncated', { answer: { receivedBytes: 900 } }))
        .build(),
    ],
    ['no byte arrives (answer-unusable)', session().https('ghcr.io', fails('http.timeout')).build()],
  ])('does not fire when %s', (_, seen) => {
    expect(claimsOf(downloadStalls, seen)).toEqual([]);
  });
});

describe('GD407 download-too-slow for incomplete downloads', () => {
  const SERVER = 'https://update.code.visualstudio.com/latest/server-linux-x64/stable';
  const measured = (outcome: ReturnType<typeof passes>) => session().https(SERVER).control('throughput', SERVER, outcome).build();

  test.each([
    ['a part arrived before the deadline', fails('http.timeout', { bytesPerSecond: 300, answer: { receivedBytes: 3600 } })],
    ['bytes still arrived at the deadline', fails('http.timeout', { bytesPerSecond: 40, silentMs: 300, answer: { receivedBytes: 160 } })],
    ['the download used its whole time limit', passes({ bytesPerSecond: 7900, answer: { receivedBytes: 94_000, cutByLimit: true } })],
  ])('reports the link as slow when %s', (_, outcome) => {
    expect(findingOf(measured(outcome), 'download-too-slow')).toMatchObject({ severity: 'degraded' });
  });

  test.each([
    ['no byte arrived', fails('http.timeout')],
    [
      'the download stopped (download-stalls)',
      fails('http.timeout', { bytesPerSecond: 300, silentMs: 4000, answer: { receivedBytes: 3600 } }),
    ],
    ['the route is long and TCP slow start has not ended', farAway(passes({ bytesPerSecond: 80_000, answer: { receivedBytes: 98_304 } }))],
  ])('does not fire when %s', (_, outcome) => {
    expect(claimsOf(downloadTooSlow, measured(outcome))).toEqual([]);
  });
});
