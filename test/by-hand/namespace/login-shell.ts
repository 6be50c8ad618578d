/** The variables of a login shell, independent of the caller's. */
import { HOME } from '../situation.ts';

export function loginShell(): Record<string, string> {
  return {
    // The folders of the system's own programs come first.
    PATH: `/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:${process.env['PATH'] ?? ''}`,
    HOME,
    SHELL: '/bin/sh',
    LC_ALL: 'C',
    TERM: 'dumb',
  };
}
