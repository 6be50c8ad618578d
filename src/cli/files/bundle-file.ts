/** The bundle of a run without a screen: listed and confirmed with `--preview`, then written. A failure gives exit status 4. */
import { resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import type { BundleDraft } from '../../app/application.ts';
import { type BundlePreview, previewLines } from '../../app/screens/preview.ts';
import { isEssential, publishProblem } from '../../bundle/index.ts';
import { BUNDLE_FILES } from '../../documents/report/bundle-files.ts';
import type { Report } from '../../model/report.ts';
import { spellingsOf } from '../../redact/index.ts';
import { editorStream, isErrorTerminal, say } from '../../terminal/gate.ts';
import { escapeHidden } from '../../terminal/visible.ts';
import type { Flags } from '../arguments/flags.ts';
import { fileError, usageError } from '../arguments/usage.ts';
import type { LiveSession } from '../live-session.ts';
import { bundleDraft } from './bundle-draft.ts';

/** Exits before measuring if flags concern a bundle that was not requested, or files that a bundle does not have. */
export function checkBundleFlags(flags: Flags): void {
  const removable = BUNDLE_FILES.map(({ name }) => name).filter((name) => !isEssential(name));
  for (const path of flags.without ?? []) {
    if (isEssential(path))
      throw usageError(`--without ${path}: a bundle cannot be opened without this file.`, `Files: ${removable.join(' ')}`);
    if (!removable.some((name) => name === path))
      throw usageError('--without names a file that no bundle has.', `Files: ${removable.join(' ')}`);
  }
  if (flags.bundle !== undefined || flags.preview) return;
  for (const name of ['encrypt-to', 'without', 'hide'] as const)
    if (flags[name] !== undefined) throw usageError(`--${name} is about a bundle, but no bundle was requested.`, 'Add: --bundle FILE.zip');
}

/** Exits before measuring if it is already clear that the file of `--bundle` cannot be written. */
export async function checkBundlePath({ bundle }: Flags): Promise<void> {
  const problem = bundle === undefined ? null : await publishProblem(resolve(bundle));
  if (problem !== null) throw fileError(problem, 'Nothing was measured; name another file with --bundle.');
}

/** Writes a bundle for `--bundle`, and lists it first for `--preview`. Does nothing without either flag. */
export async function writeOrPreviewBundle(live: LiveSession, complete?: (report: Report) => Report): Promise<void> {
  const { flags } = live;
  const wanted = flags.bundle ?? null;
  if (wanted === null && !flags.preview) return;
  const draft = bundleDraft(live, wanted, 'flag', complete);
  const preview = await chosen(draft, flags);
  if (flags.preview) {
    say(previewLines(preview, flags.hide ?? []).join('\n'));
    if (wanted === null) return say('Nothing is written, because no file is named. Add --bundle FILE.zip.');
    if (!process.stdin.isTTY || !isErrorTerminal())
      return say('Nothing is written, because --preview needs a terminal to ask. Without --preview, the bundle is written.');
    if (!(await agreed(`Write it to ${wanted}? [y/N] `))) return say('Nothing is written.');
  }
  const result = await draft.write();
  if (!result.ok) {
    const way = live.sessionStore.isKept()
      ? 'The session itself is kept; name another file with --bundle.'
      : 'Name another file with --bundle.';
    throw fileError(result.problem, way);
  }
  if (flags.quiet) return;
  const encrypted = result.encryptedTo.length === 0 ? [] : [`Encrypted to ${result.encryptedTo.join(', ')}.`];
  const withheld = (result.withheld ?? []).map((place) => `Left out, because it contains something that looks like a secret: ${place}.`);
  say([`Support bundle: ${result.path}`, `SHA-256 ${result.sha256}`, ...encrypted, ...withheld, 'Nothing was uploaded.'].join('\n'));
}

/** Applies the omissions and hidden words of the flags; a word is hidden in every spelling. */
async function chosen(draft: BundleDraft, flags: Flags): Promise<BundlePreview> {
  const without = flags.without ?? [];
  const whole = await looked(draft, { without, hidden: [] });
  const hidden = (flags.hide ?? []).flatMap((word) => spellingsOf(whole.files, word));
  return hidden.length === 0 ? whole : looked(draft, { without, hidden });
}

async function looked(draft: BundleDraft, choice: Parameters<BundleDraft['preview']>[0]): Promise<BundlePreview> {
  const result = await draft.preview(choice);
  if (!result.ok) throw fileError(result.problem, 'The session itself is kept.');
  return result.preview;
}

/** Only an explicit yes counts; the end of input is a no. */
async function agreed(question: string): Promise<boolean> {
  const lines = createInterface({ input: process.stdin, output: editorStream() });
  try {
    const ended = new Promise<string>((done) => lines.once('close', () => done('')));
    return /^y(es)?$/i.test((await Promise.race([lines.question(escapeHidden(question)), ended])).trim());
  } finally {
    lines.close();
  }
}
