/** Whether a path exists, or allows an access. Opens nothing. */
import { access } from 'node:fs/promises';

/** `mode`: what has to be allowed, as in access(2); default: that the path exists. */
export function canAccess(path: string, mode?: number): Promise<boolean> {
  return access(path, mode).then(
    () => true,
    () => false,
  );
}
