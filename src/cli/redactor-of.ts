/** The redactor for files that the user named. Masking a bundle again changes nothing; a bare report may hold real names. */
import type { ReadBundle } from '../bundle/index.ts';
import { publicHosts } from '../catalog/index.ts';
import { Report } from '../model/report.ts';
import { SessionEvent } from '../model/session.ts';
import type { Redactor } from '../redact/index.ts';
import { foldEvents } from '../session/index.ts';
import type { Flags } from './arguments/flags.ts';
import type { NamedReport } from './files/named-report.ts';
import { redactorFor } from './redactor-for.ts';

export function redactorOfBundle(read: ReadBundle, flags: Flags): Redactor {
  const { regions } = foldEvents(read.events).profile;
  const redactor = redactorFor(flags, { level: read.manifest?.redaction.level ?? 'standard', publicNames: publicHosts(regions) });
  return learnNames(redactor, read);
}

/** Adds the names in the file's session. */
export function learnNames(redactor: Redactor, { events }: Pick<ReadBundle, 'events'>): Redactor {
  for (const event of events) redactor.learn(SessionEvent, event);
  return redactor;
}

/** The redactor for several reports: a name in one of them is masked in all. Keeps their level if they share it. */
export function redactorOfReports(sides: readonly Pick<NamedReport, 'report' | 'level'>[], flags: Flags): Redactor {
  const [level = null, ...others] = new Set(sides.map((side) => side.level));
  const regions = [...new Set(sides.flatMap(({ report }) => report.profile.regions))];
  const redactor = redactorFor(flags, {
    level: level === null || others.length > 0 ? 'standard' : level,
    publicNames: publicHosts(regions),
  });
  for (const { report } of sides) redactor.learn(Report, report);
  return redactor;
}
