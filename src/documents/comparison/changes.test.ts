/** If these fail, the page misses a change, or shows a verdict for an unmeasured requirement. */
import { expect, test } from 'vitest';
import type { Comparison } from '../../model/comparison.ts';
import { renderHtml } from '../../render/html.ts';
import { renderMarkup } from '../../render/markup.ts';
import { comparisonBlocks } from './comparison-words.ts';

const NOTHING: Comparison = { changes: [], findings: { new: [], fixed: [], unchanged: [] } };
const page = (comparison: Comparison) => renderMarkup(renderHtml(comparisonBlocks(comparison), 3));

test('two equal reports have no changes', () => {
  expect(page(NOTHING)).toContain('Nothing changed.');
  expect(page(NOTHING)).not.toContain('<table');
});

test('the changes list causes by subject, or by name in a comparison without subjects', () => {
  const findings = { new: ['proxy-unreachable'], fixed: ['port-dropped'], unchanged: [] };
  const byName = page({ ...NOTHING, findings });
  expect(byName).toMatch(/New causes.*proxy-unreachable.*Fixed.*port-dropped/s);
  expect(byName).not.toContain('Unchanged causes');
  const cause = { code: 'GD102', name: 'proxy-unreachable', subject: 'proxy.corp.example:3128' };
  expect(page({ ...NOTHING, findings, causes: { new: [cause], fixed: [], unchanged: [] } })).toContain('proxy.corp.example:3128');
});

test('the changes show a requirement that one report lacks, the warnings, and the first difference', () => {
  const told = page({
    ...NOTHING,
    warnings: ['different-keys'],
    changes: [
      { requirement: 'management.app', title: 'The app answers', from: null, to: 'unmet', phase: { from: null, to: 'tcp' } },
      {
        requirement: 'vscode.marketplace',
        from: 'met',
        to: null,
        phase: { from: 'passed', to: null },
        firstDifference: { phase: 'tcp', from: 'ok', to: 'tcp.timeout' },
      },
    ],
  });
  expect(told).not.toContain('No requirement changed.');
  expect(told).toContain('The app answers: absent');
  expect(told).not.toContain('management.app');
  expect(told).toContain('different keys');
  expect(told).toContain('absent → not met');
  expect(told).toContain('; not measured, then stopped at tcp');
  expect(told).toContain('met → absent');
  expect(told).toContain('; first difference in tcp: passed → no answer to the connection attempt in time');
});
