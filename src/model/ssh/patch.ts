/** A change to a configuration file as text to copy. The tool makes none of them itself. */
import * as z from 'zod';
import { filePath, freeText } from '../privacy.ts';

/** Lines from `line` on: `before` goes, `after` comes. With nothing in `before`, `after` is put in front of `line`. */
export const PatchHunk = z.strictObject({ line: z.int().positive(), before: z.array(freeText()), after: z.array(freeText()) });
export type PatchHunk = z.infer<typeof PatchHunk>;

export const PATCH_REASONS = [
  /** An Include in a block that does not match goes to the top. */
  'move-include',
  /** A commented Include counts again. */
  'uncomment-include',
  /** A file of the product's that nobody includes is included. */
  'add-include',
  /** The section that lost goes above the one that won. */
  'include-first',
  'remove-bom',
  'replace-no-break-space',
  'ignore-keyword',
] as const;

export const ConfigPatch = z.strictObject({
  reason: z.enum(PATCH_REASONS),
  file: filePath(),
  /** In the order of the file, not overlapping; line numbers are those before the change. */
  hunks: z.array(PatchHunk),
  /** `ssh -G` on a copy with the change: the name got what it lacked (true), did not (false), or was not asked (null). */
  proved: z.boolean().nullable(),
});
export type ConfigPatch = z.infer<typeof ConfigPatch>;

/** A unified diff without context lines: other lines of the file are nobody else's business. `patch -p0` takes it. */
export function unifiedDiff({ file, hunks }: Pick<ConfigPatch, 'file' | 'hunks'>): string {
  let shift = 0;
  const body = hunks.flatMap(({ line, before, after }) => {
    // An empty side is named by the line before it.
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

/** The text of a file with the change made; line ends of untouched lines stay, new lines take that of the first. */
export function patched(text: string, hunks: readonly PatchHunk[]): string {
  const lines = text.split('\n');
  const end = lines[0]?.endsWith('\r') ? '\r' : '';
  for (const { line, before, after } of [...hunks].sort((a, b) => b.line - a.line)) {
    lines.splice(line - 1, before.length, ...after.map((one) => one + end));
  }
  return lines.join('\n');
}
