/** Whether a path exists, or allows an access. Opens nothing. */
import { access } from 'node:fs/promises';

/** `mode` is the access to check for, as in access(2). By default, only existence is checked. */
export function canAccess(path: string, mode?: number): Promise<boolean> {
  return access(path, mode).then(
    () => true,
    () => false,
  );
}
