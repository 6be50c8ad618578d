/** The end of the walk, and the bundle after it was written. */

import type { FinishModel } from '../../present/finish.ts';
import type { BundleState } from '../../present/input.ts';
import type { Numbered } from '../page.ts';

export function finishLines({ summary, findings, open, notes, bundle }: FinishModel): string[] {
  const settled = bundleLines(bundle);
  if (bundle.state === 'written') return settled;
  return [
    ...settled,
    `${summary}.`,
    ...findings.map(({ status, title, beside }, index) => `${index + 1}  ${status}: ${title}${beside === '' ? '' : ` (${beside})`}`),
    ...open.map(({ status, title, beside }) => `${status}: ${title}${beside === '' ? '' : ` (${beside})`}`),
    ...notes.map((note) => `Note: ${note}`),
  ];
}

export function findingNumbers({ findings }: FinishModel): Numbered | null {
  if (findings.length === 0) return null;
  return { noun: 'finding', count: findings.length, keys: { '': [] }, hint: 'finding and a number: that finding again, with its fixes.' };
}

function bundleLines(bundle: BundleState): string[] {
  switch (bundle.state) {
    case 'none':
      return [];
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
