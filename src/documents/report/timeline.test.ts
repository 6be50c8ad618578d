/** The timeline must show the true order, durations and failures of a run. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diagnose } from '../../diagnosis/index.ts';
import { fails, passes, session } from '../../diagnosis/testing/session.ts';
import { buildReport } from './report.ts';
import { ticksOf, timelineOf } from './timeline.ts';

function reportOf() {
  const told = session({ from: 'runner' })
    .https('app.gitpod.io', passes(), { requirement: 'management.app' })
    .https('mcr.microsoft.com', fails('tcp.refused'), { requirement: 'registries.mcr' })
    .build();
  return buildReport(told, diagnose(told));
}

describe('a timeline', () => {
  const report = reportOf();
  const later = report.observations.map((observation, index) => ({ ...observation, startMs: 1000 - index }));

  it('is ordered by time, whatever the order of the report', () => {
    const { rows, startMs } = timelineOf({ ...report, observations: later }, 10);
    expect(rows.map(({ observation }) => observation)).toEqual(later.map(({ id }) => id).toReversed());
    expect(startMs).toBe(rows[0]?.startMs);
  });

  it('labels each phase and marks the failed one', () => {
    const words = timelineOf(report, 10).rows.map((row) => row.words);
    expect(words.some((text) => /^dns \d+ ms, tcp failed after \d+ ms$/.test(text))).toBe(true);
    expect(words.some((text) => /^dns \d+ ms, tcp \d+ ms, tls \d+ ms, http \d+ ms$/.test(text))).toBe(true);
  });

  it('shows failures first when the number of measurements is limited, and counts the rest', () => {
    const { rows, leftOut } = timelineOf(report, 1);
    expect(rows).toHaveLength(1);
    expect(rows[0]?.status).toBe('FAIL');
    expect(leftOut).toBe(report.observations.length - 1);
  });

  it('shows no verdict for a control', () => {
    const controls = report.observations.map((observation) => ({ ...observation, role: 'control' as const }));
    expect(new Set(timelineOf({ ...report, observations: controls }, 10).rows.map(({ status }) => status))).toEqual(new Set([null]));
  });

  it('shows a missing UDP reply as silence, and a cancelled control as cancelled', () => {
    const told = session({ from: 'runner' }).udp('35.171.240.32', fails('udp.silent')).build();
    const silent = buildReport(told, diagnose(told));
    const words = timelineOf(silent, 10).rows.map((row) => row.words);
    expect(words.some((text) => /^udp no answer in /.test(text))).toBe(true);
    const controls = report.observations.map((observation) => ({ ...observation, role: 'control' as const }));
    const ends = timelineOf({ ...report, observations: controls }, 10).rows.flatMap(({ bars }) => bars.map(({ end }) => end));
    expect(new Set(ends)).toEqual(new Set(['passed', 'ended']));
  });

  it('is empty for an empty report', () => {
    expect(timelineOf({ observations: [], requirements: [] }, 10)).toEqual({ startMs: 0, endMs: 0, rows: [], leftOut: 0 });
  });
});

it('the axis has 3 to 6 ticks at round values, from 0', () => {
  fc.assert(
    fc.property(fc.double({ min: 1, max: 1e7, noNaN: true }), fc.nat(1e6), (span, startMs) => {
      const ticks = ticksOf({ startMs, endMs: startMs + span });
      const step = ticks[1] ?? 0;
      const mantissa = Math.round((step / 10 ** Math.floor(Math.log10(step) + 1e-9)) * 1e6) / 1e6;
      return (
        ticks[0] === 0 && ticks.length >= 3 && ticks.length <= 6 && (ticks.at(-1) ?? 0) <= span * 1.001 && [1, 2, 5].includes(mantissa)
      );
    }),
  );
});
