import { describe, expect, it } from 'vitest';
import { diagnose } from '../../diagnosis/index.ts';
import { fails, passes, session } from '../../diagnosis/testing/session.ts';
import { Comparison } from '../../model/comparison.ts';
import { Report } from '../../model/report.ts';
import { renderHtml } from '../../render/html.ts';
import { markdown } from '../../render/markdown.ts';
import { renderMarkup } from '../../render/markup.ts';
import { textLines } from '../../render/text.ts';
import { buildReport } from '../report/report.ts';
import { compareReports, hasWorsened } from './compare.ts';
import { comparisonBlocks, comparisonTitle, reassessmentLines, unchangedText } from './comparison-words.ts';
import { matrixOf } from './matrix.ts';
import { matrixBlocks } from './matrix-words.ts';
import { reassess } from './reassessment.ts';

const markdownOf = (comparison: Comparison) => markdown(comparisonBlocks(comparison));
const linesOf = (comparison: Comparison) => textLines(comparisonBlocks(comparison));

const report = (app: ReturnType<typeof passes>, releases: ReturnType<typeof passes> = passes()) => {
  const told = session({ from: 'runner', runner: 'standard' })
    .https('app.gitpod.io', app, { requirement: 'management.app' })
    .https('releases.gitpod.io', releases, { requirement: 'releases.ec2-manifest' })
    .build();
  return buildReport(told, diagnose(told));
};

