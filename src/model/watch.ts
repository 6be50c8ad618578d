/** Watching: rows that fail are measured again and again while somebody changes the network. */
import type { ProbeRequest } from './probe-request.ts';
import type { Session } from './session.ts';

/** How a watch stands now. Not persisted; what is left of it in the log is one `watched` event. */
export interface Watch {
  requirements: readonly string[];
  /** Runs that have ended. */
  runs: number;
  /** The pause after the last run, in milliseconds. */
  intervalMs: number;
  /** Milliseconds until the next run begins; null while one is under way. */
  nextInMs: number | null;
}

/** Not repeated: they cost bytes, calls on somebody's account, or log-ins on somebody's machine. */
const COSTLY: ReadonlySet<ProbeRequest['probe']> = new Set(['download', 'aws', 'aws-credentials', 'ssh-connect']);

export function isRepeatable({ probe }: Pick<ProbeRequest, 'probe'>): boolean {
  return !COSTLY.has(probe);
}

/** Those of the rows whose own question can be asked again and again. */
export function watchableRows(rows: readonly string[], { requests }: Pick<Session, 'requests'>): string[] {
  const asked = new Set(requests.filter((one) => one.role === 'row' && isRepeatable(one)).flatMap((one) => one.requirements));
  return rows.filter((id) => asked.has(id));
}
