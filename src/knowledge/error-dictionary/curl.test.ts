/** If a row fails, a user who pastes this message measures the wrong thing. */
import { describe } from 'vitest';
import { eachIsRead, type Message } from './testing/messages.ts';

const MESSAGES: Message[] = [
  ['curl: (5) Could not resolve proxy: proxy.corp', 'dns.nxdomain', null, 'proxy-unreachable', 'whole-list'],
  ['curl: (6) Could not resolve host: app.gitpod.io', 'dns.unavailable', 'app.gitpod.io', 'name-not-found', 'browser'],
  [
    'curl: (7) Failed to connect to us01.gitpod.dev port 8443 after 12 ms: Couldn’t connect to server',
    'tcp.refused',
    'us01.gitpod.dev',
    'gateway-port-blocked',
    'runner-offline',
  ],
  [
    '$ curl -v https://download.jetbrains.com/\ncurl: (35) Recv failure: Connection reset by peer',
    'tls.reset',
    'download.jetbrains.com',
    'name-filtered-in-tls',
    'jetbrains',
  ],
  [
    'curl: (28) Failed to connect to app.gitpod.io port 443 after 130000 ms: Connection timed out',
    'tcp.timeout',
    'app.gitpod.io',
    'port-dropped',
    'browser',
  ],
  ['curl: (60) schannel: SEC_E_UNTRUSTED_ROOT (0x80090325)', 'tls.unknown-issuer', null, 'tls-intercepted', 'whole-list'],
  [
    'curl: (35) schannel: next InitializeSecurityContext failed: CRYPT_E_NO_REVOCATION_CHECK (0x80092012)',
    'tls.bad-certificate',
    null,
    'tls-intercepted',
    'whole-list',
  ],
  ['curl: (56) Received HTTP code 403 from proxy after CONNECT', 'tunnel.4xx', null, 'proxy-refuses-host', 'whole-list'],
  ['curl: (18) transfer closed with 1234 bytes remaining to read', 'http.truncated', null, 'download-cut-short', 'whole-list'],
  [
    "fatal: unable to access 'https://anna:geheim@git.corp.example/x.git/': Could not resolve host: git.corp.example",
    'dns.unavailable',
    'git.corp.example',
    'name-not-found',
    'whole-list',
  ],
  [
    'wget: unable to resolve host address ‘update.code.visualstudio.com’',
    'dns.unavailable',
    'update.code.visualstudio.com',
    'name-not-found',
    'vscode',
  ],
  [
    "ERROR: cannot verify update.code.visualstudio.com's certificate, issued by ‘CN=MyCompany SSL’:\n  Self-signed certificate encountered.",
    'tls.unknown-issuer',
    'update.code.visualstudio.com',
    'tls-intercepted',
    'vscode',
  ],
  [
    'ERROR: certificate common name “*.azurewebsites.net” doesn’t match requested host name “update.code.visualstudio.com”.',
    'tls.name-mismatch',
    'update.code.visualstudio.com',
    'certificate-for-another-name',
    'vscode',
  ],
  [
    'curl: (35) OpenSSL SSL_connect: Connection reset by peer in connection to app.gitpod.io:443',
    'tls.reset',
    'app.gitpod.io',
    'name-filtered-in-tls',
    'browser',
  ],
  ['curl: (77) error setting certificate file: /etc/company.pem', 'tls.bad-certificate', null, 'extra-trust-broken', 'whole-list'],
  [
    "fatal: unable to access 'https://github.com/o/r/': Problem with the SSL CA cert (path? access rights?)",
    'tls.bad-certificate',
    'github.com',
    'extra-trust-broken',
    'whole-list',
  ],
  [
    '* Establish HTTP proxy tunnel to app.gitpod.io:443\n> CONNECT app.gitpod.io:443 HTTP/1.1\ncurl: (56) CONNECT tunnel failed, response 407',
    'tunnel.407',
    'app.gitpod.io',
    'proxy-requires-login',
    'browser',
  ],
  ['curl: (22) The requested URL returned error: 429', 'http.status', null, 'rate-limited', 'whole-list'],
  ['curl: (61) Error while processing content unencoding: incorrect header check', 'http.encoding', null, 'answer-garbled', 'whole-list'],
];

describe('a message of curl, git or wget', () => eachIsRead(MESSAGES));
