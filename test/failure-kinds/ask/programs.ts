/** Runs other programs against the same server and keeps their message in one line. */
import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { isIPv6 } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Far, root, type Way } from '../line.ts';

export const PROGRAMS = ['Node', 'OpenSSL', 'curl', 'Java', 'Go'] as const;
export type Program = (typeof PROGRAMS)[number];
export type Said = Partial<Record<Program, string>>;

const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));
/** Each program waits four seconds, s_client without a limit. */
const WAIT_SECONDS = 15;

interface Question {
  scheme: 'https' | 'http';
  /** `localhost`, or an address without a server. */
  host: string;
  port: number;
  /** The URL of a proxy on loopback. A SOCKS proxy is `socks5`, which of these programs curl alone tells from `socks5h`. */
  proxy: string | null;
  /** A file with the root. */
  trusted: string;
  folder: string;
}

interface Asked {
  command: readonly [string, ...string[]];
  env?: Record<string, string>;
}

const urlOf = ({ scheme, host, port, proxy }: Question) => (proxy === null ? `${scheme}://${host}:${port}/` : 'https://far.example.com/');

const ASK: Readonly<Record<Program, (question: Question) => Asked | null>> = {
  Node: (question) => ({
    command: [process.execPath, here('fetch.mjs'), urlOf(question)],
    env: {
      NODE_EXTRA_CA_CERTS: question.trusted,
      ...(question.proxy === null ? {} : { NODE_USE_ENV_PROXY: '1', HTTPS_PROXY: question.proxy }),
    },
  }),
  OpenSSL: ({ scheme, host, port, proxy, trusted }) =>
    // s_client speaks to HTTP proxies only.
    scheme === 'http' || proxy?.startsWith('socks')
      ? null
      : {
          command: [
            'openssl',
            's_client',
            ...(proxy === null
              ? ['-connect', `${host.replace('localhost', '127.0.0.1')}:${port}`, '-servername', 'localhost']
              : ['-proxy', proxy.replace('http://', ''), '-connect', 'far.example.com:443']),
            ...['-alpn', 'h2,http/1.1', '-CAfile', trusted, '-verify_hostname', 'localhost', '-verify_return_error', '-brief'],
          ],
        },
  curl: (question) => ({
    command: [
      'curl',
      ...['-sS', '-o', '/dev/null', '-m', '4', '--cacert', question.trusted],
      ...(question.proxy === null ? [] : ['-x', question.proxy.replace('socks5:', 'socks5h:')]),
      urlOf(question),
    ],
  }),
  Java: (question) => ({
    command: ['java', '-XX:TieredStopAtLevel=1', '-cp', question.folder, 'Ask', urlOf(question), question.trusted, ...proxyWord(question)],
  }),
  Go: (question) => ({ command: [join(question.folder, 'ask'), urlOf(question), question.trusted, ...proxyWord(question)] }),
};

function proxyWord({ proxy }: Question): string[] {
  return proxy === null ? [] : [proxy];
}

/** Installed programs with their versions; the clients for Java and Go are compiled into a folder. */
export interface Asking {
  versions: Said;
  /** `store`: a trust store file other than the lines' root. */
  ask(far: Far, way: Way, store?: string): Promise<Said>;
  end(): void;
}

export function startAsking(): Asking {
  const folder = mkdtempSync(join(tmpdir(), 'failure-kinds-'));
  const trusted = join(folder, 'root.pem');
  writeFileSync(trusted, root.pem);
  const built = (file: string, ...args: string[]) =>
    spawnSync(file, args, { cwd: folder, env: { ...process.env, HOME: folder } }).status === 0;
  const versions: Said = {
    Node: process.version.slice(1),
    ...versionOf('OpenSSL', ['openssl', 'version'], /OpenSSL (\S+)/),
    ...versionOf('curl', ['curl', '--version'], /curl (\S+) .* (OpenSSL\/\S+)/),
    ...(built('javac', '-d', folder, here('Ask.java')) ? versionOf('Java', ['java', '--version'], /openjdk (\S+)/) : {}),
    ...(built('go', 'build', '-o', join(folder, 'ask'), here('ask.go')) ? versionOf('Go', ['go', 'version'], /go(\d\S+)/) : {}),
  };
  return {
    versions,
    async ask(far, way, store = trusted) {
      const scheme = way.as === 'http' ? 'http' : 'https';
      const host = far.address === undefined ? 'localhost' : isIPv6(far.address) ? `[${far.address}]` : far.address;
      const question = {
        scheme,
        host,
        port: far.port,
        proxy: way.as === 'proxy' ? `${(way.scheme ?? 'http://').replace('socks5h:', 'socks5:')}127.0.0.1:${far.port}` : null,
        trusted: store,
        folder,
      } as const;
      const said: Said = {};
      for (const program of PROGRAMS) {
        const asked = versions[program] === undefined ? null : ASK[program](question);
        if (asked !== null) said[program] = shortened(program, await heard(asked, folder));
      }
      return said;
    },
    end: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function versionOf(program: Program, [file = '', ...args]: string[], pattern: RegExp): Said {
  const found = pattern.exec(spawnSync(file, args, { encoding: 'utf8' }).stdout ?? '');
  return found === null ? {} : { [program]: found.slice(1).join(', ').replace('OpenSSL/', 'OpenSSL ') };
}

function heard({ command: [file, ...args], env }: Asked, folder: string): Promise<string> {
  return new Promise((resolve) => {
    const child = execFile(
      file,
      args,
      { timeout: WAIT_SECONDS * 1000, killSignal: 'SIGKILL', env: { PATH: process.env['PATH'] ?? '', HOME: folder, LC_ALL: 'C', ...env } },
      (error, stdout, stderr) => resolve(`${stdout}${stderr}${error?.killed === true ? '\nno answer' : ''}`),
    );
    // TLS 1.3 may report a failed handshake later, so a request is needed. s_client's stdin stays open.
    child.stdin?.on('error', () => {}).write('GET / HTTP/1.0\r\n\r\n');
  });
}

/** The line that names the fault, without parts that differ from run to run. */
function shortened(program: Program, text: string): string {
  const lines = text.split('\n').map((line) => line.trim());
  const marks: Readonly<Record<Program, RegExp>> = {
    Node: /^\S+: |^passes/,
    OpenSSL: /:error:|verify error|errno|unexpected eof|no answer|HTTP CONNECT|Connection refused/i,
    curl: /^curl: \(/,
    Java: /: |^passes/,
    Go: /\S/,
  };
  const line = lines.find((each) => marks[program].test(each));
  // Only s_client prints nothing on success.
  if (line === undefined) return program === 'OpenSSL' ? 'passes' : 'no answer';
  return line
    .replace(/(?:OpenSSL\/[\d.]+: )?(?:[0-9A-F]+:)?error:[0-9A-F]+:/g, '')
    .replace(/:?(?:\.\.\/)*[\w./-]+\.c:\d+:?/g, ' ')
    .replace(/^Get "[^"]*": /, '')
    .replace(
      /127\.0\.0\.1:\d+(->127\.0\.0\.1:\d+)?|\[::1\]:\d+|(?:localhost|203\.0\.113\.9):\d+|(?:localhost|203\.0\.113\.9|::1) port \d+/g,
      'HOST',
    )
    .replace(/port \d{3,5}/g, '…')
    .replace(/after \d+ (?:ms|milliseconds)/g, 'after … ms')
    .replace(/ current time .*/, '')
    .replace(/SSL routines:(?:\w*:)?/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^(.{150}).+/, '$1 …');
}
