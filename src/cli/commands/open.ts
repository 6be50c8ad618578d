/** `open BUNDLE`: a bundle or a report in the same screens, read-only, diagnosed again by today's rules. */
import { type ReadBundle, thenAndNow } from '../../bundle/index.ts';
import { publicHosts } from '../../catalog/index.ts';
import { diagnose } from '../../diagnosis/index.ts';
import { SessionEvent } from '../../model/session.ts';
import { thenAndNowLines } from '../../present/comparison.ts';
import { buildReport, exitCodeOf } from '../../present/report.ts';
import { createRedactor, type Redactor } from '../../redact/index.ts';
import { askedPart } from '../../run/asked-part.ts';
import { createReplay } from '../../run/replay.ts';
import { stateFolder } from '../../run/store/folder.ts';
import { passingKey, pseudonymKey } from '../../run/store/key.ts';
import { fold } from '../../session/index.ts';
import type { Flags } from '../flags.ts';
import { reportJson } from '../json.ts';
import { namedBundle } from '../named-report.ts';
import { print } from '../output.ts';
import { plainReport } from '../plain.ts';
import { inRawMode } from '../raw-mode.ts';
import { rendererFor } from '../renderer.ts';
import { usage } from '../usage.ts';
import { VERSION } from '../version.ts';
import { type InteractiveOptions, stampOf } from '../walk/interactive.ts';
import { runScreen } from '../walk/screen.ts';

export async function open(words: readonly string[], flags: Flags): Promise<number> {
  const [path, ...more] = words;
  if (path === undefined || more.length > 0) throw usage('open takes one bundle or report.', 'Try: gitpod-doctor open gitpod-doctor-….zip');
  const read = await namedBundle(path);
  const whole = fold(read.events);
  const session = askedPart(whole);
  const redactor = redactorFor(read, whole.profile.regions, flags);
  const mask = flags['show-values'] ? redactor.clean.text : redactor.text;
  const diagnosis = diagnose(session);
  const alone = buildReport(session, diagnosis);
  const changed = thenAndNow(read.report, alone, VERSION);
  const changedLines = changed === null ? [] : thenAndNowLines(changed).map(mask);
  const renderer = rendererFor(flags);
  if (renderer !== 'lines') {
    const options: InteractiveOptions = {
      flags,
      store: flags['no-store'] ? null : stateFolder(process.env),
      stamp: stampOf(whole),
      mask: redactor.text,
      clean: redactor.clean.text,
      desk: null,
      changed: changedLines,
    };
    if (renderer === 'prompts') return (await import('../walk/prompts.ts')).converse(createReplay(whole), options);
    return inRawMode((endings) => runScreen(createReplay(whole), options, endings));
  }
  const report = changed === null ? alone : { ...alone, thenAndNow: changed };
  if (flags.json || flags.jsonl) print(reportJson(report, flags, redactor));
  else print([plainReport(session, diagnosis, report, mask, flags), ...(changed === null ? [] : ['', ...changedLines])].join('\n'));
  return exitCodeOf(report);
}

/** A bundle was masked at its own level when it was written, and masking twice changes nothing; a bare report may hold real names. */
function redactorFor({ events, manifest }: ReadBundle, regions: readonly string[], flags: Flags): Redactor {
  const key = flags['no-store'] ? passingKey() : pseudonymKey(stateFolder(process.env));
  const redactor = createRedactor({ level: manifest?.redaction.level ?? 'standard', key, publicNames: publicHosts(regions), secrets: [] });
  for (const event of events) redactor.learn(SessionEvent, event);
  return redactor;
}
