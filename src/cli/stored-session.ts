/** `--resume`: continues the last guided session in the state in which the user left it. */
import { count } from '../documents/words/quantity.ts';
import type { Session, SessionEvent } from '../model/session.ts';
import { stateFolder } from '../run/store/folder.ts';
import { demoScenarioOf, lastSession, lastWalk } from '../run/store/stored-walk.ts';
import { foldEvents } from '../session/index.ts';
import type { FlagName, Flags } from './arguments/flags.ts';
import { CommandError, usageError } from './arguments/usage.ts';
import { readOverlay } from './files/overlay.ts';

export interface StoredSession {
  events: readonly SessionEvent[];
  session: Session;
  /** The flags that would lead to the same situation. */
  flags: Flags;
  /** One line that describes the resumed session. */
  line: string;
}

/** Flags about appearance and output, and settings that are not stored. The session keeps the values of all other flags. */
const WITH_RESUME: ReadonlySet<FlagName> = new Set([
  ...(['resume', 'demo', 'catalog', 'public-roots', 'ca-file', 'pac', 'no-store', 'show-values', 'mask'] as const),
  ...(['plain', 'accessible', 'json', 'jsonl', 'quiet', 'verbose', 'no-color', 'ascii'] as const),
  ...(['bundle', 'level', 'encrypt-to', 'without', 'hide', 'preview'] as const),
]);

/** Null without the flag. Exits with status 2 if no session is stored, or if another flag contradicts `--resume`. */
export async function storedSession(flags: Flags): Promise<StoredSession | null> {
  if (!flags.resume) return null;
  const other = (Object.keys(flags) as FlagName[]).find((name) => !WITH_RESUME.has(name));
  if (other !== undefined)
    throw usageError(`--resume uses the answers of the stored session, so --${other} cannot be added.`, 'Try: gitpod-doctor --resume');
  const walk = lastWalk(stateFolder(process.env), flags.demo);
  if (walk === null) throw usageError('There is no stored session to continue.', 'Try: gitpod-doctor');
  if ('problem' in walk) throw new CommandError(4, walk.problem, null);
  const { events, damaged } = walk;
  const session = foldEvents(events);
  if (session.catalog.overlay !== ((await readOverlay(flags))?.sha256 ?? null)) {
    throw usageError(
      'The stored session was measured with another list of requirements.',
      'Try: gitpod-doctor --resume --catalog FILE, with the same overlay or none',
    );
  }
  const demo = demoScenarioOf(events);
  const { caFile } = session.profile;
  const level = flags.level ?? session.level;
  return {
    events,
    session,
    // The files of a demo exist only in the simulation.
    flags: { ...(demo !== null ? { demo } : caFile === undefined ? {} : { 'ca-file': caFile }), ...(level === undefined ? {} : { level }) },
    line: resumedLine(session, damaged),
  };
}

function resumedLine({ startedAt, observations }: Session, damaged: number): string {
  const when = startedAt.slice(0, 16).replace('T', ' ');
  const lost = damaged === 0 ? '' : `, ${count(damaged, 'line')} lost`;
  return `Continuing the session of ${when} UTC: ${count(observations.length, 'observation')}${lost}.`;
}

/**
 * The events of the last session with a measurement. `what` is the document that should be written from it, for the error if there is no
 * session.
 */
export function lastStoredEvents({ demo }: Flags, what: string): readonly SessionEvent[] {
  const stored = lastSession(stateFolder(process.env), demo);
  if (stored === null)
    throw usageError(`There is no stored session, so no ${what} can be made.`, 'Try: gitpod-doctor check, or name a bundle');
  if ('problem' in stored) throw new CommandError(4, stored.problem, null);
  return stored.events;
}
