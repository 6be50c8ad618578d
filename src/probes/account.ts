/** The account this process runs as. A container may run under a number without an account. */
import { homedir, userInfo } from 'node:os';

export interface Account {
  /** Empty without an account. */
  name: string;
  home: string;
  /** -1 if the platform has none. */
  uid: number;
}

/** Without an account only HOME names a home. */
export function ownAccount(): Account {
  try {
    const { username, homedir: home, uid } = userInfo();
    return { name: username, home, uid };
  } catch {
    return { name: '', home: homedir(), uid: process.getuid?.() ?? -1 };
  }
}
