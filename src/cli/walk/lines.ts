/** The guided session as plain output, driven by flags and findings, for pipes and logs. */
import { diagnose } from '../../diagnosis/index.ts';
import { stoppedLine } from '../../documents/report/lines.ts';
import { matchLines } from '../../documents/report/matched-error.ts';
import { buildReport, exitCodeOf } from '../../documents/report/report.ts';
import { countOutsideWalk } from '../../documents/rows/outside-walk.ts';
import { count } from '../../documents/words/quantity.ts';
import { CHECKING_NETWORK_TEXT } from '../../documents/words/words.ts';
import { autoEvent, currentStep, isMeasureId, isStepId, openQuestions, STEPS, storedMatch } from '../../guide/index.ts';
import { SHARED_CONTROLS } from '../../model/probe-request.ts';
import type { SessionLog } from '../../run/log.ts';
import { requestedPart } from '../../run/requested-part.ts';
import { print, say } from '../../terminal/gate.ts';
import type { Flags } from '../arguments/flags.ts';
import { shellFlag } from '../arguments/shell.ts';
import { checkBundleFlags, writeOrPreviewBundle } from '../files/bundle-file.ts';
import { type LiveSession, withSession } from '../live-session.ts';
import { printEvents, reportJson } from '../output/json.ts';
import { plainFindings, plainRows } from '../output/plain.ts';
import { storedSession } from '../stored-session.ts';
import { onSignal } from '../watchdog/watched.ts';
import { createWalkEngine } from './interactive.ts';

export async function walkInLines(given: Flags): Promise<number> {
  const stored = await storedSession(given);
  return withSession(given, { stored }, async (live) => {
    checkBundleFlags(live.flags);
    if (stored !== null && !given.quiet) say(stored.line);
    return walkWith(live, stored !== null);
  });
}

async function walkWith(live: LiveSession, resumed: boolean): Promise<number> {
  const { flags } = live;
  const { log } = live.subject;
  const { redactor } = live.redaction;
  const mask = flags['show-values'] ? redactor.clean.text : redactor.text;
  if (flags.jsonl) printEvents(log, flags, redactor);
  else if (!flags.json && !flags.quiet) tellSteps(log, mask, flags);
  const engine = createWalkEngine(live, resumed);
  let stopped = false;
  const stop = () => {
    if (stopped) process.exit(130);
    stopped = true;
    engine.cancelStep();
  };
  onSignal('SIGINT', stop);
  onSignal('SIGTERM', stop);
  await engine.idle();
  while (!stopped && currentStep(engine.getState().guide).kind !== 'end') {
    const event = autoEvent(engine.getState().guide);
    if (event !== null) engine.dispatch(event);
    await engine.idle();
  }
  const session = requestedPart(log.session);
  const report = buildReport(session, diagnose(session, shellFlag(flags)));
  print(flags.json || flags.jsonl ? reportJson(report, flags, redactor) : plainFindings(report, mask, session.profile.symptom));
  const whole = diagnose(log.session);
  if (stopped && !flags.json && !flags.jsonl) print(stoppedLine(whole));
  const left = countOutsideWalk(log.session, whole);
  for (const { question, flag } of openQuestions(engine.getState().guide)) {
    if (!flags.quiet) say(`Not answered: ${question} ${flag} answers it.`);
  }
  if (left > 0 && !stopped && engine.getState().guide.answers.symptom !== 'whole-list' && !flags.json && !flags.jsonl) print(leftOut(left));
  await writeOrPreviewBundle(live);
  return stopped ? 130 : exitCodeOf(report);
}

/** The number of checks that were not made. */
function leftOut(rows: number): string {
  return `MORE    ${count(rows, 'check')} of the list ${rows === 1 ? 'was' : 'were'} not part of this walk; --symptom whole-list measures ${rows === 1 ? 'it' : 'them'}.`;
}

/** Explains a pasted message, or says that it is unknown. Omits the advice to start a guided session, because one starts now. */
function toldOfMessage(kept: string): string[] {
  const match = storedMatch(kept);
  return match === null ? ['This message is not known.'] : ['', ...matchLines([match]).slice(0, -2)];
}

/** Prints the session as it happens: a line for every entered step, and its results once they are measured. */
function tellSteps(log: SessionLog, mask: (text: string) => string, flags: Flags): void {
  let rows: readonly string[] = [];
  let isChecking = false;
  log.subscribe((event) => {
    if (event.type === 'sweep-started') {
      rows = event.requirements;
      isChecking = false;
    }
    if (event.type === 'probe-started' && SHARED_CONTROLS.has(event.request.purpose) && !isChecking) {
      isChecking = true;
      print(`${CHECKING_NETWORK_TEXT}.`);
    }
    if (event.type === 'step-entered' && isStepId(event.step)) print(`\n${STEPS[event.step].title}: ${STEPS[event.step].question}`);
    if (event.type === 'answered' && event.step === 'error-message' && event.answer !== '')
      print(toldOfMessage(event.answer).map(mask).join('\n'));
    if (event.type === 'step-skipped' && isMeasureId(event.step)) print(`\n${STEPS[event.step].title}: skipped. ${mask(event.because)}`);
    if (event.type !== 'sweep-ended' || rows.length === 0) return;
    const wanted = new Set(rows);
    const requirements = log.session.requirements.filter((row) => wanted.has(row.id));
    const { lines, silent } = plainRows({ ...log.session, requirements }, diagnose(log.session), mask, flags);
    const why = [...new Set(silent.map(({ remark }) => remark))].join('; ');
    print(lines.length === 0 ? `SKIP    ${why}` : lines.join('\n'));
  });
}
