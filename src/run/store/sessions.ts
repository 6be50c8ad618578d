/** The last sessions, one log file each. Values in them are real and without secrets; they never leave this folder. */
import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { SessionEvent } from '../../model/session.ts';
import type { SessionLog } from '../log.ts';
import { privateFolder, storeProblem } from './folder.ts';
import { forgetAllBut, KEPT } from './newest.ts';

export const SESSION_ENDING = '.jsonl';

/** Its part of the state folder. */
export const SESSIONS = 'sessions';

interface Kept {
  log: SessionLog;
  /** The state folder. */
  folder: string;
  id: string;
  /** One line without its end, and without secrets. */
  encode(event: SessionEvent): string;
  /** Told why, as a clause, when the store cannot be written. */
  onProblem(why: string): void;
}

/**
 * Writes every event of the log as it happens, so that a crash loses nothing. A store that cannot be written is
 * reported once and given up: keeping a session is never a reason to end it.
 */
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
    const sessions = privateFolder(folder, SESSIONS);
    forgetAllBut(sessions, SESSION_ENDING, KEPT - 1);
    file = openSync(join(sessions, `${id}${SESSION_ENDING}`), 'wx', 0o600);
    for (const event of log.events) write(encode(event));
  } catch (error) {
    giveUp(error);
  }
  return stop;
}
