/** The guided session on the screen. */
import { createEngine, type Engine } from '../../run/engine.ts';
import type { Flags } from '../arguments/flags.ts';
import { settingFor } from '../setting.ts';
import { storedSession } from '../stored-session.ts';
import type { Endings } from './endings.ts';
import { type InteractiveOptions, interactiveOptions, runInteractive } from './interactive.ts';

/** A live session. */
export async function walkOnScreen(flags: Flags, endings: Endings): Promise<number> {
  const stored = await storedSession(flags);
  const setting = await settingFor(flags, [], true, stored);
  try {
    return await runScreen(createEngine(setting), interactiveOptions(setting, flags, stored), endings);
  } finally {
    await setting.close();
  }
}

export async function runScreen(engine: Engine, options: InteractiveOptions, endings: Endings): Promise<number> {
  const { flags, opened = null, first = null, notice = null } = options;
  const { runTui } = await import('../../ui/run-tui.ts');
  return runInteractive(engine, options, (app) =>
    runTui(app, {
      ascii: flags.ascii === true,
      noColor: flags['no-color'] === true,
      opened,
      first,
      showValues: flags['show-values'] === true,
      notice,
      ending: endings.handOver(),
    }),
  );
}
