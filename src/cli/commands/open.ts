/** `open BUNDLE`: shows a bundle or a report in the screens of a session, read-only, diagnosed again by the current rules. */

import { diagnose } from '../../diagnosis/index.ts';
import { reassessmentLines, unmeasuredControlLines } from '../../documents/comparison/comparison-words.ts';
import { reassess } from '../../documents/comparison/reassessment.ts';
import { buildReport, exitCodeOf } from '../../documents/report/report.ts';
import { requestedPart } from '../../run/requested-part.ts';
import { unmeasuredControls } from '../../run/unmeasured-controls.ts';
import { foldEvents } from '../../session/index.ts';
import { print } from '../../terminal/gate.ts';
import type { Flags } from '../arguments/flags.ts';
import { rendererFor } from '../arguments/renderer.ts';
import { shellFlag } from '../arguments/shell.ts';
import { usageError } from '../arguments/usage.ts';
import { readNamedBundle } from '../files/named-report.ts';
import { showOpenedBundle } from '../opened.ts';
import { reportJson } from '../output/json.ts';
import { plainReport } from '../output/plain.ts';
import { redactorOfBundle } from '../redactor-for.ts';
import { VERSION } from '../version.ts';

export async function open(words: readonly string[], flags: Flags): Promise<number> {
  const [path, ...more] = words;
  if (path === undefined || more.length > 0)
    throw usageError('open takes one bundle or report.', 'Try: gitpod-doctor open gitpod-doctor-….zip');
  const read = await readNamedBundle(path);
  const renderer = rendererFor(flags);
  if (renderer !== 'lines') return showOpenedBundle(read, { flags, file: path, renderer });
  const session = requestedPart(foldEvents(read.events));
  const redactor = redactorOfBundle(read, flags);
  const mask = flags['show-values'] ? redactor.clean.text : redactor.text;
  const diagnosis = diagnose(session, shellFlag(flags));
  const alone = buildReport(session, diagnosis);
  const changed = reassess(read.report, alone, VERSION);
  const lacks = unmeasuredControls(session);
  const report = { ...alone, ...(changed === null ? {} : { thenAndNow: changed }), ...(lacks.length === 0 ? {} : { notHeld: lacks }) };
  const changedLines = [...(changed === null ? [] : reassessmentLines(changed)), ...unmeasuredControlLines(lacks)].map(mask);
  if (flags.json || flags.jsonl) print(reportJson(report, flags, redactor));
  else
    print([plainReport(session, diagnosis, report, mask, flags), ...(changedLines.length === 0 ? [] : ['', ...changedLines])].join('\n'));
  return exitCodeOf(report);
}
