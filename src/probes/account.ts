/** The account this process runs as. A container may run under a number without an account. */
import { homedir, userInfo } from 'node:os';

export interface Account {
  /** The name; empty without an account. */
  name: string;
  home: string;
  /** The user id; -1 if the platform has none. */
  uid: number;
}

/** Without an account, HOME alone gives the home folder. */
export function currentAccount(): Account {
  try {
    const { username, homedir: home, uid } = userInfo();
    return { name: username, home, uid };
  } catch {
    return { name: '', home: homedir(), uid: process.getuid?.() ?? -1 };
  }
}
