/** Whether the socket of a shared connection can be created at its configured path. Nothing is created. */

import { constants } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { canAccess } from '../../files/access.ts';
import type { ControlSocketProblem, EffectiveSettings } from '../../model/ssh/index.ts';
import { pathModuleOf, type SshHome } from './home.ts';

/** The size of `sun_path`, including its final zero. */
const LONGEST: Partial<Record<NodeJS.Platform, number>> = { linux: 108, darwin: 104 };
/** The client first binds to the path with a dot and 16 letters appended. */
const SUFFIX = 17;

export async function findControlProblem(
  { controlPath, controlMaster }: EffectiveSettings,
  home: SshHome,
): Promise<ControlSocketProblem | null> {
  if (controlPath === null) return null;
  const isMaster = controlMaster.value !== 'no' && controlMaster.value !== 'false';
  if (home.platform === 'win32') return isMaster ? 'not-on-windows' : null;
  const { path } = controlPath;
  const entry = await stat(path).catch(() => null);
  if (entry !== null) return entry.isSocket() ? ((await isAnswered(path)) ? null : 'stale-socket') : isMaster ? 'not-a-socket' : null;
  if (!isMaster) return null;
  if (Buffer.byteLength(path) + SUFFIX >= (LONGEST[home.platform] ?? 104)) return 'path-too-long';
  const folder = pathModuleOf(home.platform).dirname(path);
  const found = await stat(folder).catch(() => null);
  if (found === null || !found.isDirectory()) return 'folder-missing';
  return (await canAccess(folder, constants.W_OK)) ? null : 'folder-not-writable';
}

/** Whether a process listens there. A socket without a listener refuses. */
function isAnswered(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection(path);
    const settle = (answered: boolean) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(answered);
    };
    const timer = setTimeout(() => settle(true), 1000);
    socket.once('connect', () => settle(true));
    socket.once('error', () => settle(false));
  });
}
