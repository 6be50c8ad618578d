/**
 * The last recorded verdicts of other programs on the generated chains: written by `npm run certificates`, shown in docs/certificates.md.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Said } from '../failure-kinds/ask/programs.ts';

export const SAID_FILE = fileURLToPath(new URL('./said.json', import.meta.url));

export interface Recorded {
  versions: Said;
  chains: { [chain: string]: Said };
}

export function readSaid(): Recorded {
  return JSON.parse(readFileSync(SAID_FILE, 'utf8')) as Recorded;
}
