import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RoundTrip } from '../knowledge/measurements/round-trips.ts';
import {
  areHandshakesLate,
  concurrencyAfterConnect,
  concurrencyAfterTimeout,
  initialWidth,
  maximumWidth,
  type SweepWidth,
  widthAfterAnswer,
} from './width.ts';

const MOST = 32;

/** Handshakes of these durations over a line whose round trip takes 40 ms. */
function having(width: SweepWidth, ...handshakes: readonly number[]): SweepWidth {
  return handshakes.reduce((known, handshakeMs) => widthAfterAnswer(known, { connectMs: 40, handshakeMs }), width);
}

function connecting(places: number, ...times: readonly number[]): SweepWidth {
  return times.reduce(concurrencyAfterConnect, { ...initialWidth(MOST), places });
}

/** A link that needs `costMs` per handshake, shared by all that run. */
function onLine(costMs: number, rounds: number): number[] {
  const widths: number[] = [];
  let width = initialWidth(MOST);
  for (let round = 0; round < rounds; round += 1) {
    const { places } = width;
    for (let nth = 1; nth <= places; nth += 1) width = widthAfterAnswer(width, { connectMs: 20, handshakeMs: 40 + nth * costMs });
    widths.push(width.places);
  }
  return widths;
}

describe('the concurrency of a route', () => {
  it.each([
    ['doubles with each round of handshakes in time', having(initialWidth(MOST), ...Array(4).fill(140)).places, 8],
    ['doubles with each handshake that completes at once', having(initialWidth(MOST), 50, 50).places, 16],
    ['does not double again right after late answers', having({ ...initialWidth(MOST), places: 8 }, 900, 50).places, 9],
    ['stops growing at the maximum', having(initialWidth(6), ...Array(40).fill(50)).places, 6],
    ['starts at the maximum when the maximum is small', initialWidth(2).places, 2],
    [
      'stays the same after one late answer, which may be a lost packet',
      having({ ...initialWidth(MOST), places: 16 }, 140, 1200, 140).places,
      18,
    ],
    ['halves when several answers in succession are late', having({ ...initialWidth(MOST), places: 16 }, 900, 900, 900).places, 8],
    [
      'halves once per round, because the round began with the old concurrency',
      having({ ...initialWidth(MOST), places: 16 }, ...Array(8).fill(900)).places,
      8,
    ],
    ['halves again when the next round is late as well', having({ ...initialWidth(MOST), places: 16 }, ...Array(11).fill(900)).places, 4],
    ['never falls below two', having(initialWidth(MOST), ...Array(60).fill(3000)).places, 2],
    ['grows again when answers are on time again', having(initialWidth(MOST), ...Array(9).fill(3000), 140, 140, 140).places, 5],
    ['does not mistake a long route for a queue', having(initialWidth(MOST), ...Array(4).fill(290)).places, 8],
    ['grows with unanswered requests, because dropped packets load nothing', concurrencyAfterTimeout(initialWidth(MOST)).places, 5],
    [
      'does not grow with unanswered requests while other answers are late',
      concurrencyAfterTimeout(having(initialWidth(MOST), 900)).places,
      4,
    ],
    ['halves when several connections in succession are late', connecting(16, 40, 900, 900, 900).places, 8],
    ['stays the same after one late connection, whose first packet may be lost', connecting(16, 40, 1040, 40, 1040).places, 16],
    ['does not mistake constantly slow connections for a queue', connecting(16, 900, 900, 900, 900).places, 16],
    ['does not grow with unanswered requests while connections are late', concurrencyAfterTimeout(connecting(16, 40, 900)).places, 16],
    ['rises to the maximum for a route on which no answer arrives', maximumWidth(initialWidth(MOST)).places, MOST],
  ])('%s', (_, places, expected) => {
    expect(places).toBe(expected);
  });

  it.each([
    // A chain of 4 kB takes half a second at 64 kbit/s, and 30 ms at 1 Mbit/s.
    ['64 kbit/s', 500, 2, 4],
    ['512 kbit/s', 60, 4, 16],
    ['10 Mbit/s', 3, MOST, MOST],
  ])('converges to the capacity of a link of %s', (_, costMs, least, most) => {
    const settled = onLine(costMs, 12).slice(-4);
    expect(Math.min(...settled)).toBeGreaterThanOrEqual(least);
    expect(Math.max(...settled)).toBeLessThanOrEqual(most);
  });

  it('stays between one slot and its maximum, whatever happens', () => {
    const roundTrip = fc.record({
      connectMs: fc.double({ min: 0, max: 60_000, noNaN: true }),
      handshakeMs: fc.double({ min: 0, max: 60_000, noNaN: true }),
    });
    const event = fc.oneof(roundTrip, fc.constant('silence' as const));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 256 }), fc.array(event, { maxLength: 200 }), (most, events) => {
        let width = initialWidth(most);
        for (const one of events) {
          const before = width;
          width = one === 'silence' ? concurrencyAfterTimeout(width) : widthAfterAnswer(width, one as RoundTrip);
          expect(width.places).toBeGreaterThanOrEqual(1);
          expect(width.places).toBeLessThanOrEqual(most);
          // Only late answers make it narrower, never missing ones.
          if (width.places < before.places) expect(areHandshakesLate(width.delays)).toBe(true);
        }
      }),
    );
  });
});
