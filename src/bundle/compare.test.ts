import { describe, expect, it } from 'vitest';
import { diagnose } from '../diagnosis/index.ts';
import { fails, passes, session } from '../diagnosis/testing/session.ts';
import { buildReport } from '../present/report.ts';
import { compareReports, gotWorse, matrixOf } from './compare.ts';

const report = (app: ReturnType<typeof passes>, releases: ReturnType<typeof passes> = passes()) => {
  const told = session({ from: 'runner', runner: 'standard' })
    .https('app.gitpod.io', app, { requirement: 'management.app' })
    .https('releases.gitpod.io', releases, { requirement: 'releases.ec2-manifest' })
    .build();
  return buildReport(told, diagnose(told));
};

describe('comparing two reports', () => {
  it('names the row that broke, and the phase where it stops now', () => {
    const comparison = compareReports(report(passes()), report(fails('tcp.timeout')));
    expect(comparison.changes).toEqual([{ requirement: 'management.app', from: 'met', to: 'unmet', phase: { from: 'passed', to: 'tcp' } }]);
    expect(comparison.findings.new).toEqual(['port-dropped']);
    expect(gotWorse(comparison)).toBe(true);
  });

  it('tells a fix from a fault', () => {
    const comparison = compareReports(report(fails('tcp.timeout')), report(passes()));
    expect(comparison.findings).toEqual({ new: [], fixed: ['port-dropped'], unchanged: [] });
    expect(gotWorse(comparison)).toBe(false);
  });

  it('shows a row that fails at another phase, which is progress and no new verdict', () => {
    const comparison = compareReports(report(fails('tcp.timeout')), report(fails('http.status')));
    expect(comparison.changes).toMatchObject([{ from: 'unmet', to: 'unmet', phase: { from: 'tcp', to: 'http' } }]);
  });

  it('has nothing to say about a report and itself', () => {
    const same = report(fails('tls.reset'));
    expect(compareReports(same, same).changes).toEqual([]);
    expect(gotWorse(compareReports(same, same))).toBe(false);
  });
});

describe('many reports', () => {
  it('stand in one matrix, a column each, with a gap where a place was not asked', () => {
    const alone = session({ from: 'laptop' }).https('app.gitpod.io', passes(), { requirement: 'management.app' }).build();
    const matrix = matrixOf([
      { name: 'runner.zip', report: report(passes(), fails('tcp.refused')) },
      { name: 'laptop.zip', report: buildReport(alone, diagnose(alone)) },
    ]);
    expect(matrix.rows).toEqual([
      { requirement: 'management.app', verdicts: ['met', 'met'] },
      { requirement: 'releases.ec2-manifest', verdicts: ['unmet', null] },
    ]);
    expect(matrix.vantages.map(({ from }) => from)).toEqual(['runner', 'laptop']);
  });
});
