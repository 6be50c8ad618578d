/** URLs. User info and query are always removed, the host is masked as a host, and the path is masked unless it is published. */
import { parseAddress } from '../model/address.ts';
import { hostPort } from '../model/target.ts';
import { maskHost } from './hosts.ts';
import type { NameContext } from './names.ts';
import { maskPath } from './paths.ts';
import { loginLength } from './rules/url-login.ts';
import { redactionToken } from './span.ts';

const SCHEME = /^[a-z][a-z0-9+.-]{0,20}:\/\//i;
const AFTER_LOGIN = /^(\[[0-9a-f:.]*\]|[^/\s:?#@]*)(:\d{0,5})?([/][^?#]*)?([?#].*)?$/is;

/** Masks a URL; null if the text is not an absolute URL with an authority. */
export function maskUrl(text: string, context: NameContext): string | null {
  if (context.publicSet.has(text)) return text;
  const scheme = SCHEME.exec(text)?.[0];
  if (scheme === undefined) return null;
  const rest = text.slice(scheme.length);
  const login = loginLength(rest);
  const parts = AFTER_LOGIN.exec(login === 0 ? rest : rest.slice(login + 1));
  if (parts === null) return null;
  const [, host = '', port = '', path = '', query = ''] = parts;
  return [
    scheme,
    login === 0 ? '' : `${maskLogin(rest.slice(0, login))}@`,
    maskAuthorityHost(host, context),
    port,
    maskPathOf(host, path, context),
    query === '' || query === '?' || query === '#' ? query : `?${redactionToken('query')}`,
  ].join('');
}

/** `<user>:<password>` is a placeholder, not a login. */
function maskLogin(login: string): string {
  return /^<[a-z-]{1,30}>(?::<[a-z-]{1,30}>)?$/.test(login) ? login : redactionToken('login');
}

/** Masks a path, because it belongs to a customer. Below a catalogue host, paths are public and stay. */
export function maskPathOf(host: string, path: string, context: NameContext): string {
  return context.publicSet.isCatalogueHost(host) || context.publicSet.has(path) || /^169\.254\.\d+\.\d+$/.test(host)
    ? path
    : maskPath(path, context);
}

function maskAuthorityHost(host: string, context: NameContext): string {
  const bare = host.startsWith('[') ? host.slice(1, -1) : host;
  const masked = maskHost(bare, context);
  return parseAddress(masked) === null ? masked : hostPort(masked, 0).replace(/:0$/, '');
}
