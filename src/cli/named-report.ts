/** Reports that the person named: bundles, `report.json`, or what `check --json` printed. */
import { readBundle } from '../bundle/index.ts';
import { diagnose } from '../diagnosis/index.ts';
import type { Report } from '../model/report.ts';
import { buildReport } from '../present/report.ts';
import { askedPart } from '../run/asked-part.ts';
import { fold } from '../session/index.ts';
import { readNamedBytes } from './named-file.ts';
import { badFile } from './usage.ts';

const LARGEST = 64 * 1024 * 1024;

/** The log of a named file, by whatever name it was stored. */
export async function namedEvents(path: string): Promise<Parameters<typeof fold>[0]> {
  const read = await readBundle(await readNamedBytes(path, LARGEST));
  if (!read.ok) throw badFile(`${path} cannot be opened: ${read.problem}.`);
  return read.events;
}

/** Its report, diagnosed by today's rules. */
export async function namedReport(path: string): Promise<Report> {
  const session = askedPart(fold(await namedEvents(path)));
  return buildReport(session, diagnose(session));
}
