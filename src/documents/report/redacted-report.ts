/** The input of a bundle's reports, which is already redacted. */
import type { Report } from '../../model/report.ts';
import type { Session } from '../../model/session.ts';
import type { RedactionAccount } from '../../redact/index.ts';
import type { ProgramRoutes } from '../proxies/program-routes.ts';

export interface RedactedReport {
  report: Report;
  session: Session;
  /** Computed from the real names and masked afterwards, because a masked name may end differently from the entry that covers it. */
  ways: ProgramRoutes;
  account: RedactionAccount;
}

/** `ticket`: short enough for pasting. `page`: with the requests, all rows and the timeline. */
export type ReportExtent = 'ticket' | 'page';
