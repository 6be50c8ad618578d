/** What the current rules conclude differently from the report in a bundle, from the same observations. */
import type { ComparedCause, Reassessment } from '../../model/comparison.ts';
import type { Report } from '../../model/report.ts';

/** Null if nothing differs. Findings, including consequences, are paired by code and subject. */
export function reassess(recorded: Report, today: Report, version: string): Reassessment | null {
  const [was, is] = [verdictsOf(recorded), verdictsOf(today)];
  const titles = new Map([...recorded.requirements, ...today.requirements].map(({ id, title }) => [id, title]));
  const ids = [...new Set([...is.keys(), ...was.keys()])];
  const verdicts = ids.flatMap((requirement) => {
    const title = titles.get(requirement) ?? requirement;
    const pair = { requirement, title, recorded: was.get(requirement) ?? null, today: is.get(requirement) ?? null };
    return pair.recorded === pair.today ? [] : [pair];
  });
  const [before, after] = [causesOf(recorded), causesOf(today)];
  const findings = { onlyRecorded: without(before, after), onlyToday: without(after, before) };
  if (verdicts.length + findings.onlyRecorded.length + findings.onlyToday.length === 0) return null;
  return { recordedBy: recorded.tool.version, judgedBy: version, verdicts, findings };
}

function verdictsOf(report: Report) {
  return new Map(report.requirements.map(({ id, verdict }) => [id, verdict]));
}

function causesOf(report: Report): ComparedCause[] {
  return report.findings.map(({ code, name, subject }) => ({ code, name, subject }));
}

function without(these: readonly ComparedCause[], those: readonly ComparedCause[]): ComparedCause[] {
  const known = new Set(those.map(({ code, subject }) => `${code} ${subject}`));
  return these.filter(({ code, subject }) => !known.has(`${code} ${subject}`));
}
