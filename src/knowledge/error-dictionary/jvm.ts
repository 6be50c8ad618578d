/** Libraries of JetBrains IDEs and JVM build tools: Apache HttpClient, sshj, JSch, Apache sshd; Maven, Gradle. */
import { atProxy, type ErrorEntry, entriesOf, LOOKUP_FAILED, type Meaning, NO_CONNECTION, TIMEOUT } from './entry.ts';

const CONNECT = String.raw`[Cc]onnect to (?:https?:\/\/)?(?<host>[^\s:\]\/]{1,253}):(?<port>\d{1,5})(?: \[[^\]]{0,400}\])? failed: `;

export const httpClientEntries = (): ErrorEntry[] =>
  entriesOf('httpclient', { program: 'Java (Apache HttpClient, Maven, Gradle)', seen: 'Maven 3.8.7; Gradle 8, documented' }, [
    {
      what: 'refused',
      pattern: new RegExp(`${CONNECT}(?:java\\.net\\.ConnectException: )?Connection refused`),
      says: { kind: 'tcp.refused', findings: ['port-refused', 'no-direct-egress', 'proxy-unreachable'] },
    },
    {
      what: 'connect-timeout',
      pattern: new RegExp(`${CONNECT}(?:java\\.net\\.\\w{6,40}: )?(?:[Cc]onnect(?:ion)? timed out|Connect timeout|Operation timed out)`),
      says: 'tcp.timeout',
    },
    { what: 'no-route', pattern: new RegExp(`${CONNECT}(?:No route to host|Network is unreachable)`), says: 'tcp.unreachable' },
    {
      what: 'waited',
      pattern: new RegExp(`${CONNECT}Read timed out|(?<host2>[\\w.-]{3,253}):\\d{1,5} failed to respond`),
      says: { ...TIMEOUT, findings: ['tls-stalls', ...TIMEOUT.findings] },
    },
    { what: 'connect', pattern: new RegExp(CONNECT), says: NO_CONNECTION },
    {
      what: 'unresolved',
      pattern:
        /Unknown host '?(?<host>[^\s':]{1,253})'?(?:: Name or service not known|: nodename nor servname provided, or not known|\. You may need to adjust the proxy settings)?/,
      says: LOOKUP_FAILED,
    },
    {
      what: 'not-found',
      pattern: /FileNotFoundException: (?<host>https?:\/\/[^\s]{1,500})/,
      says: { kind: 'http.status', findings: ['service-path-gone', 'service-refuses-client'] },
      seen: 'Gradle wrapper, flutter/flutter #37249',
    },
    {
      what: 'proxy-407',
      pattern: /status: 407 Proxy Authentication Required|Received status code 407|ReasonPhrase: ?Proxy Authentication Required/,
      says: atProxy('tunnel.407'),
    },
    {
      what: 'status-5xx',
      pattern:
        /(?:Could not (?:GET|HEAD|PUT) '(?<host>https?:\/\/[^']{1,500})'\. Received status code |Return code is: |(?:transfer|authorization) failed for \S{1,500}, status: )5\d\d\b/,
      says: { kind: 'http.status', findings: ['service-unhealthy', 'proxy-cannot-reach-upstream', 'block-page'] },
    },
    {
      what: 'status-4xx',
      pattern:
        /(?:Could not (?:GET|HEAD|PUT) '(?<host>https?:\/\/[^']{1,500})'\. Received status code |Return code is: |(?:transfer|authorization) failed for \S{1,500}, status: )4\d\d\b/,
      says: { kind: 'http.status', findings: ['service-refuses-client', 'proxy-refuses-host', 'service-path-gone', 'block-page'] },
    },
    { what: 'versions', pattern: /The server may not support the client's requested TLS protocol versions/, says: 'tls.protocol-version' },
    { what: 'checksum', pattern: /Checksum validation failed, (?:no checksums available|expected)/, says: 'http.checksum' },
  ]);

const ssh = (means: string, ...findings: Extract<Meaning, { layer: string }>['findings']): Meaning => ({ layer: 'ssh', means, findings });

export const sshjEntries = (): ErrorEntry[] =>
  entriesOf(
    'sshj',
    { program: 'JetBrains Gateway (sshj, JSch)', seen: 'hierynomus/sshj #289, coder/coder #2755, documented', symptom: 'jetbrains' },
    [
      {
        what: 'refused',
        pattern: /SshException: (?:java\.net\.ConnectException: )?Connection refused/,
        says: { kind: 'tcp.refused', findings: ['ssh-port-blocked', 'ssh-address-stale'] },
      },
      {
        what: 'connect-timeout',
        pattern: /timeout: socket is not established/,
        says: { kind: 'tcp.timeout', findings: ['ssh-port-blocked', 'ssh-address-stale'] },
        seen: 'yegor256/rultor #844',
      },
      {
        what: 'proxy-command',
        pattern: /ProxyCommand - End of Process\[[^\]]{0,60}exitValue=[1-9]/,
        says: ssh('the program of ProxyCommand ended with an error', 'ssh-proxy-command-fails', 'ssh-proxy-command-missing'),
        seen: 'coder/jetbrains-coder #508',
      },
      {
        what: 'identification',
        pattern:
          /Server closed connection during identification exchange|Broken transport; encountered EOF|connection is closed by foreign host|Session\.connect: java\.io\.IOException: End of IO Stream Read/,
        says: ssh(
          'the connection ends before the server sends its SSH banner, or right after it',
          'ssh-answered-by-something-else',
          'ssh-port-silent',
          'ssh-cut-after-banner',
        ),
      },
      {
        what: 'waited',
        pattern: /TransportException: Timeout expired|Session\.connect: java\.net\.SocketTimeoutException/,
        says: ssh('the server says nothing in time', 'ssh-port-silent', 'ssh-cut-after-banner', 'ssh-proxy-command-fails'),
      },
      {
        what: 'login',
        pattern: /Exhausted available authentication methods|No more authentication methods available|JSchException: Auth (?:fail|cancel)/,
        says: ssh('the server accepts none of the keys', 'ssh-login-refused', 'ssh-identity-unusable'),
      },
      {
        what: 'host-key',
        pattern: /Could not verify '?[\w-]{3,40}'? host key|HOST_KEY_NOT_VERIFIABLE|UnknownHostKey|HostKey has been changed/,
        says: ssh('the key of the host is not known, or another than before', 'ssh-host-key-unknown', 'ssh-host-key-changed'),
      },
      {
        what: 'no-common',
        pattern: /Unable to reach a settlement: |Algorithm negotiation fail/,
        says: ssh('client and server have no algorithm in common', 'ssh-no-common-algorithm'),
      },
    ],
  );
