/** Text forms shared by families of programs: how a host is named, what failed at a proxy, other languages, hints. */
import { describe, expect, it } from 'vitest';
import { matchError } from './index.ts';

const first = (text: string) => {
  const { entry, layer, host, peer } = matchError(text)[0] ?? {};
  return { entry: entry ?? null, layer: layer ?? null, host: host ?? null, peer: peer ?? null };
};

describe('the host in a message', () => {
  it.each([
    ['the request line before an address', 'GET https://api.example.com/v1\nError: connect ETIMEDOUT 203.0.113.7:443', 'api.example.com'],
    ['an image name', 'Error response from daemon: pull access denied for registry.example.com/team/app', 'registry.example.com'],
    ['a host name in a sentence', 'Failed to look at www.example.com\nConnection refused', 'www.example.com'],
    [
      "Dart's wording",
      'SocketException: Connection failed (OS Error: No route to host), address = android.example.com, port = 443',
      'android.example.com',
    ],
    ['no address of a help page', 'Connection refused. If you need help, please visit https://help.example.com/start', null],
    ['no ordinary word', 'rpc error: failed to connect to all addresses', null],
    ['no truncated address', 'Post https://api.ecr....: connection refused', null],
  ])('is read from %s', (_, text, host) => {
    expect(first(text).host).toBe(host);
  });

  it('is absent in a message about a local socket, which matches no entry', () => {
    expect(matchError('dial unix /var/run/docker.sock: connect: connection refused')).toEqual([]);
  });
});

describe('an error text', () => {
  it.each([
    ['a failed connection to a proxy', 'failed to connect to proxy proxy.example.com:3128: connection refused', 'tcp', 'proxy'],
    ['a failed lookup of a proxy', 'Error: unable to connect to the proxy: getaddrinfo ENOTFOUND proxy.example.com', 'dns', 'proxy'],
    ['a German text', 'curl: Verbindungsaufbau abgelehnt', 'tcp', 'target'],
    ['a Chinese text', '无法解析主机 example.com', 'dns', 'target'],
    ['an Italian text', 'iwr : Richiesta annullata: Impossibile creare un canale sicuro SSL/TLS.', 'tls', 'target'],
    ['a decimal error number of Windows', 'request failed with -2146893048', 'tls', 'target'],
    ['a TLS error of Go', 'tls: server chose an unconfigured cipher suite', 'tls', 'target'],
    ['a reverse proxy', 'upstream timed out (110: Connection timed out) while connecting to upstream', 'http', 'target'],
    ['a node without disk space', 'Evicted: Pod The node had condition: [DiskPressure].', 'disk', null],
    ['a French text', "iwr : Le nom distant n'a pas pu être résolu : 'api.example.com'", 'dns', 'target'],
    ['a Spanish text with a status', 'Error en el servidor remoto: (403) Prohibido.', 'http', 'target'],
    [
      "a line of Squid's log",
      '1645064587.444 1 10.0.0.1 TCP_DENIED/403 40 CONNECT a.example.com:443 - HIER_NONE/- text/html',
      'tunnel',
      'proxy',
    ],
    ['a status made up by Perl', "500 Can't connect to a.example.com:443 (certificate verify failed)", 'tls', 'target'],
    [
      "the header of a proxy's answer",
      'HTTP/1.1 403 Forbidden\n\ncurl: (56) Received HTTP code 403 from proxy after CONNECT',
      'tunnel',
      'proxy',
    ],
    ['a failed SRV lookup', 'Error: querySrv ECONNREFUSED _mongodb._tcp.a.example.com', 'dns', 'target'],
    ['a reset without TLS', 'Failed to get reply: Connection reset by peer', 'tcp', 'target'],
    ['a reset of a TLS connection', 'https://a.example.com: Connection reset by peer', 'tls', 'target'],
    ['a page of a web filter', 'Web Page Blocked\nURL: https://a.example.com/', 'http', 'target'],
    ['a proxy in words alone', 'Failed to receive SOCKS5 connect request ack', 'tunnel', 'proxy'],
    [
      'frames that wait for the proxy',
      'connection.py, in connect\n self._tunnel()\n self.fp.readline()\nTimeoutError: timed out',
      'tunnel',
      'proxy',
    ],
    [
      'frames of TLS behind the proxy',
      'connection.py, in connect\n self._tunnel()\n ssl_wrap_socket(\nThe handshake operation timed out',
      'tls',
      'target',
    ],
    ['a broken transport by its cause', 'transport connection broken: write tcp 10.0.0.1:5->192.0.2.1:443: i/o timeout', 'tcp', 'target'],
    ['an upgrade that did not happen', "UpgradeException: Didn't switch protocols, expected status <101>, but got <200>", 'http', 'target'],
    ['an agent, not its socket', 'failed to create websocket for datachannel with error: CreateDataChannel failed', 'aws', null],
    ['an error of AWS', 'An error occurred (BadRequest) when calling the StartSession operation:', 'aws', null],
  ])('is matched with its layer and peer: %s', (_, text, layer, peer) => {
    expect(first(text)).toMatchObject(peer === null ? { layer } : { layer, peer });
  });
});

describe("words broken at a terminal's edge", () => {
  const edge = 'npm ERR! network tunneling socket could not be established, cause=getaddrinfo EN';

  it('are joined when the first line fills the width of the terminal', () => {
    expect(first(`${edge}\nOTFOUND proxy.example.com`)).toMatchObject({ layer: 'dns', peer: 'proxy' });
  });

  it('stay separate when the next line begins like the other lines', () => {
    const line = `${'x'.repeat(52)} Could not resolve host`;
    expect(first(`${line}: a.example.com\nnpm ERR! one\nnpm ERR! two`).host).toBe('a.example.com');
  });
});

describe('text unrelated to networks', () => {
  it.each([
    'Could not resolve dependency: peer react@17 from package-a',
    "TypeError: Cannot read properties of undefined (reading 'map')",
    'Neither curl nor wget is installed: Downloading VS Code Server failed - please install either curl or wget on the remote.',
    'cannot resolve workspace image: hostname required',
    '1645064587.444 59 10.0.0.1 TCP_TUNNEL/200 4032 CONNECT a.example.com:443 - HIER_DIRECT/192.0.2.1 -',
    'cannot load such file -- openssl (LoadError)',
    'Compiling server v0.1.0\nerror[E0425]: cannot find value `x` in this scope',
    'Unable to start shell: failed to start pty since RunAs user ubuntu does not exist',
  ])('matches nothing: %s', (text) => {
    expect(matchError(text)).toEqual([]);
  });
});
