/** The last page of the session, and the page that follows after a bundle was written. */

import { canTakeAnotherDigit } from '../../app/actions/moving.ts';
import type { FinishLine, FinishModel } from '../../app/screens/finish.ts';
import type { BundleState } from '../../app/screens/input.ts';
import type { OpenedModel } from '../../app/screens/opened.ts';
import type { NumberedItems } from '../page.ts';

export function finishLines({ summary, findings, open, passed, elsewhere, notes, bundle }: FinishModel): string[] {
  const settled = bundleLines(bundle);
  if (bundle.state === 'written') return settled;
  return [
    ...settled,
    ...outcomeOf({ summary, findings, open: [...passed, ...open] }),
    ...elsewhere,
    ...notes.map((note) => `Good to know: ${note}`),
  ];
}

function outcomeOf({ summary, findings, open }: Pick<FinishModel, 'summary' | 'findings' | 'open'>): string[] {
  const said = ({ status, title, beside }: FinishLine) => `${status}: ${title}${beside === '' ? '' : ` (${beside})`}`;
  return [`${summary}.`, ...findings.map((finding, index) => `${index + 1}  ${said(finding)}`), ...open.map(said)];
}

export function findingNumbers({ findings }: Pick<FinishModel, 'findings'>): NumberedItems | null {
  const { length: count } = findings;
  if (count === 0) return null;
  return {
    noun: 'finding',
    count,
    keys: { '': [] },
    // Adds Enter to a digit, because the screen waits for a second digit if one is possible.
    end: (number) => (canTakeAnotherDigit(number, count) ? ['enter'] : []),
    hint: 'Type finding N to see finding N again, with its fixes.',
  };
}

function bundleLines(bundle: BundleState): string[] {
  switch (bundle.state) {
    case 'none':
      return [];
    case 'outdated':
      return ['The written bundle lacks newer results.'];
    case 'opened':
      return ['This session comes from a bundle; there is nothing to write.', ...bundle.bundle.changed];
    case 'writing':
      return ['The bundle is being written.'];
    case 'failed':
      return [bundle.problem];
    case 'written':
      return [
        'The bundle is written. Attach it to the ticket. Nothing was uploaded.',
        `File: ${bundle.path}`,
        `SHA-256: ${bundle.sha256}`,
        ...(bundle.encryptedTo.length === 0 ? [] : [`Encrypted to ${bundle.encryptedTo.join(', ')}.`]),
      ];
  }
}

/** The first page of an opened bundle. */
export function openedLines(model: OpenedModel): string[] {
  return [
    `${model.headline}.`,
    ...model.facts.map(({ label, text }) => `${label}: ${text}`),
    ...outcomeOf(model),
    ...(model.changed.length === 0 ? [] : ['This version judges the bundle differently:', ...model.changed]),
  ];
}
