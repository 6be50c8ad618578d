/** Walks the guided session as the footer tells: choose what is offered, go on, until the bundle can be written. */
import type { Terminal } from './pty.ts';

const SPINNER = /[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏]/;
const PATIENCE_MS = 80_000;

/** Every different screen on the way, the last one being the finish. `look` is called at each. */
export async function walkToFinish(terminal: Terminal, look: () => Promise<void> = async () => {}): Promise<string[]> {
  const seen: string[] = [];
  const until = performance.now() + PATIENCE_MS;
  let pressedOn = '';
  while (performance.now() < until) {
    const rows = await terminal.screen();
    const screen = rows.join('\n');
    const footer = rows.at(-1) ?? '';
    if (!SPINNER.test(screen) && screen !== pressedOn && /help|enter answer/.test(footer)) {
      if (seen.at(-1) !== screen) {
        seen.push(screen);
        await look();
      }
      if (footer.includes('enter bundle')) return seen;
      // An empty field is an answer, too.
      const key = /enter (choose|answer)/.test(footer) ? '\r' : footer.includes('n next') ? 'n' : null;
      if (key !== null) {
        pressedOn = screen;
        terminal.press(key);
      }
    }
    await new Promise((done) => setTimeout(done, 40));
  }
  throw new Error(`the walk does not end:\n${(await terminal.screen()).join('\n')}`);
}
