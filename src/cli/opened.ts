/** An opened bundle or report, read-only: its first page or a comparison, and its recorded walk. */

import type { Compared } from '../app/screens/opened-bundle.ts';
import type { ReadBundle } from '../bundle/index.ts';
import { diagnose } from '../diagnosis/index.ts';
import { notHeldLines, thenAndNowLines } from '../documents/comparison/comparison-words.ts';
import { thenAndNow } from '../documents/comparison/then-and-now.ts';
import { buildReport } from '../documents/report/report.ts';
import type { Redactor } from '../redact/index.ts';
import { notHeld } from '../run/not-held.ts';
import { createReplay } from '../run/replay.ts';
import { requestedPart } from '../run/requested-part.ts';
import { stateFolder } from '../run/store/folder.ts';
import { fold } from '../session/index.ts';
import type { Flags } from './arguments/flags.ts';
import type { Renderer } from './arguments/renderer.ts';
import { shellIn } from './arguments/shell.ts';
import { inRawMode } from './raw-mode.ts';
import { knowing, redactorOf } from './redactor-of.ts';
import { VERSION } from './version.ts';
import { type InteractiveOptions, stampOf } from './walk/interactive.ts';
import { runScreen } from './walk/screen.ts';

export interface OpenedOptions {
  flags: Flags;
  /** As named on the command line. */
  file: string;
  renderer: Exclude<Renderer, 'lines'>;
  /** The comparison, shown first. */
  compared?: Compared;
  /** Masks the names of all compared reports. */
  redactor?: Redactor;
  /** Printed and returned on leaving, instead of the session's outcome. */
  outcome?: InteractiveOptions['outcome'];
}

export async function openInteractive(read: ReadBundle, options: OpenedOptions): Promise<number> {
  const { flags, file, renderer, compared, outcome } = options;
  const whole = fold(read.events);
  const redactor = options.redactor === undefined ? redactorOf(read, flags) : knowing(options.redactor, read);
  const session = requestedPart(whole);
  const changed = thenAndNow(read.report, buildReport(session, diagnose(session)), VERSION);
  const walk: InteractiveOptions = {
    flags,
    store: flags['no-store'] ? null : stateFolder(process.env),
    stamp: stampOf(whole),
    mask: redactor.text,
    clean: redactor.clean.text,
    draft: null,
    first: compared === undefined ? 'opened' : 'compare',
    opened: {
      file,
      madeAt: read.manifest?.createdAt ?? null,
      level: read.manifest?.redaction.level ?? null,
      omissions: read.manifest?.omissions ?? [],
      changed: changed === null ? [] : thenAndNowLines(changed).map(flags['show-values'] ? redactor.clean.text : redactor.text),
      notHeld: notHeldLines(notHeld(session)),
      compared: compared ?? null,
    },
    ...(outcome === undefined ? {} : { outcome }),
  };
  if (renderer === 'prompts') return (await import('./walk/prompts.ts')).converse(createReplay(whole, shellIn(flags)), walk);
  return inRawMode((endings) => runScreen(createReplay(whole, shellIn(flags)), walk, endings));
}
