/** Adds to each requirement the recorded answers of its hosts. A requirement without a recording expects no more than the document says. */
import { targetText } from '../model/target.ts';
import { CALIBRATIONS } from './calibration.ts';
import type { Calibration, Row, TargetTemplate } from './row.ts';

export function calibrated(row: Row, calibrations: Readonly<Record<string, Calibration>> = CALIBRATIONS): Row {
  const calibration = calibrations[row.id];
  // Another edition may have the requirement with other hosts.
  if (calibration === undefined || !ownSpellings(row).every((of) => of in calibration.answers)) return row;
  const targets = row.targets.map((template) => {
    const recorded = calibration.answers[spellingOf(template) ?? ''];
    return recorded === undefined ? template : { ...template, recorded };
  });
  return { ...row, targets, proof: { ...row.proof, calibrated: calibration.date } };
}

/** The targets whose answers calibrate the requirement. A discovered target replaces the others. */
export function ownSpellings({ targets, discovery }: Row): string[] {
  return discovery === null ? targets.flatMap((template) => spellingOf(template) ?? []) : [discovery.template];
}

export function uncalibrated(row: Row): Row {
  if (row.proof.calibrated === null) return row;
  const targets = row.targets.map((template) => {
    const { recorded: _, ...rest } = template as Extract<TargetTemplate, { recorded?: unknown }>;
    return rest;
  });
  return { ...row, targets, proof: { ...row.proof, calibrated: null } };
}

/** The spelling of a target that is the same for every customer and whose answer proves the server; null for any other target. */
export function spellingOf(template: TargetTemplate): string | null {
  if ('url' in template) return template.url.startsWith('https://') && !template.url.includes('<account-id>') ? template.url : null;
  return 'target' in template && template.target.kind === 'udp' ? targetText(template.target) : null;
}
