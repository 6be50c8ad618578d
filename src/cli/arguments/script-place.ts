/** `--pac`: the location of a proxy script. A value that begins with a scheme is a URL; any other value is a path. */
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isHost } from '../../model/host-syntax.ts';
import { bareHost, decodedPart } from '../../model/target.ts';
import { EXAMPLES } from './examples.ts';
import { usageError } from './usage.ts';

/** A shorter part of a path, such as `proxy.pac`, is a common name and not a secret. */
const MIN_TOKEN_LENGTH = 16;

/** The path of a script on this machine; null for a URL with a host. */
export function scriptFile(value: string): string | null {
  const url = urlOf(value);
  if (url === null) return resolve(value);
  if (url.protocol !== 'file:') return null;
  if (url.host !== '') throw malformed();
  try {
    return fileURLToPath(url);
  } catch {
    throw malformed();
  }
}

/** The location of the script without path, query and user info, which count as secrets. `file:` for a script on this machine. */
export function scriptPlace(value: string, secrets: string[]): string {
  const url = urlOf(value);
  if (url === null || url.protocol === 'file:') return 'file';
  const tokens = url.pathname.split('/').filter((part) => part.length >= MIN_TOKEN_LENGTH);
  const hidden = [
    url.username,
    url.password,
    decodedPart(url.password),
    ...url.searchParams.values(),
    url.search.slice(1),
    url.hash.slice(1),
  ];
  secrets.push(...[...hidden, ...tokens, ...tokens.map(decodedPart)].filter((part) => part.length > 0));
  return `${url.protocol}//${url.host}/`;
}

function urlOf(value: string): URL | null {
  // URL parsers accept any number of slashes before the host.
  if (value.trim() === '' || /^https?:\/{3}/i.test(value)) throw malformed();
  const [, scheme] = /^([a-z][a-z0-9+.-]*):\/\//i.exec(value) ?? [];
  if (scheme === undefined && !/^(?:https?|file|data|javascript):/i.test(value)) return null;
  const url = /\s/.test(value) ? null : URL.parse(value);
  if (url === null || !['http:', 'https:', 'file:'].includes(url.protocol)) throw malformed();
  if (url.protocol !== 'file:' && !isHost(bareHost(url.hostname))) throw malformed();
  return url;
}

function malformed(): Error {
  return usageError('--pac takes a file, or an address that starts with http:// or https://.', `Try: --pac ${EXAMPLES.pac}`);
}
