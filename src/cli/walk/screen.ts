/** The guided session on the screen, and what is left of it on the normal screen afterwards. */
import { diagnose } from '../../diagnosis/index.ts';
import { summaryLines } from '../../present/lines.ts';
import { type BundleChoice, EVERYTHING } from '../../present/preview.ts';
import { buildReport, exitCodeOf } from '../../present/report.ts';
import { stripControls } from '../../redact/index.ts';
import { askedPart } from '../../run/asked-part.ts';
import { createEngine, type Engine } from '../../run/engine.ts';
import { type BundleDesk, bundleDesk } from '../bundle-desk.ts';
import { createController } from '../controller.ts';
import type { Flags } from '../flags.ts';
import { print } from '../output.ts';
import { settingFor } from '../setting.ts';

/** A live session. */
export async function walkOnScreen(flags: Flags): Promise<number> {
  const setting = await settingFor(flags, [], true);
  try {
    return await runScreen(createEngine(setting), {
      flags,
      mask: flags['show-values'] ? stripControls : setting.redactor.text,
      desk: bundleDesk(setting, setting.flags.bundle ?? null, 'interactive'),
      choice: { without: setting.flags.without ?? [], hidden: setting.flags.hide ?? [] },
    });
  } finally {
    await setting.close();
  }
}

export interface ScreenOptions {
  flags: Flags;
  mask(text: string): string;
  /** Null: there is nothing to write, the session was opened from a file. */
  desk: BundleDesk | null;
  /** Of an opened bundle: what today's rules say otherwise, masked, a line each. */
  changed?: readonly string[];
  /** What the flags leave out and hide. */
  choice?: BundleChoice;
}

const FROM_FILE = { ok: false as const, problem: 'This session was opened from a file; the file is the bundle.' };

export async function runScreen(engine: Engine, { flags, mask, desk, choice = EVERYTHING, changed = [] }: ScreenOptions): Promise<number> {
  const { runTui } = await import('../../ui/run-tui.ts');
  let written: string | null = null;
  let encrypted = false;
  const report = () => {
    const session = askedPart(engine.getState().session);
    return buildReport(session, diagnose(session));
  };
  const controller = createController({
    engine,
    mask,
    choice,
    previewBundle: async (chosen) => (desk === null ? FROM_FILE : desk.preview(chosen)),
    async writeBundle() {
      if (desk === null) return FROM_FILE;
      const result = await desk.write();
      if (result.ok) {
        written = result.path;
        encrypted = result.encryptedTo.length > 0;
      }
      return result;
    },
    summary: () => [
      ...(engine.getState().session.asked.size === 0 ? ['Nothing was measured.'] : summaryLines({ ...report(), notes: [] }, mask)),
      ...(desk === null ? [] : [written === null ? 'No bundle was written.' : `Support bundle: ${written}`]),
      ...(written === null || encrypted ? [] : [`To open it: gitpod-doctor open ${written}`]),
    ],
  });
  const { exitCode } = await runTui(controller, {
    ascii: flags.ascii === true,
    noColor: flags['no-color'] === true,
    opened: desk === null ? { changed } : null,
    showValues: flags['show-values'] === true,
  });
  for (const line of controller.finish.summary()) print(line);
  return exitCode === 0 ? exitCodeOf(report()) : exitCode;
}
