/** The guided session on the screen, and what is left of it on the normal screen afterwards. */
import { diagnose } from '../diagnosis/index.ts';
import { summaryLines } from '../present/lines.ts';
import { buildReport } from '../present/report.ts';
import type { Engine } from '../run/engine.ts';
import { writeBundle } from './bundle-file.ts';
import { createController } from './controller.ts';
import { print } from './output.ts';
import type { Setting } from './setting.ts';

export async function runScreen(setting: Setting, engine: Engine): Promise<number> {
  const { flags, redactor } = setting;
  const { runTui } = await import('../ui/mount.tsx');
  let written: string | null = null;
  const controller = createController({
    engine,
    mask: redactor.text,
    async writeBundle() {
      const result = await writeBundle(setting, flags.bundle ?? null, 'interactive');
      if (result.ok) written = result.path;
      return result;
    },
    summary() {
      const { session } = engine.getState();
      const report = buildReport(session, diagnose(session));
      return [
        ...summaryLines({ ...report, notes: [] }, redactor.text),
        written === null ? 'No bundle was written.' : `Support bundle: ${written}`,
        written === null ? 'To measure again: gitpod-doctor check' : `To open it: gitpod-doctor open ${written}`,
      ];
    },
  });
  const { exitCode } = await runTui(controller, { ascii: flags.ascii === true, noColor: flags['no-color'] === true });
  for (const line of controller.finish.summary()) print(line);
  return exitCode;
}
