/** An opened bundle or report, read-only: its first page or a comparison, and the recorded session. */

import type { ReportComparison } from '../app/screens/opened-bundle.ts';
import type { ReadBundle } from '../bundle/index.ts';
import { diagnose } from '../diagnosis/index.ts';
import { reassessmentLines, unmeasuredControlLines } from '../documents/comparison/comparison-words.ts';
import { reassess } from '../documents/comparison/reassessment.ts';
import { buildReport } from '../documents/report/report.ts';
import type { Redactor } from '../redact/index.ts';
import { createReplay } from '../run/replay.ts';
import { requestedPart } from '../run/requested-part.ts';
import { stateFolder } from '../run/store/folder.ts';
import { unmeasuredControls } from '../run/unmeasured-controls.ts';
import { foldEvents } from '../session/index.ts';
import type { Flags } from './arguments/flags.ts';
import type { Renderer } from './arguments/renderer.ts';
import { shellFlag } from './arguments/shell.ts';
import { withRawMode } from './raw-mode.ts';
import { learnNames, redactorOfBundle } from './redactor-for.ts';
import { VERSION } from './version.ts';
import { type InteractiveOptions, sessionStamp } from './walk/interactive.ts';
import { runScreen } from './walk/screen.ts';

export interface OpenedOptions {
  flags: Flags;
  /** The file name as it was given on the command line. */
  file: string;
  renderer: Exclude<Renderer, 'lines'>;
  /** The comparison, which is shown first if there is one. */
  compared?: ReportComparison;
  /** Masks the names of all compared reports. */
  redactor?: Redactor;
  /** What is printed, and the exit status, instead of the session's outcome. */
  outcome?: InteractiveOptions['outcome'];
}

export async function showOpenedBundle(read: ReadBundle, options: OpenedOptions): Promise<number> {
  const { flags, file, renderer, compared, outcome } = options;
  const whole = foldEvents(read.events);
  const redactor = options.redactor === undefined ? redactorOfBundle(read, flags) : learnNames(options.redactor, read);
  const session = requestedPart(whole);
  const changed = reassess(read.report, buildReport(session, diagnose(session)), VERSION);
  const walk: InteractiveOptions = {
    flags,
    store: flags['no-store'] ? null : stateFolder(process.env),
    stamp: sessionStamp(whole),
    mask: redactor.text,
    clean: redactor.clean.text,
    draft: null,
    first: compared === undefined ? 'opened' : 'compare',
    opened: {
      file,
      madeAt: read.manifest?.createdAt ?? null,
      level: read.manifest?.redaction.level ?? null,
      omissions: read.manifest?.omissions ?? [],
      changed: changed === null ? [] : reassessmentLines(changed).map(flags['show-values'] ? redactor.clean.text : redactor.text),
      notHeld: unmeasuredControlLines(unmeasuredControls(session)),
      compared: compared ?? null,
    },
    ...(outcome === undefined ? {} : { outcome }),
  };
  if (renderer === 'prompts') return (await import('./walk/prompts.ts')).runConversation(createReplay(whole, shellFlag(flags)), walk);
  return withRawMode((endings) => runScreen(createReplay(whole, shellFlag(flags)), walk, endings));
}
