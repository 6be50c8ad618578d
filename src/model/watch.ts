/** A watch measures failed requirements repeatedly while the network is being changed. */
import type { ProbeRequest } from './probe-request.ts';
import type { Session } from './session.ts';

/** The state of a running watch. It is not persisted; the log keeps one `watched` event. */
export interface Watch {
  requirements: readonly string[];
  runs: number;
  /** The pause after the last run, in milliseconds. */
  intervalMs: number;
  /** Milliseconds until the next run; null during a run. */
  nextInMs: number | null;
}

/** Probes that are not repeated, because they cost bytes, calls in an account, or logins on a machine. */
const COSTLY: ReadonlySet<ProbeRequest['probe']> = new Set(['download', 'aws', 'aws-credentials', 'ssh-connect']);

export function isRepeatable({ probe }: Pick<ProbeRequest, 'probe'>): boolean {
  return !COSTLY.has(probe);
}

/** The requirements whose request may be repeated. */
export function watchableRows(rows: readonly string[], { requests }: Pick<Session, 'requests'>): string[] {
  const asked = new Set(requests.filter((one) => one.role === 'row' && isRepeatable(one)).flatMap((one) => one.requirements));
  return rows.filter((id) => asked.has(id));
}
