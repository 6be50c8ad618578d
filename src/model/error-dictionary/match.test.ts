/**
 * Texts as programs print them. Where a line fails, a person who pastes it is sent to measure the wrong thing, or is
 * told that nothing is known about it.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FailureKind } from '../failure.ts';
import { FINDINGS, type FindingName } from '../finding-codes.ts';
import type { Symptom } from '../profile.ts';
import { ERROR_DICTIONARY, matchError } from './match.ts';
import { TEXT_LIMIT } from './pasted-text.ts';

type Wanted = [text: string, kind: FailureKind | 'aws' | 'ssh', host: string | null, finding: FindingName, symptom: Symptom];

const GO: Wanted[] = [
  [
    'Get "https://app.gitpod.io/": proxyconnect tcp: dial tcp: lookup proxy.corp on 10.0.0.2:53: no such host',
    'dns.nxdomain',
    'app.gitpod.io',
    'proxy-unreachable',
    'browser',
  ],
  [
    'Get "https://us01.gitpod.dev:8443/": proxyconnect tcp: dial tcp 10.1.2.3:3128: i/o timeout',
    'tcp.timeout',
    'us01.gitpod.dev',
    'proxy-unreachable',
    'runner-offline',
  ],
  [
    'Get "https://app.gitpod.io/": proxyconnect tcp: tls: first record does not look like a TLS handshake',
    'tls.not-tls',
    'app.gitpod.io',
    'proxy-variable-invalid',
    'browser',
  ],
  ['Post "https://app.gitpod.io/api/gitpod.v1.RunnerService": Forbidden', 'tunnel.4xx', 'app.gitpod.io', 'proxy-refuses-host', 'browser'],
  ['Get "https://us01.gitpod.dev:8443/": Forbidden', 'tunnel.4xx', 'us01.gitpod.dev', 'proxy-refuses-port', 'runner-offline'],
  ['Get "https://app.gitpod.io/": Found', 'tunnel.unexpected-status', 'app.gitpod.io', 'captive-portal', 'browser'],
  [
    'dial tcp: lookup api.us01.gitpod.dev on 10.0.0.2:53: no such host',
    'dns.nxdomain',
    'api.us01.gitpod.dev',
    'gateway-subdomains-blocked',
    'runner-offline',
  ],
  [
    'lookup ec2.eu-wset-1.amazonaws.com on 10.0.0.2:53: no such host',
    'dns.nxdomain',
    'ec2.eu-wset-1.amazonaws.com',
    'region-unknown',
    'runner-offline',
  ],
  [
    'dial tcp: lookup releases.gitpod.io on 127.0.0.53:53: server misbehaving',
    'dns.servfail',
    'releases.gitpod.io',
    'resolver-refuses',
    'environment-start',
  ],
  [
    'lookup app.gitpod.io on 10.0.0.2:53: read udp 10.0.0.9:51234->10.0.0.2:53: i/o timeout',
    'dns.timeout',
    'app.gitpod.io',
    'resolver-silent',
    'browser',
  ],
  [
    'lookup mcr.microsoft.com on 10.0.0.2:53: dial udp 10.0.0.2:53: connect: network is unreachable',
    'dns.timeout',
    'mcr.microsoft.com',
    'no-network',
    'environment-start',
  ],
  [
    'Get "https://us01.gitpod.dev:8443/": dial tcp 35.171.240.32:8443: i/o timeout',
    'tcp.timeout',
    'us01.gitpod.dev',
    'gateway-port-blocked',
    'runner-offline',
  ],
  ['dial tcp 35.171.240.32:8443: connect: connection refused', 'tcp.refused', '35.171.240.32', 'port-refused', 'whole-list'],
  ['dial tcp [2600:1f18::1]:443: connect: no route to host', 'tcp.unreachable', '2600:1f18::1', 'path-rejected', 'whole-list'],
  [
    'dial udp 35.171.240.32:4242: connect: operation not permitted',
    'tcp.local-denied',
    '35.171.240.32',
    'local-firewall-blocks',
    'whole-list',
  ],
  [
    'Error response from daemon: Get "https://registry-1.docker.io/v2/": net/http: TLS handshake timeout',
    'tls.timeout',
    'registry-1.docker.io',
    'tls-stalls',
    'environment-start',
  ],
  [
    'Error response from daemon: Get "https://registry-1.docker.io/v2/": net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)',
    'tcp.timeout',
    'registry-1.docker.io',
    'port-dropped',
    'environment-start',
  ],
  [
    'Get "https://app.gitpod.io/": tls: failed to verify certificate: x509: certificate signed by unknown authority (possibly because of "x509: invalid signature" while trying to verify candidate authority certificate "Zscaler Root CA")',
    'tls.unknown-issuer',
    'app.gitpod.io',
    'tls-intercepted',
    'browser',
  ],
  [
    'Get "https://app.gitpod.io/": x509: certificate has expired or is not yet valid: current time 2001-01-01T00:00:00Z is before 2026-01-01T00:00:00Z',
    'tls.not-yet-valid',
    'app.gitpod.io',
    'clock-wrong',
    'browser',
  ],
  [
    'x509: certificate is valid for portal.corp.example, www.portal.corp.example, not marketplace.visualstudio.com',
    'tls.name-mismatch',
    'marketplace.visualstudio.com',
    'certificate-for-another-name',
    'vscode',
  ],
  [
    'Get "https://mcr.microsoft.com/v2/": http: server gave HTTP response to HTTPS client',
    'tls.not-tls',
    'mcr.microsoft.com',
    'block-page',
    'environment-start',
  ],
  [
    'Get "https://eastus.data.mcr.microsoft.com/blob": dial tcp 20.1.2.3:443: i/o timeout',
    'tcp.timeout',
    'eastus.data.mcr.microsoft.com',
    'redirect-target-blocked',
    'environment-start',
  ],
  ['read tcp 10.0.0.9:53312->3.4.5.6:443: read: connection reset by peer', 'tls.reset', '3.4.5.6', 'tls-cut-off', 'whole-list'],
  ['remote error: tls: protocol version not supported', 'tls.protocol-version', null, 'tls-version-refused', 'whole-list'],
  ["invalid character '<' looking for beginning of value", 'http.status', null, 'block-page', 'whole-list'],
  ['unavailable: unexpected content-type "text/html; charset=utf-8"', 'http.status', null, 'http2-downgraded', 'whole-list'],
  [
    'Get "http://169.254.169.254/latest/api/token": dial tcp 169.254.169.254:80: i/o timeout',
    'tcp.timeout',
    '169.254.169.254',
    'metadata-unreachable',
    'runner-offline',
  ],
  ['Put "http://169.254.169.254/latest/api/token": Forbidden', 'tunnel.4xx', '169.254.169.254', 'metadata-through-proxy', 'runner-offline'],
];

const CURL_AND_WGET: Wanted[] = [
  ['curl: (5) Could not resolve proxy: proxy.corp', 'dns.nxdomain', null, 'proxy-unreachable', 'whole-list'],
  ['curl: (6) Could not resolve host: app.gitpod.io', 'dns.nxdomain', 'app.gitpod.io', 'name-not-found', 'browser'],
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
    'tls.unknown-issuer',
    null,
    'tls-intercepted',
    'whole-list',
  ],
  ['curl: (56) Received HTTP code 403 from proxy after CONNECT', 'tunnel.4xx', null, 'proxy-refuses-host', 'whole-list'],
  ['curl: (18) transfer closed with 1234 bytes remaining to read', 'http.truncated', null, 'download-cut-short', 'whole-list'],
  [
    "fatal: unable to access 'https://anna:geheim@git.corp.example/x.git/': Could not resolve host: git.corp.example",
    'dns.nxdomain',
    'git.corp.example',
    'name-not-found',
    'whole-list',
  ],
  [
    'wget: unable to resolve host address ‘update.code.visualstudio.com’',
    'dns.nxdomain',
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
];

const PYTHON_AND_AWS: Wanted[] = [
  [
    "HTTPSConnectionPool(host='app.gitpod.io', port=443): Max retries exceeded with url: / (Caused by NameResolutionError(\"<urllib3>: Failed to resolve 'app.gitpod.io' ([Errno -3] Temporary failure in name resolution)\"))",
    'dns.unavailable',
    'app.gitpod.io',
    'resolver-silent',
    'browser',
  ],
  [
    "(Caused by ConnectTimeoutError(<urllib3>, 'Connection to s3.us-east-1.amazonaws.com timed out. (connect timeout=60)'))",
    'tcp.timeout',
    's3.us-east-1.amazonaws.com',
    'aws-endpoint-blocked',
    'runner-offline',
  ],
  [
    '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: Missing Authority Key Identifier (_ssl.c:1028)',
    'tls.bad-certificate',
    null,
    'tls-intercepted',
    'whole-list',
  ],
  [
    'Connect timeout on endpoint URL: "https://ec2.eu-central-1.amazonaws.com/"',
    'tcp.timeout',
    'ec2.eu-central-1.amazonaws.com',
    'aws-endpoint-blocked',
    'runner-offline',
  ],
  [
    'Could not connect to the endpoint URL: "https://ec2.eu-wset-1.amazonaws.com/"',
    'tcp.refused',
    'ec2.eu-wset-1.amazonaws.com',
    'region-unknown',
    'runner-offline',
  ],
  [
    'An error occurred (AuthFailure) when calling the RunInstances operation: Not authorized for images: [ami-0123456789abcdef0]',
    'aws',
    null,
    'ami-not-visible',
    'ami',
  ],
  [
    "An error occurred (InvalidAMIID.NotFound) when calling the DescribeImages operation: The image id '[ami-0123456789abcdef0]' does not exist",
    'aws',
    null,
    'ami-hidden-by-allowed-images',
    'ami',
  ],
  [
    'You are not authorized to perform this operation. User: arn:aws:sts::123456789012:assumed-role/x is not authorized to perform: ec2:RunInstances with an explicit deny in a service control policy. Encoded authorization failure message: AbC',
    'aws',
    null,
    'denied-by-organization',
    'ami',
  ],
  [
    'An error occurred (UnauthorizedOperation) when calling the DescribeImages operation: because no identity-based policy allows the ec2:DescribeImages action',
    'aws',
    null,
    'describe-images-denied',
    'ami',
  ],
  [
    'An error occurred (OptInRequired) when calling the RunInstances operation: In order to use this AWS Marketplace product you need to accept terms and subscribe. To do so please visit https://aws.amazon.com/marketplace/pp?sku=abc',
    'aws',
    null,
    'marketplace-terms-open',
    'ami',
  ],
  [
    'An error occurred (ExpiredToken) when calling the GetCallerIdentity operation: The security token included in the request is expired',
    'aws',
    null,
    'aws-credentials-expired',
    'ami',
  ],
  [
    'Unable to locate credentials. You can configure credentials by running "aws configure".',
    'aws',
    null,
    'aws-credentials-missing',
    'ami',
  ],
  [
    'get credentials: failed to refresh cached credentials, no EC2 IMDS role found, operation error ec2imds: GetMetadata',
    'aws',
    null,
    'metadata-unreachable',
    'ami',
  ],
];

const EDITORS: Wanted[] = [
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
    'dns.nxdomain',
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
  ['java.net.SocketTimeoutException: Connect timed out', 'tcp.timeout', null, 'port-dropped', 'jetbrains'],
];

const SSH: Wanted[] = [
  [
    'ssh: Could not resolve hostname 0190-abc.gitpod.environment: Name or service not known',
    'dns.nxdomain',
    '0190-abc.gitpod.environment',
    'ssh-alias-unmatched',
    'ssh',
  ],
  [
    '/home/anna/.ssh/config: line 3: Bad configuration option: usekeychain\nterminating, 1 bad configuration options',
    'ssh',
    null,
    'ssh-config-refused',
    'ssh',
  ],
  [
    '/bin/sh: 1: exec: /opt/gone/gitpod: not found\nConnection closed by UNKNOWN port 65535',
    'ssh',
    null,
    'ssh-proxy-command-missing',
    'ssh',
  ],
  [
    'Connection timed out during banner exchange\nConnection to UNKNOWN port 65535 timed out',
    'ssh',
    null,
    'ssh-proxy-command-fails',
    'ssh',
  ],
  ['anna@ec2-1-2-3-4.compute.amazonaws.com: Permission denied (publickey).', 'ssh', null, 'ssh-login-refused', 'ssh'],
  ['@    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @', 'ssh', null, 'ssh-host-key-changed', 'ssh'],
  ['ssh: connect to host 10.1.2.3 port 22: Connection timed out', 'tcp.timeout', '10.1.2.3', 'ssh-port-blocked', 'ssh'],
  [
    'Unable to negotiate with 10.1.2.3 port 22: no matching key exchange method found. Their offer: x',
    'ssh',
    null,
    'ssh-no-common-algorithm',
    'ssh',
  ],
];

describe.each([
  ['Go', GO],
  ['curl and wget', CURL_AND_WGET],
  ['Python and AWS', PYTHON_AND_AWS],
  ['editors', EDITORS],
  ['ssh', SSH],
])('%s', (_, rows) => {
  it.each(rows)('%s', (text, kind, host, finding, symptom) => {
    const [match] = matchError(text);
    expect({ kind: match?.kind ?? match?.layer, host: match?.host, symptom: match?.symptom }).toEqual({ kind, host, symptom });
    expect(match?.findings).toContain(finding);
  });
});

describe('what comes around a message', () => {
  it('is looked through: wrapped lines, frames, colours, escaped quotes', () => {
    const text = '\u001b[31m╷\u001b[0m\n│ Error: Get \\"https://app.gitpod.io/x\\":\n│ x509: certificate signed by\n│ unknown authority\n╵';
    expect(matchError(text)).toMatchObject([{ kind: 'tls.unknown-issuer', host: 'app.gitpod.io' }]);
  });

  it('does not make two of one: a program and the library below it', () => {
    expect(matchError('npm error code ECONNRESET\nnpm error read ECONNRESET')).toHaveLength(1);
    expect(matchError('curl: (35) Recv failure: Connection reset by peer')).toHaveLength(1);
  });

  it('does not hide a second fault in a log, nor a second host', () => {
    const log =
      'dial tcp: lookup app.gitpod.io on 10.0.0.2:53: no such host\ndial tcp: lookup mcr.microsoft.com on 10.0.0.2:53: no such host\nx509: certificate signed by unknown authority';
    expect(matchError(log).map(({ kind, host }) => [kind, host])).toEqual([
      ['dns.nxdomain', 'app.gitpod.io'],
      ['dns.nxdomain', 'mcr.microsoft.com'],
      ['tls.unknown-issuer', 'mcr.microsoft.com'],
    ]);
  });

  it.each([
    '',
    'It does not work.',
    'Segmentation fault (core dumped)',
    'HTTP/1.1 200 OK',
    'DryRunOperation: Request would have succeeded',
  ])('is not taken for a message that it is not: %j', (text) => expect(matchError(text)).toEqual([]));
});

describe('what leaves', () => {
  const SECRET = 'hunter2-S3cretValue';

  it.each([
    `Get "https://anna:${SECRET}@app.gitpod.io/x?token=${SECRET}#${SECRET}": EOF`,
    `Get "https://anna:${SECRET}/x@app.gitpod.io/": EOF`,
    `Get "https://${SECRET}@app.gitpod.io:443/${SECRET}": dial tcp 1.2.3.4:443: connect: connection refused`,
    `curl: (6) Could not resolve host: anna:${SECRET}@app.gitpod.io`,
    `Failed to connect to proxy URL: "http://anna:${SECRET}@proxy.corp:3128"`,
    `fatal: unable to access 'https://oauth2:${SECRET}@git.example/x/': CONNECT tunnel failed, response 407`,
    `getaddrinfo ENOTFOUND ghp_0123456789abcdef0123456789abcdef0123`,
  ])('is a host at most, never a login, a path or a query: %s', (text) => {
    const matches = matchError(text);
    expect(matches.length).toBeGreaterThan(0);
    expect(JSON.stringify(matches)).not.toMatch(/hunter2|S3cret|ghp_|anna/i);
  });
});

describe('any text', () => {
  const pieces = ERROR_DICTIONARY.map(({ pattern }) => pattern.source.replace(/\\|\(\?<?\w*>?:?|[()[\]|?{}]/g, ''));
  const hostile = fc.array(
    fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...pieces), fc.constantFrom(...[...GO, ...SSH].map(([text]) => text))),
    { maxLength: 12 },
  );

  it('is answered: no throw, few matches, only hosts that are hosts', () => {
    fc.assert(
      fc.property(hostile, (parts) => {
        const matches = matchError(parts.join(' '));
        expect(matches.length).toBeLessThanOrEqual(8);
        for (const { host, findings } of matches) {
          if (host !== null) expect(host).toMatch(/^[a-z0-9_.:-]{1,253}$/);
          expect(new Set(findings).size).toBe(findings.length);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('takes time in proportion to what is looked at, however it is made', () => {
    const starts = [
      'Get "https://',
      "unable to access 'https://a",
      'dial tcp ',
      'SSL validation failed for https://',
      'npm error code E403 ',
      'lookup ',
      "host='a",
    ];
    const spent = (text: string) => {
      const began = performance.now();
      matchError(text);
      return performance.now() - began;
    };
    spent('warm');
    for (const start of starts) {
      const flood = start.repeat(Math.ceil(TEXT_LIMIT / start.length) * 4);
      expect(spent(flood), start).toBeLessThan(1500);
    }
  });
});

describe('the dictionary', () => {
  it('names only findings that exist, each entry once, with where it was seen', () => {
    const names: readonly string[] = Object.values(FINDINGS);
    const ids = ERROR_DICTIONARY.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { id, seen, says } of ERROR_DICTIONARY) {
      expect(id).toMatch(/^[a-z]+\.[a-z0-9-]+$/);
      expect(seen).not.toBe('');
      for (const name of says.findings ?? []) expect(names).toContain(name);
    }
  });
});
