/** What the reports of a bundle are made from: everything in it is redacted already. */
import type { Report } from '../../model/report.ts';
import type { Session } from '../../model/session.ts';
import type { RedactionAccount } from '../../redact/index.ts';
import type { ProxyWays } from '../proxies/proxy-ways.ts';

export interface RedactedReport {
  report: Report;
  session: Session;
  /** Told by the real names and then masked: a masked name no longer ends as the entry that covers it. */
  ways: ProxyWays;
  account: RedactionAccount;
}

/** `ticket`: short enough to be pasted. `page`: with the texts to send, all rows and the timeline. */
export type Extent = 'ticket' | 'page';
