/** Walks the guided session by the footer: chooses the offered action until the bundle can be written. */
import type { Terminal } from './pty.ts';

/** Precedes the spinner, which is empty in between. */
export const RUNNING = /(\d+) of (\d+) done/;
/** The hint of the finish: without a finding Enter goes on with the rest of the list. */
export const AT_FINISH = /(enter|w) bundle/;
/** Measuring included, on a machine that others use as well. */
const WALK_MS = 150_000;
/** A picture in which nothing is measured, and that the key pressed on it has not changed. */
const STILL_MS = 30_000;

/** Presses keys that answer the question on the screen, and settles when the walk has left it: until then it would take more of them. */
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

/** Every different screen of the walk, the last one being the finish. `look` is called at each. */
export async function walkToFinish(terminal: Terminal, look: () => Promise<void> = async () => {}): Promise<string[]> {
  const seen: string[] = [];
  const pressed: string[] = [];
  const begun = performance.now();
  let movedAt = begun;
  let last = '';
  // Until this has gone the key that was pressed on it may not have reached the program.
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
      // A look takes its time, and a key belongs to the picture that it is pressed on.
      if (key !== null && (await terminal.screen()).join('\n') === screen) {
        pressedOn = standing;
        pressed.push(`${JSON.stringify(key)} at ${pathOf(rows)} after ${Math.round(now - begun)} ms`);
        terminal.press(key);
      }
    }
    await new Promise((done) => setTimeout(done, 40));
  }
}

/** An empty field is an answer, too. */
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

/** Where the walk is: the second row, without the number of the step at its end. */
function pathOf(rows: readonly string[]): string {
  return rows[1]?.trim().split(/ {2,}/)[0] ?? '';
}
