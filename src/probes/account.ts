/** The account this process runs as. A container may run under a number without an account. */
import { homedir, userInfo } from 'node:os';

export interface Account {
  /** Empty without an account. */
  name: string;
  home: string;
  /** -1 if the platform has no user ids. */
  uid: number;
}

/** Without an account, only HOME gives the home folder. */
export function currentAccount(): Account {
  try {
    const { username, homedir: home, uid } = userInfo();
    return { name: username, home, uid };
  } catch {
    return { name: '', home: homedir(), uid: process.getuid?.() ?? -1 };
  }
}
