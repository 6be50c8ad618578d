/** The last sessions, one log file each. Values are real but without secrets, and never leave this folder. */
import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { SessionEvent } from '../../model/session.ts';
import type { SessionLog } from '../log.ts';
import { ensurePrivateFolder, storeProblem } from './folder.ts';
import { keepNewest, MAX_KEPT } from './newest.ts';

export const SESSION_ENDING = '.jsonl';

/** The subfolder of the state folder that holds the sessions. */
export const SESSIONS_FOLDER = 'sessions';

interface Kept {
  log: SessionLog;
  folder: string;
  id: string;
  /** Returns one line without its end, and without secrets. */
  encode(event: SessionEvent): string;
  /** Called with the reason, as a clause, when the store cannot be written. */
  onProblem(why: string): void;
}

/** Writes every event as it happens, so that a crash loses nothing. An unwritable store is reported once and never ends a session. */
export function keepSession({ log, folder, id, encode, onProblem }: Kept): () => void {
  let file: number | null = null;
  const giveUp = (error: unknown) => {
    stop();
    onProblem(storeProblem(error));
  };
  const write = (line: string) => {
    if (file === null) return;
    try {
      writeSync(file, `${line}\n`);
    } catch (error) {
      giveUp(error);
    }
  };
  const unsubscribe = log.subscribe((event) => write(encode(event)));

  function stop(): void {
    unsubscribe();
    if (file !== null) closeSync(file);
    file = null;
  }

  try {
    const sessions = ensurePrivateFolder(folder, SESSIONS_FOLDER);
    keepNewest(sessions, SESSION_ENDING, MAX_KEPT - 1);
    file = openSync(join(sessions, `${id}${SESSION_ENDING}`), 'wx', 0o600);
    for (const event of log.events) write(encode(event));
  } catch (error) {
    giveUp(error);
  }
  return stop;
}
