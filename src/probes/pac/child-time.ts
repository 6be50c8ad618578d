/**
 * The CPU time of a child process, from Linux's /proc/PID/stat (proc_pid_stat(5)); null elsewhere. It shows whether the process ran at all
 * on a busy machine.
 */
import { readText } from '../../files/regular-file.ts';

const TICK_MS = 10;

export async function childCpuMs(pid: number | undefined): Promise<number | null> {
  const stat = pid === undefined ? null : await readText(`/proc/${pid}/stat`, 4096);
  // The name of the program, in parentheses, may hold spaces.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ') ?? [];
  const [user, system] = [Number(fields[11]), Number(fields[12])];
  return Number.isFinite(user + system) ? (user + system) * TICK_MS : null;
}
