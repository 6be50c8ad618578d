/** Runs every operation on a bundle of unknown origin. Throws if one of them breaks a rule for hostile input. */
import { diagnose } from '../../diagnosis/index.ts';
import { compareReports } from '../../documents/comparison/compare.ts';
import { comparisonBlocks } from '../../documents/comparison/comparison-words.ts';
import { reassess } from '../../documents/comparison/reassessment.ts';
import { buildReport } from '../../documents/report/report.ts';
import { Report } from '../../model/report.ts';
import { SessionEvent } from '../../model/session.ts';
import { createRedactor } from '../../redact/index.ts';
import { renderHtml } from '../../render/html.ts';
import { renderMarkup } from '../../render/markup.ts';
import { foldEvents } from '../../session/index.ts';
import { readBundle } from '../index.ts';

/** Longer than any file of this size should take, even on a busy machine. */
export const SLOW_MS = 20_000;

/** `read`, or the code with which the bundle was refused. */
export async function ordeal(bytes: Uint8Array, sound: Report): Promise<string> {
  const began = performance.now();
  const outcome = await taken(bytes, sound);
  const took = performance.now() - began;
  if (took > SLOW_MS) throw new Error(`it took ${Math.round(took)} ms`);
  if (Object.hasOwn(Object.prototype, 'polluted')) throw new Error('the prototype of all objects was changed');
  return outcome;
}

async function taken(bytes: Uint8Array, sound: Report): Promise<string> {
  const read = await readBundle(bytes);
  if (!read.ok) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these must not come out of a file onto a terminal
    if (!/^[^\u0000-\u001f\u007f-\u009f\u202a-\u202e]{5,300}$/.test(read.problem))
      throw new Error(`not one clear line: ${JSON.stringify(read.problem)}`);
    return read.code;
  }
  const session = foldEvents(read.events);
  const report = buildReport(session, diagnose(session));
  reassess(read.report, report, '0.0.0');
  const comparison = compareReports(sound, report);
  if (/<script/i.test(renderMarkup(renderHtml(comparisonBlocks(comparison))))) throw new Error('a script came through');
  const redactor = createRedactor({ level: 'standard', key: new Uint8Array(32), publicNames: [], secrets: [] });
  for (const event of read.events) redactor.learn(SessionEvent, event);
  redactor.value(Report, report);
  return 'read';
}
