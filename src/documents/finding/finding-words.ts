/** The headings under which a cause is told, in the order in which people ask; the same on every surface. */

import type { Shell } from '../../model/command/index.ts';
import { type Block, command, paragraph } from '../block.ts';

export const HEADINGS = {
  breaks: 'What it breaks',
  fix: 'How to fix it',
  why: 'Why it happens',
  evidence: 'Evidence',
  measured: 'What was measured',
  consequences: 'What follows from it',
  causedBy: 'Follows from',
  requirements: 'In the access requirements',
  neighbours: 'Not to be confused with',
  byHand: 'How to see it by hand',
} as const;

/** Who does it, what to do, and what to type for it. `owner`: in words. */
export interface FixWords {
  owner: string;
  text: string;
  command: string | null;
}

export function fixBlocks(fixes: readonly FixWords[], shell: Shell): Block[] {
  return fixes.flatMap((fix) => [
    paragraph([{ strong: `${fix.owner}:` }, ` ${fix.text}`]),
    ...(fix.command === null ? [] : [command(fix.command, shell)]),
  ]);
}
