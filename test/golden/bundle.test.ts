/** Every recorded session as a support engineer receives it: the text of the ticket, the bundle, the bare report, the comparison. */
import { describe, expect, it } from 'vitest';
import { buildBundle, bundleName, readBundle, verifyBundle } from '../../src/bundle/index.ts';
import { WRITTEN_BY } from '../../src/bundle/testing/log.ts';
import { publicHosts } from '../../src/catalog/index.ts';
import { diagnose } from '../../src/diagnosis/index.ts';
import { compareReports, hasWorsened } from '../../src/documents/comparison/compare.ts';
import { reassess } from '../../src/documents/comparison/reassessment.ts';
import { buildReport } from '../../src/documents/report/report.ts';
import type { Report } from '../../src/model/report.ts';
import type { SessionEvent } from '../../src/model/session.ts';
import { createRedactor } from '../../src/redact/index.ts';
import { foldEvents } from '../../src/session/index.ts';
import { goldenSessions } from '../support/golden-session.ts';

const SESSIONS = goldenSessions();
const AT = '2026-11-23T12:00:00.000Z';

function reportOf(events: readonly SessionEvent[]): Report {
  const session = foldEvents(events);
  return buildReport(session, diagnose(session));
}

async function bundleOf(events: readonly SessionEvent[]) {
  const { profile } = foldEvents(events);
  const redactor = createRedactor({ level: 'standard', key: new Uint8Array(32), publicNames: publicHosts(profile.regions), secrets: [] });
  const report = reportOf(events);
  const consent = { how: 'flag' as const, at: AT };
  const built = await buildBundle({
    events,
    report,
    redactor,
    createdAt: AT,
    name: bundleName('20261123T120000Z-00000000'),
    consent,
    ...WRITTEN_BY,
  });
  if (!built.ok) throw new Error(built.problem);
  return built;
}

const BUNDLED = await Promise.all(SESSIONS.map(async (recorded) => ({ ...recorded, built: await bundleOf(recorded.events) })));

describe.each(BUNDLED)('$name', ({ events, expected, built }) => {
  const report = reportOf(events);
  const ticket = built.entries.find(({ path }) => path === 'report.md')?.text ?? '';

  it('has a ticket that names every cause with its code, and counts the results', () => {
    for (const cause of expected.causes) expect(ticket).toContain(cause.name);
    for (const finding of report.findings.filter(({ causedBy }) => causedBy === null))
      expect(ticket).toContain(`${finding.code} ${finding.name}. `);
    if (expected.causes.length > 1) expect(ticket).toContain(`: ${expected.causes.length} causes found`);
    expect(ticket).toContain(`${report.summary.met} passed, ${report.summary.unmet} failed, ${report.summary.unknown} inconclusive`);
  });

  it('has a valid bundle that opens with the same outcome and causes', async () => {
    const read = await readBundle(built.bytes);
    if (!read.ok) throw new Error(read.problem);
    const again = reportOf(read.events);
    expect(again.summary).toEqual(report.summary);
    expect(again.findings.map(({ code, causedBy }) => [code, causedBy])).toEqual(
      report.findings.map(({ code, causedBy }) => [code, causedBy]),
    );
    expect(reassess(read.report, again, '0.0.0')).toBeNull();
    expect((await verifyBundle(built.bytes)).exitCode).toBe(0);
  });

  it('has a bare report that opens with the same verdict for every requirement that counts', async () => {
    const read = await readBundle(new TextEncoder().encode(JSON.stringify(report)));
    if (!read.ok) throw new Error(read.problem);
    const again = reportOf(read.events);
    const told = ({ requirements }: Report) => requirements.filter(({ counts }) => counts).map(({ id, verdict }) => [id, verdict]);
    expect(told(again)).toEqual(told(report));
  });
});

describe('the comparison of a good network with a bad one', () => {
  const healthy = SESSIONS.find(({ expected }) => expected.causes.length === 0 && expected.summary.outcome === 'pass');

  it.each(SESSIONS.filter(({ expected }) => expected.summary.outcome === 'fail'))(
    'counts $name as worse, and the fixed network as better',
    ({ events }) => {
      if (healthy === undefined) throw new Error('there is no recorded session of a good network');
      const [good, bad] = [reportOf(healthy.events), reportOf(events)];
      expect(hasWorsened(compareReports(good, bad))).toBe(true);
      expect(hasWorsened(compareReports(bad, good))).toBe(false);
      const [mended, broken] = [compareReports(bad, good), compareReports(good, bad)];
      expect(mended.findings.fixed).toEqual(broken.findings.new);
      expect(mended.causes?.fixed).toEqual(broken.causes?.new);
      for (const { phase, firstDifference } of mended.changes.filter(
        ({ phase: { from, to } }) => from !== to && from !== null && to !== null,
      ))
        expect(firstDifference, `${phase.from} → ${phase.to}`).not.toBeNull();
    },
  );
});
