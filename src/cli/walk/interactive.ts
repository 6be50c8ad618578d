/** What the screen and the prompts share: the application with its engine, and the text that is left on the terminal. */

import type { Application, BundleDraft, EngineState } from '../../app/application.ts';
import type { Overlay } from '../../app/screen-name.ts';
import type { OpenedBundle } from '../../app/screens/opened-bundle.ts';
import { type BundleChoice, WHOLE_BUNDLE } from '../../app/screens/preview.ts';
import { diagnose } from '../../diagnosis/index.ts';
import { findingCard } from '../../documents/finding/card.ts';
import { findingContextOf } from '../../documents/finding/finding-context.ts';
import { stoppedLine, summaryLines } from '../../documents/report/lines.ts';
import { buildReport, exitCodeOf } from '../../documents/report/report.ts';
import { count } from '../../documents/words/quantity.ts';
import type { Mask } from '../../documents/words/say.ts';
import { currentStep } from '../../guide/index.ts';
import type { Report } from '../../model/report.ts';
import type { Session } from '../../model/session.ts';
import { hideWords } from '../../redact/index.ts';
import { printable } from '../../render/line/printable.ts';
import { wrap } from '../../render/line/wrap.ts';
import { textLines } from '../../render/text.ts';
import { createEngine, type Engine } from '../../run/engine.ts';
import { requestedPart } from '../../run/requested-part.ts';
import { print } from '../../terminal/gate.ts';
import { usesAsciiOnly } from '../../ui/theme/support.ts';
import type { Flags } from '../arguments/flags.ts';
import { shellFlag } from '../arguments/shell.ts';
import { bundleDraft } from '../files/bundle-draft.ts';
import { saveCopy } from '../files/copies.ts';
import { readMessage } from '../files/message-file.ts';
import { type LiveSession, withSession } from '../live-session.ts';
import { storedSession } from '../stored-session.ts';
import { breakAfterComma, bundleLines, copiedRequestLines, leftWidth, resumeLines } from './left-lines.ts';

export interface InteractiveOptions {
  flags: Flags;
  /** The mask that stays active even if flags reveal values. */
  mask(text: string): string;
  /** The mask that removes only secrets. */
  clean(text: string): string;
  /** Hides the words of `--hide` in a copied text; absent for an opened file. */
  hide?(text: string, words: readonly string[]): string;
  /** The folder for copied texts; null if nothing is stored. Their names begin with the timestamp. */
  store: string | null;
  stamp: string;
  /** The line about a resumed session; absent without one. */
  notice?: string | null;
  /** Null if the session was opened from a file, because then no bundle can be written. */
  draft: BundleDraft | null;
  /** Facts about an opened file. */
  opened?: OpenedBundle;
  first?: Overlay;
  /** What is printed, and the exit status, instead of the session's outcome, if the user leaves an opened file. */
  outcome?: { lines: readonly string[]; status: number };
  /** The omitted files and hidden words that the flags give. */
  choice?: BundleChoice;
}

/** Presents a live session to the user, resumed if requested. */
export async function walkLive(given: Flags, show: (engine: Engine, options: InteractiveOptions) => Promise<number>): Promise<number> {
  const stored = await storedSession(given);
  return withSession(given, { asks: true, stored }, (live) => {
    const { flags, subject, redaction, sessionStore } = live;
    return show(createWalkEngine(live, stored !== null), {
      ...{ flags, store: sessionStore.folder, stamp: sessionStamp(subject.log.session) },
      notice: stored?.line ?? null,
      mask: redaction.redactor.text,
      clean: redaction.redactor.clean.text,
      hide: (text, words) => hideWords(text, words, redaction.hiding)(text),
      draft: bundleDraft(live, flags.bundle ?? null, 'interactive'),
      choice: { without: flags.without ?? [], hidden: flags.hide ?? [] },
    });
  });
}

export function createWalkEngine({ flags, subject, redaction }: LiveSession, resumed: boolean): Engine {
  return createEngine({
    ...{ ...subject, learn: redaction.learn, shell: shellFlag(flags), resumed },
    ...(flags.error === undefined ? {} : { errorText: readMessage(flags.error) }),
  });
}

/** The start of a session as a part of a file name: `20261124T031555`. */
export function sessionStamp({ startedAt }: Pick<Session, 'startedAt'>): string {
  return startedAt.replace(/[^0-9T]/g, '').slice(0, 15);
}

