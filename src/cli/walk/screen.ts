/** The guided session on the screen, and what is left of it on the normal screen afterwards. */
import { diagnose } from '../../diagnosis/index.ts';
import { summaryLines } from '../../present/lines.ts';
import { buildReport, exitCodeOf } from '../../present/report.ts';
import { stripControls } from '../../redact/index.ts';
import { askedPart } from '../../run/asked-part.ts';
import { createEngine, type Engine } from '../../run/engine.ts';
import type { WriteResult } from '../../ui/controller.ts';
import { writeBundle } from '../bundle-file.ts';
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
      writeBundle: () => writeBundle(setting, flags.bundle ?? null, 'interactive'),
    });
  } finally {
    await setting.close();
  }
}

export interface ScreenOptions {
  flags: Flags;
  mask(text: string): string;
  /** Null: there is nothing to write, the session was opened from a file. */
  writeBundle: (() => Promise<WriteResult>) | null;
}

export async function runScreen(engine: Engine, { flags, mask, writeBundle }: ScreenOptions): Promise<number> {
  const { runTui } = await import('../../ui/run-tui.ts');
  let written: string | null = null;
  const report = () => {
    const session = askedPart(engine.getState().session);
    return buildReport(session, diagnose(session));
  };
  const controller = createController({
    engine,
    mask,
    async writeBundle() {
      if (writeBundle === null) return { ok: false, problem: 'This session was opened from a file; the file is the bundle.' };
      const result = await writeBundle();
      if (result.ok) written = result.path;
      return result;
    },
    summary: () => [
      ...(engine.getState().session.asked.size === 0 ? ['Nothing was measured.'] : summaryLines({ ...report(), notes: [] }, mask)),
      ...(writeBundle === null ? [] : [written === null ? 'No bundle was written.' : `Support bundle: ${written}`]),
      ...(written === null ? [] : [`To open it: gitpod-doctor open ${written}`]),
    ],
  });
  const { exitCode } = await runTui(controller, {
    ascii: flags.ascii === true,
    noColor: flags['no-color'] === true,
    opened: writeBundle === null,
    showValues: flags['show-values'] === true,
  });
  for (const line of controller.finish.summary()) print(line);
  return exitCode === 0 ? exitCodeOf(report()) : exitCode;
}
