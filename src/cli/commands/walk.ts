/** The guided session: on the screen where there is a terminal on both ends, as plain lines elsewhere. */

import { diagnose } from '../../diagnosis/index.ts';
import { autoEvent, crumbs, currentCause, currentStep, type GuideState, openQuestions } from '../../guide/index.ts';
import type { Session } from '../../model/session.ts';
import { buildReport, exitCodeOf } from '../../present/report.ts';
import { createEngine, type Engine } from '../../run/engine.ts';
import { writeBundleFile } from '../bundle-file.ts';
import type { Flags } from '../flags.ts';
import { print, say } from '../output.ts';
import { plainReport } from '../plain.ts';
import { wantsScreen } from '../renderer.ts';
import { runScreen } from '../screen.ts';
import { type Setting, settingFor } from '../setting.ts';

export async function walk(flags: Flags): Promise<number> {
  const screen = wantsScreen(flags);
  // Before anything is loaded: what is typed during the start must not be echoed into the first frame.
  if (screen) process.stdin.setRawMode(true);
  let setting: Setting | null = null;
  try {
    setting = await settingFor(flags, []);
    return screen ? await runScreen(setting, createEngine(setting)) : await walkInLines(setting);
  } finally {
    if (screen) process.stdin.setRawMode(false);
    await setting?.close();
  }
}

async function walkInLines(setting: Setting): Promise<number> {
  const { flags, log } = setting;
  const engine = createEngine(setting);
  let stopped = false;
  const stop = () => {
    if (stopped) process.exit(130);
    stopped = true;
    engine.cancelStep();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  await engine.idle();
  const shownStep = stepPrinter(setting);
  while (!stopped && currentStep(engine.getState().guide).kind !== 'end') {
    shownStep(engine.getState().guide);
    moveOn(engine);
    await engine.idle();
  }
  const session = measuredPart(log.session);
  const report = buildReport(session, diagnose(session));
  const mask = flags['show-values'] ? (text: string) => text : setting.redactor.text;
  print(flags.json ? JSON.stringify(report, null, 2) : plainReport(session, report, mask, flags));
  for (const { question, flag } of openQuestions(engine.getState().guide)) {
    if (!flags.quiet) say(`Not answered: ${question} ${flag} answers it.`);
  }
  if (flags.bundle !== undefined) await writeBundleFile(setting, flags.bundle, 'flag');
  return stopped ? 130 : exitCodeOf(report);
}

function moveOn(engine: Engine): void {
  const event = autoEvent(engine.getState().guide);
  if (event !== null) engine.dispatch(event);
}

/** Prints each breadcrumb once, as the walk comes by. */
function stepPrinter({ flags, redactor }: Setting): (guide: GuideState) => void {
  let last = '';
  return (guide) => {
    if (flags.json || flags.quiet) return;
    const cause = currentCause(guide);
    const line = `${crumbs(guide).join(' > ')}${cause === null ? '' : `: ${cause.title}`}`;
    if (line !== last) print(redactor.text(line));
    last = line;
  };
}

/** The rows that the walk came by: a symptom's walk is judged by its own rows and not by the rest of the list. */
function measuredPart(session: Session): Session {
  const requirements = session.requirements.filter((row) => session.asked.has(row.id));
  return { ...session, requirements };
}
