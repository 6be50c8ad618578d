/** Goes through the guided session by the footer: chooses the offered action until the bundle can be written. */
import type { Terminal } from './pty.ts';

/** Precedes the spinner, which is empty in between. */
export const RUNNING = /(\d+) of (\d+) done/;
/** The hint of the finish: without a finding Enter goes on with the rest of the list. */
export const AT_FINISH = /(enter|w) bundle/;
/** Measuring included, on a machine that others use as well. */
const WALK_MS = 150_000;
/** A frame in which nothing is measured, and that differs from the one on which the key was pressed. */
const STILL_MS = 30_000;

/**
 * Presses keys that answer the question on the screen, and resolves when the session has left it, because until then it would accept more
 * of them.
 */
export async function answer(terminal: Terminal, keys: string): Promise<void> {
  const asked = pathOf(await terminal.screen());
  terminal.press(keys);
  const until = performance.now() + STILL_MS;
  for (;;) {
    const rows = await terminal.screen();
    const path = pathOf(rows);
    // Between the first picture and the session itself there is none.
    if (path !== '' && path !== asked) return;
    if (performance.now() > until) throw new Error(`${JSON.stringify(keys)} answers nothing:\n${rows.join('\n')}`);
    await new Promise((done) => setTimeout(done, 30));
  }
}

/** Every different screen of the session; the last one is the last screen. `look` is called at each. */
export async function walkToFinish(terminal: Terminal, look: () => Promise<void> = async () => {}): Promise<string[]> {
  const seen: string[] = [];
  const pressed: string[] = [];
  const begun = performance.now();
  let movedAt = begun;
  let last = '';
  // Until this has disappeared, the key that was pressed may not have reached the program.
  let pressedOn = '';
  for (;;) {
    const rows = await terminal.screen();
    const screen = rows.join('\n');
    const footer = rows.at(-1) ?? '';
    const now = performance.now();
    if (screen !== last || RUNNING.test(screen)) movedAt = now;
    last = screen;
    const why = now - begun > WALK_MS ? 'takes too long' : now - movedAt > STILL_MS ? 'does not go on' : null;
    if (why !== null) throw new Error(`the walk ${why}; pressed ${pressed.join(', ') || 'nothing'}:\n${screen}`);
    const key = keyFor(footer);
    const standing = standingFor(key, rows);
    if (!RUNNING.test(screen) && standing !== pressedOn && /help|enter answer/.test(footer)) {
      if (seen.at(-1) !== screen) {
        seen.push(screen);
        await look();
      }
      if (AT_FINISH.test(footer)) return seen;
      // A look takes time, and a key belongs to the frame on which it is pressed.
      if (key !== null && (await terminal.screen()).join('\n') === screen) {
        pressedOn = standing;
        pressed.push(`${JSON.stringify(key)} at ${pathOf(rows)} after ${Math.round(now - begun)} ms`);
        terminal.press(key);
      }
    }
    await new Promise((done) => setTimeout(done, 40));
  }
}

/** An empty field is an answer as well. */
function keyFor(footer: string): string | null {
  if (/enter (choose|answer)/.test(footer)) return '\r';
  return footer.includes('n next') ? 'n' : null;
}

/**
 * What goes when the key is taken. Of a question, its place in the path: the rest may change while it waits. Of a result, the
 * picture, as another may follow at the same place; but not the header, which may count seconds.
 */
function standingFor(key: string | null, rows: readonly string[]): string {
  return key === '\r' ? pathOf(rows) : rows.slice(1).join('\n');
}

/** The position in the session: the second line, without the number of the step at its end. */
function pathOf(rows: readonly string[]): string {
  return rows[1]?.trim().split(/ {2,}/)[0] ?? '';
}