describe('the comparison of two reports', () => {
  it('shows the requirement that became unmet, and its failing phase', () => {
    const comparison = compareReports(report(passes()), report(fails('tcp.timeout')));
    expect(comparison.changes).toEqual([
      {
        ...{ requirement: 'management.app', title: 'management.app' },
        ...{ from: 'met', to: 'unmet', phase: { from: 'passed', to: 'tcp' } },
        firstDifference: { phase: 'tcp', from: 'ok', to: 'tcp.timeout' },
      },
    ]);
    expect(comparison.findings.new).toEqual(['port-dropped']);
    expect(hasWorsened(comparison)).toBe(true);
  });

  it('counts requirements that only changed their route in one line, and lists them in JSON', () => {
    const via = (phase: string) =>
      ({ from: 'met', to: 'met', phase: { from: 'passed', to: 'passed' }, firstDifference: { phase, from: 'direct', to: 'ok' } }) as const;
    const changed = compareReports(report(passes()), report(fails('tcp.timeout')));
    const changes = [
      ...changed.changes,
      { requirement: 'a', ...via('tunnel') },
      { requirement: 'b', ...via('tunnel') },
      { requirement: 'c', ...via('tls') },
    ];
    const lines = linesOf({ ...changed, changes });
    expect(lines.filter((line) => line.includes('first difference')).map((line) => line.split(/[ :]+/)[2])).toEqual([
      'management.app',
      'c',
    ]);
    expect(lines).toContain('2 rows kept their verdict on another route (now through a proxy).');
    expect(markdownOf({ ...changed, changes })).toContain('2 rows kept their verdict');
  });

  it('warns when the report given as "before" is the later one', () => {
    const [early, late] = [report(passes()), { ...report(passes()), startedAt: '2099-01-01T00:00:00Z' }];
    expect(compareReports(late, early).warnings).toEqual(['later-first']);
    expect(compareReports(early, late).warnings).toEqual([]);
  });

  it('reports a fixed cause as fixed, not as new', () => {
    const comparison = compareReports(report(fails('tcp.timeout')), report(passes()));
    expect(comparison.findings).toEqual({ new: [], fixed: ['port-dropped'], unchanged: [] });
    expect(hasWorsened(comparison)).toBe(false);
  });

  it('shows that a requirement fails in a later phase now, although its verdict is the same', () => {
    const comparison = compareReports(report(fails('tcp.timeout')), report(fails('http.status')));
    expect(comparison.changes).toMatchObject([{ from: 'unmet', to: 'unmet', phase: { from: 'tcp', to: 'http' } }]);
  });

  it('lists only the requirements and causes that were fixed, by code and subject', () => {
    const broken = report(fails('tcp.timeout'), fails('dns.nxdomain'));
    const mended = compareReports(broken, report(passes(), fails('dns.nxdomain')));
    expect(mended.changes.map(({ requirement, to }) => [requirement, to])).toEqual([['management.app', 'met']]);
    expect(mended.causes?.fixed).toMatchObject([{ subject: 'app.gitpod.io' }]);
    expect(mended.causes?.unchanged).toMatchObject([{ subject: expect.stringContaining('releases.gitpod.io') }]);
    expect(mended.causes?.new).toEqual([]);
    const text = linesOf(mended).join('\n');
    expect(text).toContain(
      '\nBetter\n  - management.app: not met → met; first difference in tcp: no answer to the connection attempt in time → passed\n',
    );
    expect(text.indexOf('\nFixed\n')).toBeLessThan(text.indexOf('\nBetter\n'));
  });

  it('lists a cause as new and as fixed when the cause moved to another subject', () => {
    const moved = compareReports(report(fails('dns.nxdomain')), report(passes(), fails('dns.nxdomain')));
    expect(moved.findings).toMatchObject({ new: [], fixed: [], unchanged: [expect.any(String)] });
    expect(moved.causes).toMatchObject({
      new: [{ subject: expect.stringContaining('releases') }],
      fixed: [{ subject: expect.stringContaining('app') }],
    });
    expect(hasWorsened(moved)).toBe(true);
  });

  it('shows that a port was refused before and is dropped now', () => {
    const { changes } = compareReports(report(fails('tcp.refused')), report(fails('tcp.timeout')));
    expect(changes).toMatchObject([
      { from: 'unmet', to: 'unmet', firstDifference: { phase: 'tcp', from: 'tcp.refused', to: 'tcp.timeout' } },
    ]);
  });

  it('warns that names were masked with two keys, and does not report masked names as new causes', () => {
    const [a, b] = ['a', 'b'].map((letter) => {
      const one = report(fails('dns.nxdomain'));
      return { ...one, findings: one.findings.map((finding) => ({ ...finding, subject: `px-${letter}` })) };
    }) as [Report, Report];
    const known = compareReports(a, b, { before: 'k1', after: 'k2' });
    expect(known.warnings).toEqual(['different-keys']);
    expect(known.causes).toMatchObject({ new: [], fixed: [], unchanged: [{ subject: 'px-b' }] });
    expect(linesOf(known)[1]).toMatch(/different keys/);
    expect(compareReports(a, b, { before: 'k1', after: null }).warnings).toEqual(['masked-and-bare']);
    expect(compareReports(a, b, { before: 'k1', after: 'k1' }).causes).toMatchObject({
      new: [{ subject: 'px-b' }],
      fixed: [{ subject: 'px-a' }],
    });
  });

  it('warns that the vantage point or the list of requirements differs', () => {
    const here = report(passes());
    const there = { ...here, profile: { ...here.profile, from: 'laptop' as const }, catalog: { ...here.catalog, sha256: 'f'.repeat(64) } };
    expect(compareReports(here, there).warnings).toEqual(['different-places', 'different-lists']);
  });

  describe('when one report measured less than the other', () => {
    const whole = report(passes());
    const area = { ...whole, requirements: whole.requirements.filter(({ id }) => id === 'management.app') };
    const other = { ...whole, requirements: whole.requirements.filter(({ id }) => id !== 'management.app') };
    const told = (comparison: ReturnType<typeof compareReports>) => [
      linesOf(comparison).join('\n'),
      markdownOf(comparison),
      renderMarkup(renderHtml(comparisonBlocks(comparison))),
    ];

    it('counts, in each output format, the requirements that only one report has', () => {
      const [less, more] = [compareReports(whole, area), compareReports(area, whole)];
      expect(less.rows).toEqual({ compared: 1, onlyBefore: ['releases.ec2-manifest'], onlyAfter: [] });
      expect(more.rows).toEqual({ compared: 1, onlyBefore: [], onlyAfter: ['releases.ec2-manifest'] });
      for (const text of told(less)) expect(text).toContain('1 row is only in the report before and was not compared.');
      for (const text of told(more)) expect(text).toContain('1 row is only in the report after and was not compared.');
      expect([less, more].map(unchangedText)).toEqual(Array(2).fill('Nothing changed in the one row that both reports have.'));
      expect(markdownOf(less)).toContain('Nothing changed in the one row that both reports have.');
      expect([less, more].some(hasWorsened)).toBe(false);
    });

    it('does not call two networks equal when their reports have no requirement in common', () => {
      const apart = compareReports(area, other);
      expect(apart.rows?.compared).toBe(0);
      expect(unchangedText(apart)).toBe('Nothing was compared.');
      for (const text of told(apart)) expect(text).toContain('The reports have no row in common.');
      expect(comparisonTitle(apart)).toBe('No requirement was compared');
    });

    it('warns that the other report did not measure the requirements of a cause', () => {
      const broken = report(passes(), fails('tcp.timeout'));
      expect(linesOf(compareReports(broken, area)).join('\n')).toContain('A cause that only this row shows is listed as fixed.');
      expect(linesOf(compareReports(area, broken)).join('\n')).toContain('A cause that only this row shows is listed as new.');
    });

    it('is the same after it was written and read back, and can be read from an older version', () => {
      const comparison = compareReports(whole, area);
      expect(Comparison.parse(comparison)).toEqual(comparison);
      const { rows: _, ...before } = comparison;
      expect(linesOf(Comparison.parse(before))).toEqual(['Nothing changed.']);
    });
  });

  it('has no changes between a report and itself', () => {
    const same = report(fails('tls.reset'));
    expect(compareReports(same, same).changes).toEqual([]);
    expect(unchangedText(compareReports(same, same))).toBe('Nothing changed.');
    expect(hasWorsened(compareReports(same, same))).toBe(false);
  });
});

