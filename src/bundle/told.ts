/** What reports are made from: everything in it is redacted already. */

import type { ProxyWays } from '../documents/proxies/proxy-ways.ts';
import type { Report } from '../model/report.ts';
import type { Session } from '../model/session.ts';
import type { UnknownReason, Verdict } from '../model/verdict.ts';
import type { RedactionAccount } from '../redact/index.ts';

export interface Told {
  report: Report;
  session: Session;
  /** Told by the real names and then masked: a masked name no longer ends as the entry that covers it. */
  ways: ProxyWays;
  account: RedactionAccount;
}

export function redactionLine({ level, keyId }: RedactionAccount): string {
  return `${level}; pseudonyms of key ${keyId}`;
}

/** The verdicts as diagnosis gives them; the report carries them in its rows. */
export function verdictsOf(report: Report): Verdict[] {
  return report.requirements.map(({ id, counts, verdict, reason, observations }) => ({
    requirement: id,
    ...{ counts, verdict, observations },
    reason: reason as UnknownReason | null,
  }));
}
