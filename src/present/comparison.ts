/** What changed between two reports, as lines and as a Markdown table. */
import type { Change, Comparison } from '../model/comparison.ts';

/** `CHANGED  gateway.https-8443  met → unmet  (stopped at tcp)`. Empty where nothing changed. */
export function comparisonLines({ changes, findings }: Comparison): string[] {
  const width = Math.max(0, ...changes.map(({ requirement }) => requirement.length));
  return [
    ...changes.map((change) => `CHANGED ${change.requirement.padEnd(width)}  ${verdicts(change)}${phases(change)}`),
    ...findings.new.map((name) => `NEW     ${name}`),
    ...findings.fixed.map((name) => `FIXED   ${name}`),
    ...findings.unchanged.map((name) => `STILL   ${name}`),
  ];
}

export function comparisonMarkdown({ changes, findings }: Comparison): string {
  return [
    '| requirement | before | after | stopped at |',
    '| --- | --- | --- | --- |',
    ...changes.map(
      ({ requirement, from, to, phase }) =>
        `| \`${requirement}\` | ${from ?? '–'} | ${to ?? '–'} | ${phase.from ?? '–'} → ${phase.to ?? '–'} |`,
    ),
    '',
    `New: ${named(findings.new)}. Fixed: ${named(findings.fixed)}. Unchanged: ${named(findings.unchanged)}.`,
  ].join('\n');
}

function verdicts({ from, to }: Change): string {
  return from === to ? `${to ?? 'absent'}` : `${from ?? 'absent'} → ${to ?? 'absent'}`;
}

function phases({ phase }: Change): string {
  return phase.from === phase.to ? '' : `  (${phase.from ?? 'not measured'} → ${phase.to ?? 'not measured'})`;
}

function named(names: readonly string[]): string {
  return names.length === 0 ? 'none' : names.map((name) => `\`${name}\``).join(', ');
}