describe('the comparison of many reports', () => {
  it('has a column for each report, and an empty cell for an unmeasured requirement', () => {
    const alone = session({ from: 'laptop' }).https('app.gitpod.io', passes(), { requirement: 'management.app' }).build();
    const matrix = matrixOf([
      { name: 'runner.zip', report: report(passes(), fails('tcp.refused')) },
      { name: 'laptop.zip', report: buildReport(alone, diagnose(alone)) },
    ]);
    expect(matrix.rows).toEqual([
      { requirement: 'management.app', title: 'management.app', verdicts: ['met', 'met'], differs: false },
      { requirement: 'releases.ec2-manifest', title: 'releases.ec2-manifest', verdicts: ['unmet', null], differs: false },
    ]);
    expect(matrix.vantages.map(({ from }) => from)).toEqual(['runner', 'laptop']);
  });

  it('shows, for five vantage points, where each requirement is met and where each cause was found', () => {
    const apps = [passes(), fails('tcp.timeout'), passes(), fails('dns.nxdomain'), passes()];
    const five = apps.map((app, index) => ({ name: `v${index + 1}.zip`, report: report(app), keyId: index === 4 ? 'other' : 'same' }));
    const matrix = matrixOf(five);
    expect(matrix.rows).toEqual([
      { requirement: 'management.app', title: 'management.app', verdicts: ['met', 'unmet', 'met', 'unmet', 'met'], differs: true },
      {
        requirement: 'releases.ec2-manifest',
        title: 'releases.ec2-manifest',
        verdicts: ['met', 'met', 'met', 'met', 'met'],
        differs: false,
      },
    ]);
    expect(matrix.causes.map(({ found }) => found.indexOf(true)).toSorted()).toEqual([1, 3]);
    expect(matrix.warnings).toEqual(['different-keys']);
    const lines = textLines(matrixBlocks(matrix));
    expect(lines.find((line) => line.includes('1 runner, v1.zip'))).toBeDefined();
    expect(lines.find((line) => line.includes('management.app'))).toMatch(/^ +≠ management\.app +PASS {2}FAIL {2}PASS {2}FAIL {2}PASS$/);
    const written = markdown(matrixBlocks(matrix))
      .split('\n')
      .filter((line) => line.startsWith('|'));
    expect(new Set(written.map((line) => line.split(/(?<!\\)\|/).length))).toEqual(new Set([8]));
    const page = renderMarkup(renderHtml(matrixBlocks(matrix)));
    for (const word of ['v5.zip', 'management.app', 'FAIL']) expect(page).toContain(word);
    expect(page).not.toMatch(/<script|<link|src=|href=/);
  });
});

describe('text in a report from an unknown sender', () => {
  const evil = '<script>x</script>`|\n|| \u001b]0;t\u0007';
  const hostile = () => {
    const one = report(fails('tcp.timeout'));
    return {
      ...one,
      requirements: one.requirements.map((row) => ({ ...row, id: evil + row.id })),
      findings: one.findings.map((f) => ({ ...f, subject: evil })),
    };
  };

  it('cannot leave its table cell in Markdown, and cannot become markup in HTML', () => {
    const before = { ...hostile(), requirements: hostile().requirements.map((row) => ({ ...row, verdict: 'met' as const })), findings: [] };
    const comparison = compareReports(before, hostile());
    expect(markdownOf(comparison).replace(/`[^`\n]*`/g, '')).not.toMatch(/<script|^\|/m);
    const page = renderMarkup(renderHtml(comparisonBlocks(comparison)));
    expect(page).not.toMatch(/<script/);
    const matrix = matrixOf([
      { name: evil, report: before },
      { name: 'b', report: hostile() },
    ]);
    expect(renderMarkup(renderHtml(matrixBlocks(matrix)))).not.toMatch(/<script/);
    expect(
      new Set(
        markdown(matrixBlocks(matrix))
          .split('\n')
          .filter((line) => line.startsWith('|'))
          .map((line) => line.split(/(?<!\\)\|/).length),
      ),
    ).toEqual(new Set([5]));
  });
});

describe('an old report that the current rules judge', () => {
  it('shows every difference in verdicts, and in findings by code and subject', () => {
    const measured = report(fails('tcp.timeout'));
    const today = { ...measured, requirements: measured.requirements.map((row) => ({ ...row, title: `Row ${row.id}` })) };
    const recorded = {
      ...today,
      requirements: today.requirements.map((row) => (row.id === 'management.app' ? { ...row, verdict: 'unknown' as const } : row)),
      findings: [],
    };
    const changed = reassess(recorded, today, '9.9.9');
    expect(changed).toMatchObject({
      verdicts: [{ requirement: 'management.app', recorded: 'unknown', today: 'unmet' }],
      findings: { onlyRecorded: [], onlyToday: [{ name: 'port-dropped' }] },
    });
    expect(changed === null ? [] : reassessmentLines(changed)).toEqual([
      'Judged again by version 9.9.9; 1 verdict and 1 finding differ from the report of version 0.0.0.',
      'THEN inconclusive, NOW not met: Row management.app',
      expect.stringMatching(/^NOW {2}GD\d+ port-dropped: /),
    ]);
    expect(Report.parse({ ...today, thenAndNow: changed }).thenAndNow).toEqual(changed);
    expect(reassess(today, today, '9.9.9')).toBeNull();
  });
});
