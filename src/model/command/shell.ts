/** The shells that commands are written for, and the choice of one by platform. */

/** The supported shells. */
export const SHELLS = ['posix', 'powershell', 'cmd'] as const;
export type Shell = (typeof SHELLS)[number];

/** The user's most likely shell, by the platform as Node names it. */
export function shellOf(platform: string | null): Shell {
  return platform === 'win32' ? 'powershell' : 'posix';
}
