/** What the screen and the prompts have in common: a controller over the engine, and what is left when the person has gone. */

import type { TuiController } from '../../app/controller.ts';
import type { Overlay } from '../../app/screens/input.ts';
import type { OpenedBundle } from '../../app/screens/opened-bundle.ts';
import { type BundleChoice, EVERYTHING } from '../../app/screens/preview.ts';
import { diagnose } from '../../diagnosis/index.ts';
import { summaryLines } from '../../documents/report/lines.ts';
import { buildReport, exitCodeOf } from '../../documents/report/report.ts';
import type { Session } from '../../model/session.ts';
import { askedPart } from '../../run/asked-part.ts';
import type { Engine } from '../../run/engine.ts';
import { print } from '../../terminal/gate.ts';
import type { Flags } from '../arguments/flags.ts';
import { shellIn } from '../arguments/shell.ts';
import { createController } from '../controller.ts';
import { type BundleDesk, bundleDesk } from '../files/bundle-desk.ts';
import { keepCopyIn } from '../files/copies.ts';
import type { Setting } from '../setting.ts';
import type { StoredSession } from '../stored-session.ts';
import { bundleLines, withinWidth } from './left-lines.ts';

export interface InteractiveOptions {
  flags: Flags;
  /** Masks, whatever the flags show in clear. */
  mask(text: string): string;
  /** Takes secrets out, and nothing else. */
  clean(text: string): string;
  /** Where texts that are copied are kept as files; null where nothing is kept. Their names begin with the stamp. */
  store: string | null;
  stamp: string;
  /** One line to begin with. */
  notice?: string | null;
  /** Null: there is nothing to write, the session was opened from a file. */
  desk: BundleDesk | null;
  /** What is known of an opened file. */
  opened?: OpenedBundle;
  /** What lies over the first picture. */
  first?: Overlay;
  /** What is said and returned in place of the outcome of the session, where the person left by choice. */
  outcome?: { lines: readonly string[]; status: number };
  /** What the flags leave out and hide. */
  choice?: BundleChoice;
}

/** Of a live session. */
export function interactiveOptions(setting: Setting, flags: Flags, stored: StoredSession | null): InteractiveOptions {
  return {
    ...{ flags, store: setting.store, stamp: stampOf(setting.log.session) },
    notice: stored?.line ?? null,
    mask: setting.redactor.text,
    clean: setting.redactor.clean.text,
    desk: bundleDesk(setting, setting.flags.bundle ?? null, 'interactive'),
    choice: { without: setting.flags.without ?? [], hidden: setting.flags.hide ?? [] },
  };
}

/** The beginning of a session as a part of a file name: `20261124T031555`. */
export function stampOf({ startedAt }: Pick<Session, 'startedAt'>): string {
  return startedAt.replace(/[^0-9T]/g, '').slice(0, 15);
}

const FROM_FILE = { ok: false as const, problem: 'This session was opened from a file; the file is the bundle.' };

/** `show` puts the controller before the person until they leave, and settles with an exit code; 0 means that the rows decide. */
export async function runInteractive(
  engine: Engine,
  options: InteractiveOptions,
  show: (controller: TuiController) => Promise<{ exitCode: number }>,
): Promise<number> {
  const { flags, mask, clean, desk, store, choice = EVERYTHING } = options;
  let written: string | null = null;
  let measuredThen = 0;
  let encrypted = false;
  const report = () => {
    const session = askedPart(engine.getState().session);
    return buildReport(session, diagnose(session));
  };
  const controller = createController({
    engine,
    mask,
    clean,
    choice,
    previewBundle: async (chosen) => (desk === null ? FROM_FILE : desk.preview(chosen)),
    async writeBundle() {
      if (desk === null) return FROM_FILE;
      const result = await desk.write();
      if (result.ok) {
        written = result.path;
        measuredThen = engine.getState().session.observations.length;
        encrypted = result.encryptedTo.length > 0;
      }
      return result;
    },
    keepCopy: (name, text) => keepCopyIn(store, options.stamp, name, text),
    // What came of it, where the bundle lies, and the command that goes on from here.
    summary() {
      const { session } = engine.getState();
      const shown = flags['show-values'] ? clean : mask;
      const nothing = session.asked.size === 0;
      return [
        ...(nothing ? ['Nothing was measured.'] : summaryLines({ ...report(), notes: [] }, shown).flatMap(withinWidth)),
        ...(written !== null
          ? bundleLines(written, encrypted, process.cwd(), shellIn(flags))
          : desk === null
            ? []
            : ['No bundle was written.']),
        ...(written !== null && session.observations.length > measuredThen ? ['It lacks what was measured after it was written.'] : []),
        ...(written !== null || desk === null || store === null || nothing ? [] : ['To go on with it: gitpod-doctor --resume']),
      ];
    },
  });
  const { exitCode } = await show(controller);
  if (engine.getState().watch !== null) {
    // Its last run belongs into the log.
    engine.stopWatch();
    await engine.idle();
  }
  for (const line of options.outcome?.lines ?? controller.finish.summary()) print(line);
  if (exitCode !== 0) return exitCode;
  return options.outcome?.status ?? exitCodeOf(report());
}