const FROM_FILE = { ok: false as const, problem: 'This session was opened from a bundle, so no other bundle is needed.' };
/** The draft of an opened session, which refuses to write. */
const NO_DRAFT: BundleDraft = { preview: async () => FROM_FILE, write: async () => FROM_FILE };

/** `show` presents the application until the user leaves, and returns an exit code. For 0, the requirements decide the status. */
export async function runInteractive(
  engine: Engine,
  options: InteractiveOptions,
  show: (app: Application) => Promise<{ exitCode: number }>,
): Promise<number> {
  const { mask, clean, store, stamp, choice = WHOLE_BUNDLE, hide = (text) => text } = options;
  const draft = remembering(options.draft ?? NO_DRAFT, engine);
  const letters = new Set<string>();
  const keepCopy = (name: string, text: string) => {
    const copy = saveCopy(store, stamp, name, text);
    if (copy.path !== null) letters.add(copy.path);
    return copy;
  };
  const { exitCode } = await show({ engine, draft, choice, keepCopy, messageIn: readMessage, mask, clean, hide });
  if (engine.getState().watch !== null) {
    // Adds the last run of the watch to the log.
    engine.stopWatch();
    await engine.idle();
  }
  const session = requestedPart(engine.getState().session);
  const report = buildReport(session, diagnose(session));
  const left = options.outcome?.lines ?? leftLines(engine.getState(), report, { bundle: draft.written(), letters: [...letters] }, options);
  for (const line of left) print(line);
  if (exitCode !== 0) return exitCode;
  if (options.outcome !== undefined) return options.outcome.status;
  // The facts of this machine alone decide nothing.
  return session.asked.size === 0 ? exitCodeOf({ summary: { outcome: 'inconclusive' } }) : exitCodeOf(report);
}

/** The last written bundle, and the number of measurements in it. */
interface Written {
  path: string;
  encrypted: boolean;
  measured: number;
}

function remembering(draft: BundleDraft, engine: Engine): BundleDraft & { written(): Written | null } {
  let written: Written | null = null;
  return {
    ...draft,
    async write() {
      const result = await draft.write();
      const measured = engine.getState().session.observations.length;
      if (result.ok) written = { path: result.path, encrypted: result.encryptedTo.length > 0, measured };
      return result;
    },
    written: () => written,
  };
}

/** Prints the card of the first cause. The other causes are in the bundle, and on the screen when the session is resumed. */
function causeLeft({ profile }: Session, report: Report, mask: Mask): string[] {
  const [first, ...others] = report.findings.filter(({ causedBy }) => causedBy === null);
  if (first === undefined) return [];
  const card = textLines([findingCard(first, findingContextOf(report, mask, 0, profile.symptom))], (text, taken) =>
    wrap(text, leftWidth() - taken),
  );
  return [...card, ...(others.length === 0 ? [] : [`and ${count(others.length, 'more cause')}`]), ''];
}

/** The card, the outcome, the paths of the requests and the bundle, and the command to resume. */
function leftLines(
  { session, diagnosis, guide }: EngineState,
  report: Report,
  { bundle, letters }: { bundle: Written | null; letters: readonly string[] },
  options: InteractiveOptions,
): string[] {
  const { flags, mask, clean, draft, store } = options;
  const nothing = session.asked.size === 0;
  const shown = flags['show-values'] ? clean : mask;
  const summary = summaryLines({ ...report, notes: [] }, shown).flatMap((line) => breakAfterComma(line));
  const ascii = usesAsciiOnly(flags.ascii === true);
  const outcome = nothing
    ? ['Nothing was measured.']
    : [...causeLeft(session, report, shown), ...summary].map((line) => printable(line, ascii));
  const shell = shellFlag(flags);
  const stopped = draft !== null && !nothing && currentStep(guide).kind !== 'end' ? [stoppedLine(diagnosis)] : [];
  const lines = [...outcome, ...stopped, ...copiedRequestLines(letters)];
  if (bundle === null) {
    if (draft === null) return outcome;
    // A step may still have waited for the facts of this machine.
    const isUntouched = nothing && guide.running === null;
    return [...lines, 'No bundle was written.', ...(store === null || isUntouched ? [] : resumeLines(shell))];
  }
  const lacks =
    session.observations.length > bundle.measured ? ['The bundle does not contain results that were measured after it was written.'] : [];
  return [...lines, ...bundleLines(bundle.path, bundle.encrypted, process.cwd(), shell), ...lacks];
}
