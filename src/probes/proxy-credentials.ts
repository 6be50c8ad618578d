/** The only file that reads proxy passwords. Returns the header for a proxy, and the strings that no output may contain. */

import { parseProxyVariable, proxyOfVariable } from '../knowledge/proxies/variables.ts';
import { PROXY_VARIABLES } from '../model/host-facts.ts';
import type { ProbeRequest } from '../model/probe-request.ts';
import { decodedPart, type ForwardProxy, isSocks } from '../model/target.ts';

type Environment = Readonly<Record<string, string>>;

/** The Proxy-Authorization header for this proxy; null if no variable has credentials for it, or if the request is made without a login. */
export function proxyAuthorization(
  environment: Environment,
  proxy: ForwardProxy,
  { withoutLogin }: Pick<ProbeRequest, 'withoutLogin'>,
): string | null {
  const url = withoutLogin === true ? null : urlOf(environment, proxy);
  return url === null ? null : `Basic ${basic(url)}`;
}

/** The login for a SOCKS proxy; null if there is none, or if name or password is longer than the one length byte of RFC 1929 §2 allows. */
export function socksLogin(environment: Environment, proxy: ForwardProxy): { userId: string; password: string } | null {
  const url = urlOf(environment, proxy);
  const login = { userId: decodedPart(url?.username ?? ''), password: decodedPart(url?.password ?? '') };
  const isSendable = Object.values(login).every((part) => Buffer.byteLength(part) <= 255);
  return url !== null && isSendable ? login : null;
}

/** The value of the variable that has credentials for this proxy. */
function urlOf(environment: Environment, proxy: ForwardProxy): URL | null {
  for (const name of PROXY_VARIABLES) {
    const value = environment[name] ?? '';
    const url = proxyUrl(value);
    const named = proxyOfVariable(parseProxyVariable(name, value));
    if (url !== null && hasCredentials(url) && named !== null && sameProxy(named, proxy)) return url;
  }
  return null;
}

/** Every form of a proxy secret: as written, decoded, encoded, and inside the Basic header. */
export function proxySecretForms(environment: Environment): string[] {
  const seeds = new Set<string>();
  for (const name of PROXY_VARIABLES) {
    const value = environment[name];
    if (value === undefined) continue;
    for (const part of userInfoParts(value)) seeds.add(part);
    const url = proxyUrl(value);
    if (url === null || !hasCredentials(url)) continue;
    seeds.add(basic(url));
    for (const part of [url.password, decodedPart(url.password), encodeURIComponent(decodedPart(url.password))]) seeds.add(part);
  }
  seeds.delete('');
  return [...seeds];
}

/** Also parsed without the URL parser, because a value that is not a URL may still contain a password. */
function userInfoParts(value: string): string[] {
  const authority = value.replace(/^[^/]*:\/\//, '');
  const at = authority.lastIndexOf('@');
  if (at < 0) return [];
  const userInfo = authority.slice(0, at);
  const colon = userInfo.indexOf(':');
  const secret = colon < 0 ? userInfo : userInfo.slice(colon + 1);
  return [userInfo, secret, decodedPart(secret)];
}

/** A value without a scheme counts as `http://`, as in Go and curl. */
function proxyUrl(value: string | undefined): URL | null {
  if (value === undefined || value === '') return null;
  return URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(value) ? value : `http://${value}`);
}

function hasCredentials(url: URL): boolean {
  return url.username !== '' || url.password !== '';
}

function sameProxy(one: ForwardProxy, other: ForwardProxy): boolean {
  return (
    (one.scheme === other.scheme || (isSocks(one) && isSocks(other))) &&
    one.port === other.port &&
    one.host.toLowerCase() === other.host.toLowerCase()
  );
}

function basic(url: URL): string {
  return Buffer.from(`${decodedPart(url.username)}:${decodedPart(url.password)}`, 'utf8').toString('base64');
}
