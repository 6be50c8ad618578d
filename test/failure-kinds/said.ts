/** The last recorded messages of other programs: written by `npm run failure-kinds`, shown in docs/failure-kinds.md. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Said } from './ask/programs.ts';
import type { Named } from './lines/index.ts';

export const SAID_FILE = fileURLToPath(new URL('./said.json', import.meta.url));

export interface Record {
  versions: Said;
  lines: { [line: string]: Said };
}

export function nameOf({ kind, line }: Named): string {
  return `${kind}: ${line.by}`;
}

export function readSaid(): Record {
  return JSON.parse(readFileSync(SAID_FILE, 'utf8')) as Record;
}
