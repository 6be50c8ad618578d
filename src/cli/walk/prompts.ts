/** The guided session as prompts (`--accessible`): plain lines, and no escape sequence except that for the clipboard. */
import { createLineReader } from '../../prompts/line-reader.ts';
import { runPrompts } from '../../prompts/run-prompts.ts';
import { printable } from '../../render/line/printable.ts';
import type { Engine } from '../../run/engine.ts';
import { copyToClipboard, outputColumns, print, prompt } from '../../terminal/gate.ts';
import { usesAsciiOnly } from '../../ui/theme/support.ts';
import type { Flags } from '../arguments/flags.ts';
import { VERSION } from '../version.ts';
import { onSignal } from '../watchdog/watched.ts';
import { watchExits } from './endings.ts';
import { type InteractiveOptions, runInteractive, walkLive } from './interactive.ts';

export function runPromptSession(flags: Flags): Promise<number> {
  return walkLive(flags, runConversation);
}

export async function runConversation(engine: Engine, options: InteractiveOptions): Promise<number> {
  const { flags, opened = null, notice = null } = options;
  const ascii = usesAsciiOnly(flags.ascii === true);
  const endings = watchExits(
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
        reader: createLineReader(process.stdin),
        width: outputColumns,
        print: say,
        prompt: (text) => prompt(printable(text, ascii)),
        onInterrupt(act) {
          return onSignal('SIGINT', act);
        },
        sendToClipboard: (text) => process.env['TERM'] !== 'dumb' && copyToClipboard(text),
        nowMs: () => performance.now(),
      }),
    );
  } finally {
    process.stdin.unref();
    endings.release();
  }
}
