/** Extracts the host from a message. Messages quote URLs with logins, signatures and tokens, so only a valid host is returned. */
import { addressFamily } from '../../model/address.ts';
import { isPlainHost } from '../../model/host-syntax.ts';
import { isNoProxyEntry } from '../proxies/entry.ts';

export interface NamedHost {
  host: string;
  port: number | null;
}

/** The host in `host`, `host:port`, `[::1]:443` or a whole URL; null if the text has another form. */
export function hostOf(text: string): NamedHost | null {
  const url = /^([a-z][a-z0-9+.-]{0,20}):\/\/(.*)$/i.exec(text);
  const rest = url?.[2] ?? text;
  const authority = /^[^/?#\\]*/.exec(rest)?.[0] ?? '';
  // An `@` after the authority ends an unescaped password. After a slash and below a host with dots, it begins an npm scope.
  if (
    (/[^/]@/.test(rest.slice(authority.length)) && !/^[a-z\d-]{1,40}(?:\.[a-z\d-]{1,40})+$/.test(authority)) ||
    (rest.slice(authority.length).includes('@') && !/^[\w-]+(?:\.[\w-]+)+(?::\d{1,5})?$/.test(authority))
  )
    return null;
  const bare = authority.slice(authority.lastIndexOf('@') + 1);
  const parts = /^(?:\[([^\]]{2,45})\]|([^:[\]]{1,253}))(?::(\d{1,5}))?[.,;:)\]'"]{0,3}$/.exec(bare);
  // A URL that ends in dots was abbreviated by the program.
  if (/\.{2,}[:,;)'"]*$/.test(bare) && url !== null) return null;
  const name = parts?.[1] ?? parts?.[2] ?? (addressFamily(bare) === 6 ? bare : null);
  if (name === null || name === undefined) return null;
  const host = name.toLowerCase().replace(/[.,;)\]'"]+$/, '');
  const port = parts?.[3] === undefined ? defaultPort(url?.[1]) : Number(parts[3]);
  if (!isHost(host, url !== null) || (port !== null && (port < 1 || port > 65535))) return null;
  return { host, port };
}

/** Like `hostOf`, for positions where an ordinary word may occur: requires a dot, an address or a port. */
export function dottedHostOf(text: string): NamedHost | null {
  const named = hostOf(text);
  if (named === null || named.host === 'localhost' || addressFamily(named.host) !== null) return named;
  if (!named.host.includes('.')) return named.port === null ? null : named;
  return isFileOrClass(text) ? null : named;
}

/** Names of files, packages, classes and versions, which have dots too. */
function isFileOrClass(text: string): boolean {
  if (text.includes('://')) return false;
  return (
    FILE.test(text) ||
    /^[^.]{1,80}\.(?:cc|rs|sh|pl)(?::\d{1,5})?[.,;)]*$/i.test(text) ||
    /_[^.]*\.[^.]+$/.test(text) ||
    /^(?:java|javax|jdk|sun|kotlinx?|scala|android|system|node|com|org|net|io)\./i.test(text) ||
    /[a-z][A-Z]/.test(text) ||
    /^v?\d+\.\d+(?:\.\d+)?[a-z-]/.test(text)
  );
}

const FILE =
  /\.(?:[cm]?[jt]sx?|json|py|java|kts?|cs|[ch]|[ch]pp|cxx|go|swift|dart|scala|groovy|gradle|css|rb|php|exe|dll|so|dylib|bat|cmd|log|ya?ml|txt|conf|cfg|ini|lock|toml|xml|deb|rpm|t?gz|jar|pem|crt|key|sock|service|ps1|md|html?|db|sig|iso|img|tmp|part|dat|bin|msi|dmg|pkg|whl|egg|zip|tar|bz2|xz|csv|png|jpe?g|gif|svg|pdf|map|vsix|nupkg|proto|sql|class|war|pom|bzl|cmake|tf|hcl|properties|mod|lua|jl|hs|exs?|erl|clj|vue|scss|wasm|desktop|plist|cer|pfx|p12|jks|csr|crl|git|asc|gpg|keyring|list|sources|spec|patch|diff)(?::\d{1,5})?[.,;:)]*$/i;

/** A generic word such as `proxy` counts as a host name only after a scheme. */
function isHost(host: string, hasScheme: boolean): boolean {
  if (addressFamily(host) !== null) return true;
  return isPlainHost(host) && isNoProxyEntry(host) && /[a-z]/.test(host) && (!WORDS.has(host) || (hasScheme && NAMES.has(host)));
}

/** Words that occur in messages where a host name is expected. */
const WORDS: ReadonlySet<string> = new Set(
  'a an and at be by error failed for from has host hostname http https in internet is it line localhost.localdomain name network no not null of on or port proxy remote server service such that the this to true undefined unknown upstream url via was with your'.split(
    ' ',
  ),
);

const NAMES: ReadonlySet<string> = new Set(['host', 'hostname', 'name', 'network', 'proxy', 'remote', 'server', 'service', 'upstream']);

function defaultPort(scheme: string | undefined): number | null {
  if (scheme === undefined) return null;
  return { https: 443, wss: 443, http: 80, ws: 80 }[scheme.toLowerCase()] ?? null;
}
