/** The guided session on the screen. */
import type { Engine } from '../../run/engine.ts';
import type { Flags } from '../arguments/flags.ts';
import type { ExitWatcher } from './endings.ts';
import { type InteractiveOptions, runInteractive, walkLive } from './interactive.ts';

export function walkOnScreen(flags: Flags, endings: ExitWatcher): Promise<number> {
  return walkLive(flags, (engine, options) => runScreen(engine, options, endings));
}

export async function runScreen(engine: Engine, options: InteractiveOptions, endings: ExitWatcher): Promise<number> {
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
