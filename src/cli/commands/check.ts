/** `check [AREA…]`: a headless sweep, printed as plain lines, as one JSON document or as a stream of events. */

import { diagnose } from '../../diagnosis/index.ts';
import { compareReports } from '../../documents/comparison/compare.ts';
import { comparisonBlocks } from '../../documents/comparison/comparison-words.ts';
import { progressLine } from '../../documents/report/lines.ts';
import { buildReport, exitCodeOf } from '../../documents/report/report.ts';
import type { Area } from '../../model/area.ts';
import { AREAS } from '../../model/areas.ts';
import { baselineOf } from '../../model/baseline.ts';
import type { Comparison } from '../../model/comparison.ts';
import { Report } from '../../model/report.ts';
import type { Session } from '../../model/session.ts';
import type { Redactor } from '../../redact/index.ts';
import { section } from '../../render/block.ts';
import { textLines } from '../../render/text.ts';
import type { SessionLog } from '../../run/log.ts';
import { adoptFoundProfile, measureAll } from '../../run/measure.ts';
import type { Sweep } from '../../run/sweep.ts';
import { isErrorTerminal, outputColumns, print, redrawLine, say } from '../../terminal/gate.ts';
import type { Flags } from '../arguments/flags.ts';
import { shellFlag } from '../arguments/shell.ts';
import { nearest, usageError } from '../arguments/usage.ts';
import { checkBundleFlags, checkBundlePath, writeOrPreviewBundle } from '../files/bundle-file.ts';
import { type NamedReport, readBaseline } from '../files/named-report.ts';
import { checkRecordFlag, writeRecording } from '../files/recording-file.ts';
import { type LiveSession, withSession } from '../live-session.ts';
import { compactReportLine } from '../output/compact.ts';
import { printEvents, reportJson } from '../output/json.ts';
import { plainReport } from '../output/plain.ts';
import { drainSignals, onSignal } from '../watchdog/watched.ts';

export async function check(words: readonly string[], flags: Flags): Promise<number> {
  const areas = words.map(area);
  checkBundleFlags(flags);
  await checkBundlePath(flags);
  await checkRecordFlag(flags);
  return withSession(flags, { areas }, measureAndTell);
}

async function measureAndTell(live: LiveSession): Promise<number> {
  const { flags } = live;
  const { log, probes, rowsFor } = live.subject;
  const { redactor } = live.redaction;
  const named = flags.baseline === undefined ? null : await readBaseline(flags.baseline);
  const before = named === null || 'baseline' in named ? null : named;
  // Names that occur only in the other report are masked as well.
  if (before !== null) redactor.learn(Report, before.report);
  if (named !== null) log.append({ type: 'baseline-set', baseline: 'baseline' in named ? named.baseline : baselineOf(named.report) });
  adoptFoundProfile(log, rowsFor);
  if (flags.jsonl) printEvents(log, flags, redactor);
  const sweep = measureAll(log, probes);
  const hideProgress = showProgress(sweep, log, flags);
  let stopped = false;
  const stop = () => {
    // The first signal stops the sweep and prints the results so far. The second ends the program at once.
    if (stopped) process.exit(130);
    stopped = true;
    sweep.cancel();
  };
  onSignal('SIGINT', stop);
  onSignal('SIGTERM', stop);
  await sweep.done;
  hideProgress();
  const session = log.session;
  const complete = (report: Report): Report =>
    before === null ? report : { ...report, comparison: comparedWith(before, report, redactor) };
  const status = tell(session, flags, redactor, complete);
  const unrecorded = await writeRecording(session, flags, stopped);
  await writeOrPreviewBundle(live, complete);
  await drainSignals();
  if (unrecorded !== null && !stopped) throw unrecorded;
  return stopped ? 130 : status;
}

/** A bundle contains pseudonyms, so it is compared with a report in the same pseudonyms. Otherwise the same proxy would count as two. */
function comparedWith(before: Omit<NamedReport, 'name'>, report: Report, redactor: Redactor): Comparison {
  if (before.keyId === null) return compareReports(before.report, report);
  return compareReports(before.report, redactor.value(Report, report), { before: before.keyId, after: redactor.keyId });
}

function tell(session: Session, flags: Flags, redactor: Redactor, complete: (report: Report) => Report): number {
  const diagnosis = diagnose(session, shellFlag(flags));
  const report = complete(buildReport(session, diagnosis));
  if (flags.compact) {
    print(compactReportLine(report, session, flags, redactor));
  } else if (flags.json || flags.jsonl) {
    print(reportJson(report, flags, redactor));
  } else {
    const mask = flags['show-values'] ? redactor.clean.text : redactor.text;
    print(plainReport(session, diagnosis, report, mask, flags, outputColumns() !== null));
    if (report.comparison !== undefined)
      print(textLines([section('Compared with the baseline', comparisonBlocks(report.comparison, mask))]).join('\n'));
  }
  if (session.faults.length > 0 && !flags.quiet)
    say(`${session.faults.length} internal ${session.faults.length === 1 ? 'error' : 'errors'} of gitpod-doctor; the run continued.`);
  return exitCodeOf(report);
}

function area(word: string): Area {
  const known = AREAS.find((candidate) => candidate === word);
  if (known !== undefined) return known;
  const near = nearest(word, AREAS);
  throw usageError(
    'There is no area of that name.',
    near === null ? `Areas: ${AREAS.join(' ')}` : `Did you mean: gitpod-doctor check ${near}`,
  );
}

const EVERY_MS = 200;

/** One progress line on stderr that is redrawn during a sweep; none if stderr is not a terminal. Returns a function that removes it. */
function showProgress(sweep: Sweep, log: SessionLog, flags: Flags): () => void {
  if (!isErrorTerminal() || flags.quiet || process.env['TERM'] === 'dumb') return () => {};
  const began = log.nowMs();
  const draw = () => {
    const line = progressLine({ running: sweep.running(), done: sweep.finished(), total: sweep.planned(), elapsedMs: log.nowMs() - began });
    redrawLine(line);
  };
  const timer = setInterval(draw, EVERY_MS);
  return () => {
    clearInterval(timer);
    redrawLine('');
  };
}
