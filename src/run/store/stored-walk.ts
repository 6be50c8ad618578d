/** The last stored session: a guided one to resume, or any one for a request to another team. */
import { join } from 'node:path';
import type { SessionEvent } from '../../model/session.ts';
import { decodeLog, withoutOpenProbes } from '../../session/index.ts';
import { findOwnFolder, readIfExists, storeProblem } from './folder.ts';
import { listOwnFiles } from './newest.ts';
import { SESSION_ENDING, SESSIONS_FOLDER } from './sessions.ts';

export type StoredWalk =
  /** `damaged` is the number of unreadable lines, apart from a partially written last one. */
  | { events: SessionEvent[]; damaged: number }
  /** Why it cannot be used, as a sentence. */
  | { problem: string };

/** Null if none is stored. With `demo`, the last one of that scenario. An unreadable file is skipped. */
export function lastWalk(folder: string, demo?: string): StoredWalk | null {
  return newest(folder, (events) => isWalk(events) && (demo === undefined || demoScenarioOf(events) === demo));
}

/**
 * The last session with a measurement, guided or not; null if none is stored. Without `demo`, a demo is used only if no real session is
 * stored.
 */
export function lastSession(folder: string, demo?: string): StoredWalk | null {
  const last = (isWanted: (scenario: string | null) => boolean) =>
    newest(folder, (events) => events.some(({ type }) => type === 'observed') && isWanted(demoScenarioOf(events)));
  return demo === undefined ? (last((scenario) => scenario === null) ?? last(() => true)) : last((scenario) => scenario === demo);
}

function newest(folder: string, isWanted: (events: readonly SessionEvent[]) => boolean): StoredWalk | null {
  const sessions = folderOf(folder);
  if (sessions === null || typeof sessions === 'object') return sessions;
  for (const name of listOwnFiles(sessions, SESSION_ENDING).reverse()) {
    const text = textOf(join(sessions, name));
    if (text === null) continue;
    const log = decodeLog(text);
    if ('newer' in log) return { problem: `The last stored session was written by a newer version (${log.newer}).` };
    if (!isWanted(log.events)) continue;
    return {
      events: withoutOpenProbes(log.events),
      damaged: log.problems.filter((problem) => /^line \d+: (?!half-written)/.test(problem)).length,
    };
  }
  return null;
}

function folderOf(folder: string): string | { problem: string } | null {
  try {
    return findOwnFolder(folder, SESSIONS_FOLDER);
  } catch (error) {
    return { problem: `No stored session is read: ${storeProblem(error)}.` };
  }
}

export function demoScenarioOf([first]: readonly SessionEvent[]): string | null {
  return first?.type === 'session-started' ? first.demo : null;
}

/** Excludes headless sweeps, which enter no step, and walks that ended at their first question. */
function isWalk(events: readonly SessionEvent[]): boolean {
  return events.some(({ type }) => type === 'step-entered') && events.some(({ type }) => type === 'answered' || type === 'observed');
}

function textOf(path: string): string | null {
  try {
    return readIfExists(path)?.toString('utf8') ?? null;
  } catch {
    return null;
  }
}
