/** The account this process runs as. A container may run under a user id that belongs to no account. */
import { homedir, userInfo } from 'node:os';

export interface Account {
  /** The account's name; empty if the user id belongs to no account. */
  name: string;
  home: string;
  /** The user id; -1 if the platform has none. */
  uid: number;
}

/** If the user id belongs to no account, only HOME gives the home folder. */
export function currentAccount(): Account {
  try {
    const { username, homedir: home, uid } = userInfo();
    return { name: username, home, uid };
  } catch {
    return { name: '', home: homedir(), uid: process.getuid?.() ?? -1 };
  }
}
