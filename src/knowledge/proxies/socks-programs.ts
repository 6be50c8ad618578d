/**
 * What each program does if its proxy variable names a SOCKS proxy. `test/no-proxy/socks.test.ts` compares this with the programs
 * themselves, as far as they are installed; for the others a comment gives the source.
 */
import type { ProxyVariable } from '../../model/host-facts.ts';
import type { NoProxyProgram } from '../../model/no-proxy/programs.ts';

export const SOCKS_SCHEMES = ['socks5', 'socks5h', 'socks4', 'socks4a'] as const;
export type SocksScheme = (typeof SOCKS_SCHEMES)[number];

/**
 * `name`: it sends the host's name to the proxy. `address`: it looks up the host itself. `http`: it sends the proxy an HTTP request.
 * `fails`: it does not connect at all. `ignores`: it connects directly. `caller`: it passes the URL to the program that uses it.
 */
export type SocksUse = 'name' | 'address' | 'http' | 'fails' | 'ignores' | 'caller';

type Uses = Readonly<Record<SocksScheme, SocksUse>>;

const CURL: Uses = { socks5: 'address', socks5h: 'name', socks4: 'address', socks4a: 'name' };
const everywhere = (use: SocksUse): Uses => ({ socks5: use, socks5h: use, socks4: use, socks4a: use });

export const SOCKS_USES: Readonly<Record<NoProxyProgram, Uses>> = {
  // net/http, Transport.Proxy: "socks5" is treated the same as "socks5h", which Go knows since 1.23 (golang/go issue 24135); an older one
  // takes the scheme for a host name. It speaks HTTP to a proxy of any scheme that it does not know.
  go: { socks5: 'name', socks5h: 'name', socks4: 'http', socks4a: 'http' },
  // lib/socks.c, with `socks5_resolve_local` for all but socks5h; curl --help proxy.
  curl: CURL,
  // http.c hands the URL to libcurl.
  git: CURL,
  // src/url.c, url_parse: "Unsupported scheme", whatever the scheme of the request.
  wget: everywhere('fails'),
  // Lib/urllib/request.py, ProxyHandler.proxy_open: for https it tunnels by CONNECT, whatever the scheme; for http it fails.
  'python-urllib': everywhere('http'),
  // botocore/httpsession.py, ProxyConfiguration._fix_proxy_url puts `http://` before any scheme but http and https (aws/aws-cli issue 5976).
  botocore: everywhere('fails'),
  // requests/adapters.py, SOCKSProxyManager: "Missing dependencies for SOCKS support" without PySocks. With it socks5 and socks4 look up
  // locally, as in curl. pip carries requests and not PySocks.
  requests: everywhere('fails'),
  // lib/dispatcher/proxy-agent.js and lib/core/socks5-client.js; any other scheme is "Invalid URL protocol".
  undici: { socks5: 'name', socks5h: 'fails', socks4: 'fails', socks4a: 'fails' },
  // lib/internal/http.js, parseProxyConfigFromEnv ignores it. With NODE_USE_ENV_PROXY Node also starts undici, which ends the process for all
  // schemes but socks5.
  node: { socks5: 'ignores', socks5h: 'fails', socks4: 'fails', socks4a: 'fails' },
  // @vscode/proxy-agent, src/agent.ts: the package socks-proxy-agent with the scheme `socks`, which leaves the lookup to the proxy.
  vscode: everywhere('name'),
  // No variable is read. With `socksProxyHost` HttpURLConnection gives the proxy the name (sun/net/NetworkClient.java, doConnect), and
  // java.net.http.HttpClient connects directly.
  java: everywhere('ignores'),
  'proxy-from-env': everywhere('caller'),
};

/** The SOCKS scheme of a variable, with `socks` as curl interprets it. Null for any other proxy. */
export function socksScheme({ scheme }: Pick<ProxyVariable, 'scheme'>): SocksScheme | null {
  const named = scheme === 'socks' ? 'socks4' : scheme;
  return SOCKS_SCHEMES.find((known) => known === named) ?? null;
}
