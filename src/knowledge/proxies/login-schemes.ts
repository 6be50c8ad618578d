/** The schemes with which each program can log in to a proxy, from its source or manual. Every program supports Basic. */

export const LOGIN_SCHEMES = ['Digest', 'NTLM', 'Negotiate'] as const;
export type LoginScheme = (typeof LOGIN_SCHEMES)[number];

export type LoginProgram = 'curl' | 'git' | 'browsers' | 'VS Code' | 'JetBrains' | 'Go' | 'Node' | 'AWS' | 'Docker' | 'pip' | 'wget';

/**
 * - curl: curl(1), `--proxy-anyauth`; Negotiate and NTLM take name and password from the system with `-U :`, if it is built for that.
 * - git: git-config(1), `http.proxyAuthMethod`, which counts only if the proxy's URL has a user name; libcurl does the rest.
 * - Browsers: Chromium, net/http/http_auth_handler_factory.cc; Firefox, `network.negotiate-auth.allow-proxies`.
 * - VS Code: the window is Chromium; extensions log in with @vscode/proxy-agent by Basic, or by Negotiate through the package kerberos
 *   (src/vs/workbench/api/node/proxyResolver.ts), so that only what both can do counts.
 * - JetBrains: the JDK's HttpURLConnection (Networking Properties, `http.auth.*`); Basic for tunnels only as
 *   `jdk.http.auth.tunneling.disabledSchemes` allows. NTLM on Windows alone needs no password.
 * - Go: net/http/transport.go, `proxyAuth`: Basic from the URL. The CLI, the runner, Docker and Terraform are written in Go.
 * - Node: undici, lib/dispatcher/proxy-agent.js: Basic from the URL.
 * - AWS: botocore, httpsession.py (`get_proxy_headers`): Basic from the URL; the SDKs for Go and Node as their languages.
 * - pip: urllib3 through requests, adapters.py (`proxy_headers`): Basic.
 * - wget: its manual, `--proxy-user`: Basic.
 */
export const LOGINS: Readonly<Record<LoginProgram, readonly LoginScheme[]>> = {
  curl: LOGIN_SCHEMES,
  git: LOGIN_SCHEMES,
  browsers: LOGIN_SCHEMES,
  'VS Code': ['Negotiate'],
  JetBrains: LOGIN_SCHEMES,
  Go: [],
  Node: [],
  AWS: [],
  Docker: [],
  pip: [],
  wget: [],
};

/** The programs that can log in with one of the offered schemes, and the others, in the order of the table. */
export function programsBySchemes(offered: readonly string[]): { able: LoginProgram[]; unable: LoginProgram[] } {
  const programs = Object.keys(LOGINS) as LoginProgram[];
  const isAble = (program: LoginProgram) => LOGINS[program].some((scheme) => offered.includes(scheme));
  return { able: programs.filter(isAble), unable: programs.filter((program) => !isAble(program)) };
}
