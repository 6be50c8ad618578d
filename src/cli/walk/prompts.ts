/** The guided session as a conversation (`--accessible`): plain lines, no escape sequence except the clipboard's. */
import { readLines } from '../../prompts/line-reader.ts';
import { runPrompts } from '../../prompts/run-prompts.ts';
import { printable } from '../../render/line/printable.ts';
import type { Engine } from '../../run/engine.ts';
import { copy, outputColumns, print, prompt } from '../../terminal/gate.ts';
import { isAscii } from '../../ui/theme/support.ts';
import type { Flags } from '../arguments/flags.ts';
import { VERSION } from '../version.ts';
import { onSignal } from '../watchdog/watched.ts';
import { watchEndings } from './endings.ts';
import { type InteractiveOptions, runInteractive, walkLive } from './interactive.ts';

export function walkByPrompts(flags: Flags): Promise<number> {
  return walkLive(flags, converse);
}

export async function converse(engine: Engine, options: InteractiveOptions): Promise<number> {
  const { flags, opened = null, notice = null } = options;
  const ascii = isAscii(process.env, flags.ascii === true, process.platform);
  const endings = watchEndings(
    async (fault) => (await import('../internal-error.ts')).printInternalError(fault),
    ['SIGTERM', 'SIGHUP'],
    () => {},
  );
  const say = (line: string) => print(printable(line, ascii));
  say(`gitpod-doctor ${VERSION}. One line at a time; ? explains, b goes back, q leaves.`);
  try {
    return await runInteractive(engine, options, (app) =>
      runPrompts(app, {
        opened,
        showValues: flags['show-values'] === true,
        notice,
        ending: endings.handOver(),
        reader: readLines(process.stdin),
        width: outputColumns,
        print: say,
        prompt: (text) => prompt(printable(text, ascii)),
        onInterrupt(act) {
          return onSignal('SIGINT', act);
        },
        sendToClipboard: (text) => process.env['TERM'] !== 'dumb' && copy(text),
        nowMs: () => performance.now(),
      }),
    );
  } finally {
    process.stdin.unref();
    endings.release();
  }
}
