import { describe, expect, it } from 'vitest';
import { eventsOfReport } from '../../bundle/report-events.ts';
import { diagnose } from '../../diagnosis/index.ts';
import { fails, passes, SessionBuilder } from '../../diagnosis/testing/session.ts';
import { buildReport } from '../../documents/report/report.ts';
import { storyDiagnosis, storySession } from '../../documents/testing/story.ts';
import { foldEvents } from '../../session/index.ts';
import { areaLines, plainFindings, plainRows } from './plain.ts';

const asIs = (text: string) => text;

describe('plain output', () => {
  const session = new SessionBuilder({ from: 'runner', runner: 'standard' })
    .dns('github.com', ['140.82.112.3'], undefined, { requirement: 'scm.provider' })
    .https('https://github.com/', passes(), { requirement: 'scm.provider' })
    .https('https://download.jetbrains.com/', passes(), { requirement: 'jetbrains.download', of: { neededFrom: ['laptop'] } })
    .build();
  const verdicts = [
    { requirement: 'scm.provider', counts: true, verdict: 'met' as const, reason: null, observations: ['o1', 'o2'] },
    {
      requirement: 'jetbrains.download',
      counts: false,
      verdict: 'unknown' as const,
      reason: 'wrong-vantage' as const,
      observations: ['o3'],
    },
  ];
  const diagnosis = { verdicts, findings: [], notes: [] };

  it('omits lookups of hosts that were reached, and requirements not needed on this machine', () => {
    const { lines, silent } = plainRows(session, diagnosis, asIs, {});
    expect(lines).toEqual([expect.stringMatching(/^PASS +HTTPS +github\.com/)]);
    expect(silent.map(({ what, target }) => `${what} ${target}`)).toEqual(['DNS github.com', 'HTTPS download.jetbrains.com']);
    expect(silent[1]?.remark).toBe('not needed on this machine; run it where it is needed');
  });

  it('has one line per area, and the counts add up to the totals of the summary', () => {
    const report = buildReport(storySession(), storyDiagnosis());
    const lines = areaLines(storySession(), storyDiagnosis(), report, asIs);
    const told = lines.flatMap((line) =>
      [...line.matchAll(/^[A-Z]+ .* (\d+) of (\d+) passed$/g)].map(([, met, all]) => [Number(met), Number(all)]),
    );
    const sum = (at: number) => told.reduce((total, each) => total + (each[at] ?? 0), 0);
    const { met, unmet, unknown } = report.summary;
    expect([sum(0), sum(1)]).toEqual([met, met + unmet + unknown]);
    expect(lines.filter((line) => line.startsWith('        ')).join('\n')).not.toContain('PASS');
  });

  it('lists everything with --verbose', () => {
    expect(plainRows(session, diagnosis, asIs, { verbose: true })).toMatchObject({ lines: { length: 3 }, silent: [] });
  });

  it('asks the question that a failed requirement depends on, and calls the outcome inconclusive until it is answered', () => {
    const told = new SessionBuilder({ from: 'environment' })
      .https('https://app.gitpod.io/', passes())
      .https('https://update.code.visualstudio.com/', fails('tcp.refused'), {
        requirement: 'vscode.server',
        of: { level: 'conditional', conditions: [{ kind: 'ide', is: 'vscode' }] },
      })
      .build();
    const report = buildReport(told, diagnose(told));
    expect(report.summary).toMatchObject({ outcome: 'inconclusive', questions: [{ flag: '--ide', requirements: ['vscode.server'] }] });
    expect(plainFindings(report, asIs)).toMatch(/^ASK +Which editor .*1 check depends on the answer: --ide vscode\|jetbrains\|none$/m);
    const reopened = foldEvents(eventsOfReport(report));
    expect(buildReport(reopened, diagnose(reopened)).summary).toEqual(report.summary);
  });

  it('says how to get the real names when a command is masked, and ends with the outcome', () => {
    const report = buildReport(storySession(), storyDiagnosis());
    const masked = plainFindings(report, (text) => text.replaceAll('us01.gitpod.dev', 'px-ip4-10-m2av-ctca'));
    expect(masked).toMatch(/^NAMES /m);
    expect(plainFindings(report, asIs)).not.toMatch(/^NAMES /m);
    expect(masked.split('\n').at(-1)).toMatch(/^DONE /);
  });
});
