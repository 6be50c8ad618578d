/**
 * The guided session as prompts: output is printed once, a line is read, and nothing is overwritten. State, keys and screen models are
 * those of the screen; only the output differs.
 */

import { type Application, answerQuestion } from '../app/application.ts';
import { initialText } from '../app/screens/ask.ts';
import type { OpenedBundle } from '../app/screens/opened-bundle.ts';
import { positionInWalk } from '../app/state-facts.ts';
import { createStore, type StoreView } from '../app/store.ts';
import { explainLines } from './explain.ts';
import type { LineReader } from './line-reader.ts';
import { menuLines, type Page, promptOf } from './page.ts';
import { faultPage, pageOf } from './pages/index.ts';
import { createProgressReporter, currentProgress } from './progress.ts';
import { interpretReply, type UserReply } from './reply.ts';
import { createConversation } from './talk.ts';

export interface PromptOptions {
  opened: OpenedBundle | null;
  showValues: boolean;
  /** The first line of output; null if there is none. */
  notice: string | null;
  /** Resolves with an exit code when something other than the user ends the session, or rejects with its error. */
  ending: Promise<number>;
  reader: LineReader;
  /** The width of the terminal; null without one. */
  width(): number | null;
  print(line: string): void;
  /** Prints the text before the cursor. */
  prompt(text: string): void;
  /** Sets the action of Ctrl-C. Returns a function that removes the action. */
  onInterrupt(act: () => void): () => void;
  sendToClipboard(text: string): boolean;
  nowMs(): number;
}

/** The interval at which the program checks whether a pause has become long. */
const TICK_MS = 1000;
/** The maximum length of a line that a terminal delivers. */
const MAX_LINE_LENGTH = 4095;
/** How many lines are printed at once; a file has thousands. */
const STRETCH = 60;
const UNDRAWN = { size: { columns: 100, rows: 100 }, draw: () => ({ page: 1, maxScroll: 0, wide: false }) };

