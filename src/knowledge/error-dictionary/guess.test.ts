/** Wordings without an entry: the grammar finds the layer, and matches nothing in text unrelated to networks. */
import { describe, expect, it } from 'vitest';
import { matchError } from './match.ts';

describe('a text that no entry matches', () => {
  it.each([
    ['dns', 'systemd-timesyncd[512]: Timed out resolving ntp.example.org, ignoring.'],
    ['dns', "ERROR 2005 (HY000): Unknown MySQL server host 'mysql.example.com' (-2)"],
    ['dns', '** (Mint.TransportError) non-existing domain'],
    ['dns', 'Server not found: api.example.com'],
    ['tls', 'ALPN negotiation failed'],
    ['tls', 'ssl certificate problem : unable to connect to local issuer sertificate'],
    ['tls', 'This connection is untrusted'],
    ['tunnel', 'PAC script could not be loaded'],
    ['http', "Blocked by your organization's web filter"],
    ['http', 'Your session has expired, please log in again.'],
    ['tcp', 'You appear to be offline.'],
    ['aws', 'SSM agent offline'],
    ['udp', 'WireGuard handshake timed out'],
    ['tls', 'esp-tls: mbedtls_ssl_handshake returned -0x0050'],
    ['tls', 'javax.net.ssl.SSLException: Tag mismatch!'],
    ['tls', 'sun.security.validator.ValidatorException: No trusted certificate found'],
    ['tls', 'La poignée de main SSL a échoué'],
    ['tls', 'SSL - No CA Chain is set, but required to operate'],
    ['tunnel', 'proxy: SOCKS5 connection not allowed by ruleset'],
    ['tunnel', 'failed to CONNECT: proxy returned status 403'],
    ['http', 'remote: Support for password authentication was removed on August 13, 2021.'],
    ['http', 'hash mismatch in fixed-output derivation'],
    ['http', 'OAuth error: invalid_client'],
    ['http', '<html><head><title>Access</title></head><body><h1>Sign in</h1></body></html>'],
    ['udp', 'wireguard: Handshake for peer 1 (192.0.2.1:51820) did not complete after 5 seconds, retrying'],
    ['tcp', 'com.mysql.cj.jdbc.exceptions.CommunicationsException: Communications link failure'],
    ['tcp', 'NoLivingConnectionsError: There are no living connections'],
    ['ssh', 'Warning: Identity file /home/u/key not accessible: No such file or directory.'],
    ['disk', 'devmapper: Thin Pool has 2738 free data blocks which is less than minimum required 163840 free data blocks'],
    ['aws', 'NatGateway nat-1 is in state failed and hence failed to stabilize: Network vpc-1 has no Internet gateway attached'],
  ])('is assigned to the layer %s by its words: %s', (layer, text) => expect(matchError(text)[0]?.layer).toBe(layer));

  it.each([
    "TypeError: request() got an unexpected keyword argument 'timeout'",
    'ImportError: libssl.so.1.1: cannot open shared object file: No such file or directory',
    'CMake Error: Could NOT find OpenSSL, try to set the path to OpenSSL root folder',
    'error: No signing certificate "iOS Development" found',
    'playwright: Timeout 30000ms exceeded. waiting for selector "#login"',
    'Error: Timeout of 2000ms exceeded. For async tests and hooks, ensure "done()" is called',
    'Lock wait timeout exceeded; try restarting transaction',
    'psql: FATAL:  password authentication failed for user "postgres"',
    'failed to load plugin "proxy"',
    "error: invalid argument '--proxy' for 'run'",
    "Could not resolve './App' from src/index.js",
    "Module not found: Can't resolve 'dns' in '/app/node_modules/pg/lib'",
    'org.hibernate.LazyInitializationException: could not initialize proxy - no Session',
    'The session is read-only',
    'listen tcp 0.0.0.0:80: bind: address already in use',
    'logSession failed, Error: android.os.NetworkOnMainThreadException',
    'failed to solve: process "/bin/sh -c wait-for-it server:8000 --timeout=70 -- npm run build" did not complete successfully',
  ])('is assigned to no layer if it is not about a network: %s', (text) => expect(matchError(text)).toEqual([]));
});

describe('an error number', () => {
  it.each([
    ['dns', "NewConnectionError('<x>: Failed to establish a new connection: [Errno -2] Nome ou serviço desconhecido')"],
    ['tcp', 'SocketException: OS Error: 信号灯超时时间已到, errno = 121, address = example.com, port = 51375'],
    ['disk', 'npm ERR! Unknown system error -122: Unknown system error -122, close'],
    ['tcp', 'HttpSendRequest fails with error code 12029'],
    ['tls', 'WinHttpSendRequest failed with error 12175'],
    ['dns', 'InternetOpenUrl() failed. 0x80072ee7 : unknown error'],
    ['dns', 'NSURLConnection finished with error - code -1003'],
    ['tcp', 'OSError: [WinError 121] Превышен таймаут семафора'],
    ['disk', '磁盘空间不足。 (os error 112)'],
    ['tcp', 'Unknown system error -4073'],
    ['http', 'Invoke-RestMethod : 원격 서버에서 (404) 찾을 수 없음 오류를 반환했습니다.'],
    ['http', 'The search failed with 0x80244022'],
    ['dns', 'The search failed with 0x8024402C'],
    ['tls', 'FEHLER: Das Zertifikat von www.example.com ist abgelaufen.'],
  ])('is assigned to the layer %s, whatever the language of the text: %s', (layer, text) => expect(matchError(text)[0]?.layer).toBe(layer));

  it('is not assigned to a layer when the error is unrelated to networks', () => {
    expect(matchError('npm error code ENOENT npm error path /app/package.json npm error errno -2')).toEqual([]);
    expect(matchError('OSError: [Errno 98] Address already in use')).toEqual([]);
    expect(matchError('[WinError 32] The process cannot access the file because it is being used by another process')).toEqual([]);
    expect(matchError('The search failed with 0x80072f76')).toEqual([]);
    expect(matchError('fatal: konnte HEAD-Commit nicht auflösen')).toEqual([]);
  });
});

describe('a host', () => {
  it.each([
    ['repo.hex.pm', "{:failed_connect, [{:to_address, {'repo.hex.pm', 443}}, {:inet, [:inet], :closed}]}"],
    ['127.0.0.1', "ConnectionRefusedError: [Errno 111] Connect call failed ('127.0.0.1', 5432)"],
    ['127.0.0.1', 'AnnotatedConnectException: Connection refused: /127.0.0.1:8080'],
    ['::1', 'Error: connect ECONNREFUSED ::1:6379'],
    ['b-1.example.com', 'sasl_ssl://b-1.example.com:9096/bootstrap: SSL handshake failed: Disconnected'],
    [
      'releases.example.com',
      'the request failed, please try again later: Get "https://releases.example.com/x": net/http: TLS handshake timeout',
    ],
    ['connect', 'curl: (7) Failed to connect to connect port 8083: Connection refused'],
    [null, 'toomanyrequests: You may increase the limit by authenticating and upgrading: https://www.docker.com/increase-rate-limit'],
    [null, 'Unable to connect to cluster: context deadline exceeded'],
  ])('is read as %s from %s', (host, text) => expect(matchError(text)[0]?.host).toBe(host));
});
