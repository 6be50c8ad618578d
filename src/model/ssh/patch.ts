/** A change to a configuration file as text to copy. The tool itself changes nothing. */
import * as z from 'zod';
import { filePath, freeText } from '../privacy.ts';

/** Replaces `before`, which starts at `line`, with `after`. With an empty `before`, inserts `after` before `line`. */
export const PatchHunk = z.strictObject({ line: z.int().positive(), before: z.array(freeText()), after: z.array(freeText()) });
export type PatchHunk = z.infer<typeof PatchHunk>;

export const ConfigPatch = z.strictObject({
  reason: z.enum([
    /** Moves an Include to the top, out of a block that does not match. */
    'move-include',
    'uncomment-include',
    /** Adds an Include of a file of the product. */
    'add-include',
    /** Moves the overridden section above the section that overrides it. */
    'include-first',
    'remove-bom',
    'replace-no-break-space',
    'ignore-keyword',
  ]),
  file: filePath(),
  /** In file order, without overlaps; line numbers are those before the change. */
  hunks: z.array(PatchHunk),
  /** Whether `ssh -G` with a changed copy of the file gives the alias an address or a proxy; null if the client was not run. */
  proved: z.boolean().nullable(),
});
export type ConfigPatch = z.infer<typeof ConfigPatch>;

/** A unified diff without context lines, which would disclose other lines of the file. `patch -p0` accepts it. */
export function unifiedDiff({ file, hunks }: Pick<ConfigPatch, 'file' | 'hunks'>): string {
  let shift = 0;
  const body = hunks.flatMap(({ line, before, after }) => {
    // In a unified diff, a side without lines has the number of the line before it.
    const from = before.length === 0 ? line - 1 : line;
    const to = (after.length === 0 ? line - 1 : line) + shift;
    shift += after.length - before.length;
    return [
      `@@ -${from},${before.length} +${to},${after.length} @@`,
      ...before.map((text) => `-${text}`),
      ...after.map((text) => `+${text}`),
    ];
  });
  return [`--- ${file}`, `+++ ${file}`, ...body, ''].join('\n');
}

/** The changed text of a file. Unchanged lines keep their line ends; new lines use that of the first line. */
export function applyHunks(text: string, hunks: readonly PatchHunk[]): string {
  const lines = text.split('\n');
  const end = lines[0]?.endsWith('\r') ? '\r' : '';
  for (const { line, before, after } of [...hunks].sort((a, b) => b.line - a.line)) {
    lines.splice(line - 1, before.length, ...after.map((one) => one + end));
  }
  return lines.join('\n');
}
