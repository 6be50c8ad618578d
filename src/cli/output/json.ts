/** JSON documents for programs: with real values and without secrets, or with the bundle's pseudonyms for `--mask`. */
import { Report } from '../../model/report.ts';
import { SessionEvent } from '../../model/session.ts';
import type { Redactor } from '../../redact/index.ts';
import type { SessionLog } from '../../run/log.ts';
import { encodeEvent } from '../../session/index.ts';
import { print } from '../../terminal/gate.ts';
import type { Flags } from '../arguments/flags.ts';

/** The report as one document, on a single line after the events of `--jsonl`. */
export function reportJson(report: Report, flags: Flags, redactor: Redactor): string {
  const shown = (flags.mask ? redactor : redactor.clean).value(Report, report);
  return flags.jsonl ? JSON.stringify(shown) : JSON.stringify(shown, null, 2);
}

/** `--jsonl`: prints the events so far, then every event when it happens. */
export function printEvents(log: SessionLog, flags: Flags, redactor: Redactor): void {
  const tell = (event: SessionEvent) => print(encodeEvent((flags.mask ? redactor : redactor.clean).value(SessionEvent, event)));
  for (const event of log.events) tell(event);
  log.subscribe(tell);
}
