/** Makes the redactor of a command line: with the requested level, and with this machine's key unless nothing is stored. */

import type { ReadBundle } from '../bundle/index.ts';
import { publicHosts } from '../catalog/index.ts';
import { Report } from '../model/report.ts';
import { SessionEvent } from '../model/session.ts';
import { createRedactor, type RedactionLevel, type Redactor, type RedactorOptions } from '../redact/index.ts';
import { stateFolder } from '../run/store/folder.ts';
import { createTemporaryKey, pseudonymKey } from '../run/store/key.ts';
import { foldEvents } from '../session/index.ts';
import type { Flags } from './arguments/flags.ts';
import type { NamedReport } from './files/named-report.ts';

/** `regions` are the regions whose public hosts are not masked. `level` is that of a bundle and overrides the flag. */
export function redactorFor(
  flags: Flags,
  regions: readonly string[],
  {
    level = redactionLevelOf(flags),
    publicNames = [],
    secrets = [],
  }: Partial<Pick<RedactorOptions, 'level' | 'publicNames' | 'secrets'>> = {},
): Redactor {
  const key = flags['no-store'] ? createTemporaryKey() : pseudonymKey(stateFolder(process.env));
  return createRedactor({ level, key, publicNames: [...publicHosts(regions), ...publicNames], secrets });
}

export function redactionLevelOf({ level }: Flags): RedactionLevel {
  return (level as RedactionLevel | undefined) ?? 'standard';
}

/** The redactor for files that the user named. A bundle is already masked; a bare report may contain real names. */
export function redactorOfBundle(read: ReadBundle, flags: Flags): Redactor {
  const { regions } = foldEvents(read.events).profile;
  const redactor = redactorFor(flags, regions, { level: read.manifest?.redaction.level ?? 'standard' });
  return learnNames(redactor, read);
}

/** Learns the names in the session of the file. */
export function learnNames(redactor: Redactor, { events }: Pick<ReadBundle, 'events'>): Redactor {
  for (const event of events) redactor.learn(SessionEvent, event);
  return redactor;
}

/** The redactor for several reports. It masks a name from one report in all of them, and keeps their level if all have the same. */
export function redactorOfReports(sides: readonly Pick<NamedReport, 'report' | 'level'>[], flags: Flags): Redactor {
  const [level = null, ...others] = new Set(sides.map((side) => side.level));
  const regions = [...new Set(sides.flatMap(({ report }) => report.profile.regions))];
  const redactor = redactorFor(flags, regions, { level: level === null || others.length > 0 ? 'standard' : level });
  for (const { report } of sides) redactor.learn(Report, report);
  return redactor;
}
