/** `open BUNDLE`: a bundle or a report in the same screens, read-only, diagnosed again by today's rules. */
import { readBundle } from '../../bundle/index.ts';
import { diagnose } from '../../diagnosis/index.ts';
import { buildReport, exitCodeOf } from '../../present/report.ts';
import { stripControls } from '../../redact/index.ts';
import { askedPart } from '../../run/asked-part.ts';
import { createReplay } from '../../run/replay.ts';
import { fold } from '../../session/index.ts';
import type { Flags } from '../flags.ts';
import { readNamedBytes } from '../named-file.ts';
import { print } from '../output.ts';
import { plainReport } from '../plain.ts';
import { inRawMode } from '../raw-mode.ts';
import { wantsScreen } from '../renderer.ts';
import { badFile, usage } from '../usage.ts';
import { runScreen } from '../walk/screen.ts';

const LARGEST = 64 * 1024 * 1024;

export async function open(words: readonly string[], flags: Flags): Promise<number> {
  const [path, ...more] = words;
  if (path === undefined || more.length > 0) throw usage('open takes one bundle or report.', 'Try: gitpod-doctor open gitpod-doctor-….zip');
  const read = await readBundle(await readNamedBytes(path, LARGEST));
  if (!read.ok) throw badFile(`${path} cannot be opened: ${read.problem}.`);
  const whole = fold(read.events);
  const session = whole.asked.size > 0 ? askedPart(whole) : whole;
  // What stands in a bundle was masked when it was written; only control characters are taken out here.
  if (wantsScreen(flags)) return inRawMode(() => runScreen(createReplay(whole), { flags, mask: stripControls, writeBundle: null }));
  const diagnosis = diagnose(session);
  const report = buildReport(session, diagnosis);
  print(flags.json ? JSON.stringify(report, null, 2) : plainReport(session, diagnosis, report, stripControls, flags));
  return exitCodeOf(report);
}
