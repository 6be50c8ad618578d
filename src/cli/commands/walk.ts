/** The guided session: on the screen where there is a terminal on both ends, as plain lines elsewhere. */

import { diagnose } from '../../diagnosis/index.ts';
import { autoEvent, crumbs, currentCause, currentStep, type GuideState, openQuestions } from '../../guide/index.ts';
import { buildReport, exitCodeOf } from '../../present/report.ts';
import { stripControls } from '../../redact/index.ts';
import { askedPart } from '../../run/asked-part.ts';
import { createEngine, type Engine } from '../../run/engine.ts';
import { writeBundle, writeBundleFile } from '../bundle-file.ts';
import type { Flags } from '../flags.ts';
import { print, say } from '../output.ts';
import { plainReport } from '../plain.ts';
import { inRawMode } from '../raw-mode.ts';
import { wantsScreen } from '../renderer.ts';
import { runScreen } from '../screen.ts';
import { type Setting, settingFor } from '../setting.ts';

export function walk(flags: Flags): Promise<number> {
  return wantsScreen(flags) ? inRawMode(() => withSetting(flags, true, walkOnScreen)) : withSetting(flags, false, walkInLines);
}

async function withSetting(flags: Flags, asks: boolean, run: (setting: Setting) => Promise<number>): Promise<number> {
  const setting = await settingFor(flags, [], asks);
  try {
    return await run(setting);
  } finally {
    await setting.close();
  }
}

async function walkOnScreen(setting: Setting): Promise<number> {
  const { flags, redactor } = setting;
  return runScreen(createEngine(setting), {
    flags,
    mask: flags['show-values'] ? stripControls : redactor.text,
    writeBundle: () => writeBundle(setting, flags.bundle ?? null, 'interactive'),
  });
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
  const session = askedPart(log.session);
  const report = buildReport(session, diagnose(session));
  const mask = flags['show-values'] ? stripControls : setting.redactor.text;
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
