/** The account that this runs as. A container may run under a number that belongs to no account. */
import { homedir, userInfo } from 'node:os';

export interface Account {
  /** Empty where there is none. */
  name: string;
  home: string;
  /** -1 where there are no such numbers. */
  uid: number;
}

/** Without an account HOME is all that names a home. */
export function ownAccount(): Account {
  try {
    const { username, homedir: home, uid } = userInfo();
    return { name: username, home, uid };
  } catch {
    return { name: '', home: homedir(), uid: process.getuid?.() ?? -1 };
  }
}