/** Resolves when the user leaves: 0 by `q` or the end of input, 130 by Ctrl-C. */
export async function runPrompts(app: Application, options: PromptOptions): Promise<{ exitCode: number }> {
  const { reader, print, prompt, opened, showValues, notice, sendToClipboard, nowMs } = options;
  let code: number | null = null;
  let fault: { error: unknown } | null = null;
  const talk = createConversation(reader, { isOver: () => code !== null, onDropped: () => print(DROPPED) });
  const progress = createProgressReporter(print, nowMs);
  /** The last text of each screen. Returning from the evidence does not print it again. */
  const read = new Map<string, string>();

  function leave(status: number): void {
    code ??= status;
    talk.wake();
  }

  const store = createStore({ app, ...UNDRAWN, opened, showValues, notice, exit: leave, sendToClipboard });
  // Handled immediately and not in the next turn of the event loop, because the step may have ended by then.
  const unsubscribe = store.subscribe(() => {
    progress.see(store.view());
    talk.wake();
  });
  const allowInterrupt = options.onInterrupt(() => {
    print('');
    store.press('ctrl-c');
  });
  options.ending.then(leave, (error: unknown) => {
    fault = { error };
    leave(70);
  });

  function whileBusy(line: string, view: StoreView): void {
    const word = line.trim().toLowerCase();
    if (word === 'q') store.press('q');
    else if (view.engine.watch !== null) store.press('w');
    else if (word === 'x') for (const { observation } of view.engine.live?.running ?? []) app.engine.skipRow(observation);
    else print(currentProgress(view));
  }

  async function show(page: Page, view: StoreView): Promise<void> {
    const name = 'screen' in view.shown ? view.shown.screen.name : 'fault';
    const text = page.lines.join('\n');
    const wasRead = page.short.length > 0 && (read.get(name) === text || (name === 'step' && progress.wasTold(view)));
    if (page.short.length > 0) read.set(name, text);
    print('');
    if (page.title !== '') print(page.title);
    await printAll(wasRead ? page.short : page.lines);
    for (const line of menuLines(page)) print(line);
  }

  /** Prints a page of lines each time Enter is pressed. */
  async function printAll(lines: readonly string[]): Promise<void> {
    for (let at = 0; at < lines.length; at += STRETCH) {
      for (const line of lines.slice(at, at + STRETCH)) print(line);
      const left = lines.length - at - STRETCH;
      if (left <= 0) return;
      prompt(`${left} more lines. Enter for more, or b for the choices: `);
      const line = await talk.next();
      await talk.dropRest();
      if (line === null || line.trim() !== '') return;
    }
  }

  async function carryOut(reply: UserReply, page: Page): Promise<void> {
    switch (reply.do) {
      case 'press':
        for (const key of reply.keys) store.press(key);
        return;
      case 'text':
        if (reply.step === null) store.paste(reply.text);
        else answerQuestion(app, reply.step, reply.text);
        return;
      case 'leave':
        leave(0);
        return;
      case 'explain': {
        const { shown } = store.view();
        if ('screen' in shown) explainLines(shown.screen, page).forEach(print);
        return;
      }
      case 'collect': {
        const text = await talk.collect(reply.first);
        await talk.dropRest();
        if (text === null || reply.step === null) return;
        if (text.split('\n').some((line) => Buffer.byteLength(line) >= MAX_LINE_LENGTH)) print(CUT);
        answerQuestion(app, reply.step, text);
        return;
      }
      case 'repeat':
        print(reply.problem);
    }
  }

  function currentPage({ shown, ui, engine, mask }: StoreView): Page {
    if (!('screen' in shown)) return faultPage(shown.fault);
    try {
      return pageOf(shown.screen, ui, initialText(engine), mask, options.width());
    } catch (error) {
      store.broke(error);
      return currentPage(store.view());
    }
  }

  async function ask(view: StoreView, isNew: boolean): Promise<'answered' | 'again' | 'over'> {
    const page = currentPage(view);
    const place = positionInWalk(view.engine);
    const hasMoved = () => positionInWalk(store.view().engine) !== place;
    if (isNew) await show(page, view);
    prompt(promptOf(page));
    const line = await talk.next(hasMoved);
    if (line === null && (code !== null || talk.ended())) return 'over';
    if (line === null) {
      print('');
      print(ANSWERED_ITSELF);
      return 'answered';
    }
    const reply = interpretReply(page, line);
    // Called before the answer takes effect, because the work that it starts also prints.
    if (reply.do !== 'collect') await talk.dropRest();
    await carryOut(reply, page);
    return reply.do === 'repeat' || reply.do === 'explain' ? 'again' : 'answered';
  }

  try {
    for (let isNew = true; code === null; ) {
      const view = store.view();
      progress.see(view);
      if (isBusy(view)) {
        isNew = true;
        for (let line = talk.heard(); line !== null; line = talk.heard()) whileBusy(line, view);
        if (talk.ended()) break;
        await talk.happening(TICK_MS);
        continue;
      }
      progress.note(view);
      const came = await ask(view, isNew);
      if (came === 'over') break;
      isNew = came === 'answered';
    }
  } finally {
    unsubscribe();
    allowInterrupt();
    reader.close();
    store.stop();
  }
  if (fault !== null) throw (fault as { error: unknown }).error;
  return { exitCode: code ?? 0 };
}

/** The host facts arrive after the first question was asked. */
const ANSWERED_ITSELF = 'The settings of this machine have answered this question.';
const DROPPED = 'Several lines arrived at once. Only the first was used.';
const CUT =
  'The line has the longest length that a terminal passes on, so it may be cut. A file is read completely: --allowed-images, --images.';

/** While something runs, the only question is whether to stop it and leave. */
function isBusy({ shown, ui, running }: StoreView): boolean {
  if (ui.preview?.busy === true || ui.bundle.state === 'writing') return true;
  return running && !('screen' in shown && shown.screen.name === 'confirm');
}
