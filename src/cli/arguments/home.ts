/** Where HOME stands for a home, for ourselves and for the libraries that look for one. */
import { homedir } from 'node:os';

/**
 * A container may run under a number that belongs to no account, and without HOME. Node throws then, in whatever asks first; a
 * log-in would take `/`, and so do we.
 */
export function nameHome(environment: NodeJS.ProcessEnv): void {
  try {
    homedir();
  } catch {
    environment['HOME'] = '/';
  }
}
