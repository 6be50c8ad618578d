/** Whether a path exists, or allows an access. Opens nothing. */
import { access } from 'node:fs/promises';

/** `mode`: the access to check for, as in access(2); by default only that the path exists. */
export function canAccess(path: string, mode?: number): Promise<boolean> {
  return access(path, mode).then(
    () => true,
    () => false,
  );
}
