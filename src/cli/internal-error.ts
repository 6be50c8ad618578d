/** Exit 70 for an internal error: prints a short apology and the path of the crash report. The session is kept. */
import { randomBytes } from 'node:crypto';
import { writeCrashReport } from '../run/store/crash-report.ts';
import { stateFolder } from '../run/store/folder.ts';
import { say } from '../terminal/gate.ts';
import { VERSION } from './version.ts';

export function printInternalError(error: unknown): void {
  const id = `${new Date().toISOString().replace(/[:.]/g, '')}-${randomBytes(3).toString('hex')}`;
  const kept = !process.argv.includes('--no-store');
  const path = !kept ? null : writeCrashReport(stateFolder(process.env), id, VERSION, error);
  say(
    kept
      ? 'Sorry: gitpod-doctor itself failed. The measurements are kept. To continue a guided session, run gitpod-doctor --resume'
      : 'Sorry: gitpod-doctor itself failed.',
  );
  say(
    path === null
      ? `The fault was: ${error instanceof Error ? error.name : 'unknown'}`
      : `A crash report without your values is in ${path}`,
  );
}
