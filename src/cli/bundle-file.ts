/** Writing the support bundle: where to, under which name, and what is said when it does not work. */
import { join, resolve } from 'node:path';
import { buildBundle, bundleName, publish } from '../bundle/index.ts';
import { diagnose } from '../diagnosis/index.ts';
import { buildReport } from '../present/report.ts';
import { askedPart } from '../run/asked-part.ts';
import { keepDecodeMap } from '../run/store/decode-maps.ts';
import type { WriteResult } from '../ui/controller.ts';
import { say } from './output.ts';
import type { Setting } from './setting.ts';
import { badFile } from './usage.ts';

/** `wanted` is the name that was asked for; without it the bundle gets its own name in the present folder. */
export async function writeBundle(setting: Setting, wanted: string | null, how: 'interactive' | 'flag'): Promise<WriteResult> {
  const { log, redactor } = setting;
  const session = askedPart(log.session);
  const name = bundleName(setting.id, redactor.level);
  const built = buildBundle({
    events: log.events,
    report: buildReport(session, diagnose(session)),
    redactor,
    createdAt: log.wallClock(),
    name,
    consent: { how, at: log.wallClock() },
  });
  if (!built.ok) return built;
  const path = resolve(wanted ?? join(process.cwd(), `${name}.zip`));
  const published = await publish(path, built.bytes);
  if (!published.ok) return { ok: false, problem: published.problem };
  if (setting.store !== null) keepDecodeMap(setting.store, setting.id, redactor.decodeMap());
  return { ok: true, path: published.path, sha256: built.sha256, entries: built.entries.map(({ path: name, bytes }) => ({ name, bytes })) };
}

/** The same for a run without a screen: a bundle that was asked for and cannot be written is status 4. */
export async function writeBundleFile(setting: Setting, wanted: string, how: 'interactive' | 'flag'): Promise<void> {
  const result = await writeBundle(setting, wanted, how);
  if (!result.ok) throw badFile(result.problem, 'The session itself is kept; name another file with --bundle.');
  if (!setting.flags.quiet) say(`Support bundle: ${result.path}\nSHA-256 ${result.sha256}\nNothing was uploaded.`);
}
