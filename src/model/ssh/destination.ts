/** What is typed behind `ssh`: `[user@]host` or `ssh://[user@]host[:port]` (ssh(1), "destination"), read as ssh.c of OpenSSH 9.2 does. */

export interface Destination {
  /** Without the user and the port that were typed with it. */
  name: string;
  hasUser: boolean;
  hasPort: boolean;
}

const URI = /^ssh:\/\/(?:(?<user>[^@]+)@)?(?<host>\[[^\]]*\]|[^:/@[\]]+)(?::(?<port>\d{0,5}))?\/?$/;

export function destinationOf(typed: string): Destination {
  const { host, user, port } = URI.exec(typed)?.groups ?? {};
  if (host !== undefined) return { name: host.replace(/^\[(.*)\]$/, '$1'), hasUser: user !== undefined, hasPort: (port ?? '') !== '' };
  const at = typed.lastIndexOf('@');
  return { name: typed.slice(at + 1), hasUser: at > 0, hasPort: false };
}

/** The name alone. */
export function nameOf(typed: string): string {
  return destinationOf(typed).name;
}

/**
 * Characters that ssh itself refuses in a name (valid_hostname of ssh.c, since 9.6 and in patched older ones): a shell would
 * take them for its own. Where commands of the configuration may run, no older client is given such a name either.
 */
const SPECIAL = /['`"$\\;&<>|(){},\s\p{Cc}]/u;

export function isPlainDestination(typed: string): boolean {
  return typed !== '' && typed.length <= 300 && !SPECIAL.test(typed) && !/^(?:ssh:\/\/)?-|@-/.test(typed);
}

/** Anything that can be handed over behind `--`; what is wrong with it is for ssh to say. */
export function isDestination(typed: string): boolean {
  return typed !== '' && typed.length <= 1024 && !typed.startsWith('-') && !typed.includes('\0');
}
