/** Paths below a home folder, and network shares. They reveal a person, a machine or a project. */
import type { Identifiers } from '../identifiers.ts';
import type { Span } from '../span.ts';

/** A path below a POSIX home folder, also as WSL, Cygwin and Fedora's atomic desktops spell it. */
const POSIX_HOME =
  /(?<![A-Za-z0-9_/.:])(?:\/mnt\/[a-z]|\/cygdrive\/[a-z]|\/[a-z]|\/var|\/export|\/System\/Volumes\/Data)?(\/(?:home|Users)\/[^\s"'<>`:;,|*?()]{1,512})/g;
/** A path below a Windows home folder. The user's name may contain spaces if a separator follows, and logs may escape separators. */
const WINDOWS_HOME =
  /(?<![A-Za-z0-9_])([A-Za-z]:[\\/]{1,4}Users[\\/]{1,4}(?:[^\\/:*?"'<>|\n]{1,64}(?=[\\/])|[^\s\\/:*?"'<>|]{1,64})(?:[\\/]{1,4}[^\s"'<>`:;,|*?()]{1,512})?)/gi;
const TILDE_HOME = /(?<![A-Za-z0-9_/.~-])~([A-Za-z_][A-Za-z0-9._-]{1,31})(?=\/)/g;
const SHARE = /(?<![A-Za-z0-9\\:])\\\\{1,3}([A-Za-z0-9][A-Za-z0-9._-]{1,63})(\\{1,2}[^\s"'<>`|*?:;,()]{1,512})/g;
/** `CORP\jdoe`: a NetBIOS name of at most 15 characters and a user. A second backslash means a registry key. */
const DOWN_LEVEL = /(?<![A-Za-z0-9_\\/.:-])([A-Z][A-Z0-9-]{1,14})\\{1,2}([A-Za-z][A-Za-z0-9._$-]{1,63})(?![A-Za-z0-9._$\\-])/g;
const EVERYBODYS_DOMAINS = new Set(['AUTHORITY', 'BUILTIN', 'HKLM', 'HKCU', 'HKCR']);

export function findHomePaths(text: string, make: Identifiers): Span[] {
  const spans: Span[] = [];
  const add = (start: number, length: number, rule: 'path' | 'user', replacement: string) => {
    if (replacement !== text.slice(start, start + length)) spans.push({ start, end: start + length, rule, secret: false, replacement });
  };
  for (const pattern of [POSIX_HOME, WINDOWS_HOME]) {
    for (const match of text.matchAll(pattern)) {
      const path = (match[1] ?? '').replace(/[.]+$/, '');
      add(match.index + match[0].length - (match[1] ?? '').length, path.length, 'path', make.path(path));
    }
  }
  for (const { 1: name = '', index } of text.matchAll(TILDE_HOME)) add(index + 1, name.length, 'user', make.user(name));
  if (!text.includes('\\')) return spans;
  for (const { 0: whole, 1: server = '', 2: path = '', index } of text.matchAll(SHARE)) {
    const lead = whole.length - server.length - path.length;
    const host = make.host(server);
    add(index, whole.length, 'path', whole.slice(0, lead) + host + make.path(path));
  }
  for (const { 0: whole, 1: domain = '', index } of text.matchAll(DOWN_LEVEL)) {
    if (!EVERYBODYS_DOMAINS.has(domain)) add(index, whole.length, 'user', make.user(whole));
  }
  return spans;
}
