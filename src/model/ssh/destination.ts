/** The destination after `ssh`: `[user@]host` or `ssh://[user@]host[:port]` (ssh(1)), parsed as in ssh.c of OpenSSH 9.2. */

export interface Destination {
  /** Without user and port. */
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

export function nameOf(typed: string): string {
  return destinationOf(typed).name;
}

/**
 * Characters that ssh refuses in a name (valid_hostname of ssh.c, since 9.6 and in patched older versions), because a shell would interpret
 * them. If configured commands may run, this tool does not pass such a name to older clients either.
 */
const SPECIAL = /['`"$\\;&<>|(){},\s\p{Cc}]/u;

export function isPlainDestination(typed: string): boolean {
  return typed !== '' && typed.length <= 300 && !SPECIAL.test(typed) && !/^(?:ssh:\/\/)?-|@-/.test(typed);
}

/** Accepts any text that may safely follow `--`; ssh itself reports other errors in it. */
export function isDestination(typed: string): boolean {
  return typed !== '' && typed.length <= 1024 && !typed.startsWith('-') && !typed.includes('\0');
}
