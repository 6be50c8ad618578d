/** A report as a ticket. It counts as a machine of its own, unless it names its machine. */
import { crc32 } from 'node:zlib';
import type { FleetTicket } from '../../model/fleet.ts';
import type { Report } from '../../model/report.ts';
import type { ResultOrigin } from '../merge/collection.ts';

type Origin = Required<Pick<ResultOrigin, 'ticket'>> & Pick<ResultOrigin, 'fingerprint'>;

/** The recorded causes are used, because a bare report lacks the log that the current rules would diagnose. */
export function originOfReport(report: Report): Origin {
  const ticket = { bundle: null, keyId: null, onlyRecorded: [], onlyToday: [] };
  return report.profile.place === undefined ? { ticket, fingerprint: fingerprintOf(report) } : { ticket };
}

/** `today` is the diagnosis of the same bundle by the current rules. */
export function originOfBundle(recorded: Report, today: Report, { bundle, keyId }: Pick<FleetTicket, 'bundle' | 'keyId'>): Origin {
  const [was, is] = [rootsOf(recorded), rootsOf(today)];
  return {
    ticket: { bundle, keyId, onlyRecorded: without(was, is), onlyToday: without(is, was) },
    fingerprint: fingerprintOf(recorded),
  };
}

/** Compared by code, because a newer version can word a subject differently. */
function rootsOf({ findings }: Report): Map<string, string> {
  return new Map(findings.filter(({ causedBy }) => causedBy === null).map(({ code, name }) => [code, name]));
}

function without(these: ReadonlyMap<string, string>, those: ReadonlyMap<string, string>): FleetTicket['onlyToday'] {
  return [...these].filter(([code]) => !those.has(code)).map(([code, name]) => ({ code, name }));
}

/** The same value for the report in a bundle and for a copy of it outside. */
function fingerprintOf(report: Report): string {
  const text = JSON.stringify(report);
  return [report.startedAt, report.durationMs, text.length, crc32(text)].join(' ');
}
