/** If a row fails, a user who pastes this message measures the wrong thing. */
import { describe } from 'vitest';
import { eachIsRead, type Message } from './testing/messages.ts';

const MESSAGES: Message[] = [
  ['[error] Failed: net::ERR_TUNNEL_CONNECTION_FAILED', 'tunnel.4xx', null, 'proxy-requires-login', 'vscode'],
  ['net::ERR_CERT_AUTHORITY_INVALID', 'tls.unknown-issuer', null, 'tls-intercepted', 'vscode'],
  [
    'Error while installing extensions: self-signed certificate in certificate chain',
    'tls.unknown-issuer',
    null,
    'tls-intercepted',
    'whole-list',
  ],
  [
    'getaddrinfo ENOTFOUND vscode.download.prss.microsoft.com',
    'dns.nxdomain',
    'vscode.download.prss.microsoft.com',
    'redirect-target-blocked',
    'vscode',
  ],
  [
    'Error: Connect Timeout Error (attempted address: marketplace.visualstudio.com:443, timeout: 10000ms)',
    'tcp.timeout',
    'marketplace.visualstudio.com',
    'port-dropped',
    'vscode',
  ],
  [
    'Server download failed\nDownloading VS Code Server failed. Please try again later.',
    'http.redirect',
    null,
    'redirect-target-blocked',
    'vscode',
  ],
  ['Proxy response (403) !== 200 when HTTP Tunneling', 'tunnel.4xx', null, 'proxy-refuses-host', 'whole-list'],
  [
    'java.net.UnknownHostException: data.services.jetbrains.com',
    'dns.unavailable',
    'data.services.jetbrains.com',
    'name-not-found',
    'jetbrains',
  ],
  [
    'javax.net.ssl.SSLHandshakeException: No subject alternative DNS name matching download.jetbrains.com found.',
    'tls.name-mismatch',
    'download.jetbrains.com',
    'certificate-for-another-name',
    'jetbrains',
  ],
  ['Error while fetching extensions. XHR failed', 'http.closed', null, 'proxy-not-configured', 'vscode'],
  [
    'error https://marketplace.visualstudio.com/_apis/public/gallery/extensionquery Error: XHR failed\nPOST https://marketplace.visualstudio.com/_apis/public/gallery/extensionquery net::ERR_CERT_AUTHORITY_INVALID',
    'tls.unknown-issuer',
    'marketplace.visualstudio.com',
    'tls-intercepted',
    'vscode',
  ],
  [
    'tunneling socket could not be established, cause=connect ECONNREFUSED 10.0.0.8:3128',
    'tcp.refused',
    null,
    'proxy-unreachable',
    'whole-list',
  ],
  [
    "Could not resolve Feature manifest for 'ghcr.io/astral-sh/uv/devcontainer-features/uv:1'.  If necessary, provide registry credentials with 'docker login <registry>'.",
    'http.closed',
    'ghcr.io',
    'service-refuses-client',
    'environment-start',
  ],
  ['java.nio.channels.UnresolvedAddressException', 'dns.unavailable', null, 'name-not-found', 'jetbrains'],
  ['java.net.SocketTimeoutException: Connect timed out', 'tcp.timeout', null, 'port-dropped', 'jetbrains'],
];

describe('a message of VS Code or JetBrains', () => eachIsRead(MESSAGES));
