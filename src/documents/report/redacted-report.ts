/** What the reports in a bundle are made from. It is already redacted. */
import type { Report } from '../../model/report.ts';
import type { Session } from '../../model/session.ts';
import type { RedactionSummary } from '../../redact/index.ts';
import type { ProgramRoutes } from '../proxies/program-routes.ts';

export interface RedactedReport {
  report: Report;
  session: Session;
  /**
   * Computed from the real names and masked afterwards, because a masked name may end differently from the entry that covers the real name.
   */
  ways: ProgramRoutes;
  account: RedactionSummary;
}

/** `ticket`: short enough to paste. `page`: with the requests, all requirements and the timeline. */
export type ReportExtent = 'ticket' | 'page';
