/** The prompt session in a real terminal: tests read the output since their last input, and answer with a line. */
import { openTerminal, type PtyOptions, type Terminal } from './pty.ts';

export interface Conversation {
  terminal: Terminal;
  /** Resolves when the text was printed since the last answer, with everything that was printed since then. */
  hears(text: string | RegExp): Promise<string>;
  /** A line, typed when something is asked. */
  answers(line: string): Promise<void>;
  /** A line, typed at any moment. */
  types(line: string): Promise<void>;
  /** The output up to the next question. */
  untilAsked(): Promise<string>;
}

/** The text before the cursor at a question. */
const ASKED = /(?:: |skips the question:\r?\n?)$/;
const PATIENCE_MS = 25_000;
/** Lines that follow each other faster are a paste, of which the program takes only the first. */
const TYPING_MS = 150;

export function converse(args: readonly string[], options: PtyOptions = {}): Conversation {
  const terminal = openTerminal(args, options);
  let from = 0;

  async function until(isThere: (said: string) => boolean, what: string): Promise<string> {
    const giveUp = performance.now() + PATIENCE_MS;
    let over = false;
    terminal.ended.then(() => {
      over = true;
    });
    for (;;) {
      const said = terminal.written().slice(from);
      if (isThere(said)) return said;
      if (over || performance.now() > giveUp) throw new Error(`${what} was not said:\n${terminal.written().slice(-3000)}`);
      await new Promise((done) => setTimeout(done, 10));
    }
  }

  let typedAt = Number.NEGATIVE_INFINITY;

  async function types(line: string): Promise<void> {
    const pause = typedAt + TYPING_MS - performance.now();
    if (pause > 0) await new Promise((done) => setTimeout(done, pause));
    terminal.press(`${line}\r`);
    typedAt = performance.now();
  }

  const untilAsked = () => until((said) => ASKED.test(said), 'a question');

  return {
    terminal,
    untilAsked,
    hears: (text) => until((said) => (typeof text === 'string' ? said.includes(text) : text.test(said)), String(text)),
    async answers(line) {
      await untilAsked();
      from = terminal.written().length;
      await types(line);
    },
    types,
  };
}
