/** Severity follows from the rows that a finding explains (docs/contract.md, What counts). */
import type { Severity } from '../../model/finding.ts';
import type { Requirement } from '../../model/requirement.ts';
import type { Verdict } from '../../model/verdict.ts';

/** `isOpen`: further rows depend on it and are open, or it does harm that no row shows. */
export function severityOf(rows: readonly Requirement[], verdicts: ReadonlyMap<string, Verdict>, isOpen = false): Severity {
  let severity: Severity = isOpen ? 'degraded' : 'advice';
  for (const row of rows) {
    const verdict = verdicts.get(row.id);
    if (verdict === undefined) continue;
    if (verdict.counts && verdict.verdict === 'unmet') return 'blocker';
    if (verdict.counts && verdict.verdict === 'unknown') severity = 'degraded';
    if (row.level === 'optional' && verdict.verdict === 'unmet') severity = 'degraded';
  }
  return severity;
}
