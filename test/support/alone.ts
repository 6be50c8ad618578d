/** Network namespaces for tests whose program must reach nothing but what they start themselves. */
import { execFileSync } from 'node:child_process';

export function canBeAlone(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  try {
    execFileSync('unshare', ['--net', 'ip', 'link', 'set', 'lo', 'up'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
