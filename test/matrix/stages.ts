/** The stages of a measurement: how the program is made to reach a server that misbehaves at that stage and not earlier. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { answerUdp, resolver } from './datagrams.ts';
import { ADDRESS, afterHearing, cutAfter, type FarEnd, root, tcp, tls } from './far-end.ts';
import { type Line, type Misbehaviour, misbehave, type Talk } from './misbehaviours.ts';
import { namedFile } from './named-files.ts';

export interface Cell {
  how: Misbehaviour;
  /** A folder of its own. */
  folder: string;
  random(): number;
  /** Call this when the fault has been reached. */
  met(): void;
  /** A loopback address of its own. */
  address: string;
}

export interface Aim {
  args: string[];
  env?: Record<string, string>;
  /** Shell commands that prepare the machine; the mounts are private. */
  before?: string;
  close(): void;
}

export interface Stage {
  /** What cannot be done at this stage, and why. */
  without?: Partial<Record<Misbehaviour, string>>;
  /** Cells in which nothing need fail, and why. */
  passes?: Partial<Record<Misbehaviour, string>>;
  aim(cell: Cell): Promise<Aim>;
}

const HTTP_ANSWER: Talk = {
  success: Buffer.from('HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nhello'),
  other: Buffer.from('HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Negotiate\r\nContent-Length: 0\r\n\r\n'),
  endless: Buffer.from('HTTP/1.1 200 OK\r\n\r\n'),
};
/** RFC 9113 §4.1: SETTINGS, then HEADERS with `:status 200` and the end of the stream; GOAWAY with "enhance your calm". */
const H2_ANSWER: Talk = {
  success: Buffer.from('000000040000000000000001010500000001' + '88', 'hex'),
  other: Buffer.from('0000000400000000000000080700000000000000000000' + '00000b', 'hex'),
  endless: Buffer.from('0000000400000000000000010104000000018' + '8', 'hex'),
};
const TUNNEL_ANSWER: Talk = {
  ...HTTP_ANSWER,
  success: Buffer.from('HTTP/1.1 200 Connection established\r\n\r\n'),
  endless: Buffer.from('HTTP/1.1 200 OK\r\nX: '),
};
/** The beginning of a ServerHello (RFC 8446 §4.1.3); then a record of alerts with "unsupported_certificate". */
const TLS_ANSWER: Talk = {
  success: Buffer.from(`160303007a0200007603${'03'.repeat(60)}`, 'hex'),
  other: Buffer.from('1503030002022b', 'hex'),
};
const BANNER: Talk = {
  success: Buffer.from('SSH-2.0-OpenSSH_9.9\r\n'),
  other: Buffer.from('220 mail.example.test ESMTP\r\n'),
  endless: Buffer.from('Welcome\r\n'),
};
/** RFC 4253 §6, §7.1: a packet whose payload is SSH_MSG_KEXINIT without one algorithm; SSH_MSG_UNIMPLEMENTED. */
const KEX: Talk = {
  success: Buffer.from(`0000004c0514${'07'.repeat(16)}${'00000000'.repeat(10)}00000000000000000000000000`, 'hex'),
  other: Buffer.from('0000000c06030000000000000000000000', 'hex'),
};

/** DMI data like those of EC2, without which the metadata service is not queried. */
const AN_INSTANCE = 'mount -t tmpfs tmpfs /sys/class && mkdir -p /sys/class/dmi/id && echo "Amazon EC2" > /sys/class/dmi/id/sys_vendor';

const acting = (cell: Cell, talk: Talk) => (line: Line) => {
  cell.met();
  misbehave(cell.how, line, talk, cell.random);
};

function toUrl(far: FarEnd, cell: Cell): Aim {
  return { args: ['check', 'scm', '--scm', `https://${ADDRESS}:${far.port}`, '--public-roots', rootsFile(cell)], close: far.close };
}

function rootsFile({ folder }: Cell): string {
  const path = join(folder, 'roots.pem');
  writeFileSync(path, root.pem);
  return path;
}

const overTls = (version: 'TLSv1.2' | 'TLSv1.3'): Stage => ({
  async aim(cell) {
    const only = { minVersion: version, maxVersion: version } as const;
    if (cell.how === 'asks for something else') {
      const wants = { requestCert: true, rejectUnauthorized: true, ca: [root.pem] };
      cell.met();
      return toUrl(await tls({ ...only, ...wants }, () => {}), cell);
    }
    if (cell.how === 'closes right after success')
      return toUrl(await tls(only, acting(cell, { ...TLS_ANSWER, success: Buffer.alloc(0) })), cell);
    if (cell.how === 'closes after some bytes') {
      cell.met();
      return toUrl(await cutAfter(1 + Math.floor(cell.random() * 600), await tls(only, () => {})), cell);
    }
    return toUrl(await tcp(acting(cell, TLS_ANSWER)), cell);
  },
});

const overHttps = (protocol: 'h2' | 'http/1.1', until: string, talk: Talk): Stage => ({
  aim: async (cell) => toUrl(await tls({ ALPNProtocols: [protocol] }, afterHearing(until, acting(cell, talk))), cell),
});

const ssh = (begin: (act: (line: Line) => void) => (line: Line) => void, talk: Talk): Stage => ({
  async aim(cell) {
    const far = await tcp(begin(acting(cell, talk)));
    const config = join(cell.folder, 'ssh_config');
    writeFileSync(config, `Host matrix.gitpod.environment\n  HostName ${ADDRESS}\n  Port ${far.port}\n  User matrix\n`, { mode: 0o600 });
    const args = ['check', 'ssh', '--ssh-config', config, '--ssh-alias', 'matrix.gitpod.environment', '--yes-to', 'ssh-connect'];
    return { args, close: far.close };
  },
});

const greeted = (act: (line: Line) => void) => (line: Line) => {
  line.stream.write('SSH-2.0-OpenSSH_9.9\r\n');
  afterHearing('SSH-2.0-', act)(line);
};

const NO_TALK = 'nothing is said at this stage';
const NO_STREAM = 'a datagram has no stream';
const WHOLE = 'the answer has arrived whole';

/** A server other than EC2's answers there: the requirement is not met, although no stage failed. */
const ANOTHER_SERVICE = 'an answer that is none of EC2’s is a fact about this machine, by which the row is judged';
const NOT_EC2 = {
  'closes right after success': ANOTHER_SERVICE,
  'never stops sending': ANOTHER_SERVICE,
  'asks for something else': ANOTHER_SERVICE,
};

export const STAGES = {
  'DNS over UDP': {
    without: { 'half-closes': NO_STREAM, 'closes right after success': NO_STREAM, 'drips a byte a second': NO_STREAM },
    aim: (cell) => resolver('udp', cell, rootsFile(cell)),
  },
  'DNS over TCP': { aim: (cell) => resolver('tcp', cell, rootsFile(cell)) },
  TCP: {
    without: {
      'closes right after success': 'TLS: closes at once',
      'closes after some bytes': NO_TALK,
      'half-closes': NO_TALK,
      'stays silent': 'needs a packet filter: the lab drops packets',
      'drips a byte a second': NO_TALK,
      'sends garbage': NO_TALK,
      'never stops sending': NO_TALK,
      'asks for something else': NO_TALK,
    },
    async aim(cell) {
      if (cell.how === 'closes at once') return toUrl(await tcp(acting(cell, TLS_ANSWER)), cell);
      const gone = await tcp(() => {});
      gone.close();
      cell.met();
      return toUrl(gone, cell);
    },
  },
  CONNECT: {
    async aim(cell) {
      const far = await tcp(afterHearing('\r\n\r\n', acting(cell, TUNNEL_ANSWER)));
      const args = ['check', 'scm', '--scm', 'https://matrix.example.test', '--public-roots', rootsFile(cell)];
      return { args, env: { HTTPS_PROXY: `http://${ADDRESS}:${far.port}` }, close: far.close };
    },
  },
  'TLS 1.2': overTls('TLSv1.2'),
  'TLS 1.3': overTls('TLSv1.3'),
  'HTTP/1.1': {
    passes: {
      'closes right after success': WHOLE,
      'never stops sending': 'the head has arrived whole, and the body is not read to its end',
      'asks for something else': 'a status is an answer, whichever it is, to who asks whether this server can be reached',
    },
    ...overHttps('http/1.1', '\r\n\r\n', HTTP_ANSWER),
  },
  'HTTP/2': { passes: { 'closes right after success': WHOLE }, ...overHttps('h2', 'PRI * HTTP/2.0', H2_ANSWER) },
  UDP: {
    without: { 'half-closes': NO_STREAM, 'closes right after success': NO_STREAM, 'drips a byte a second': NO_STREAM },
    async aim(cell) {
      const far = await answerUdp(cell, ADDRESS, 0, null);
      const overlay = join(cell.folder, 'overlay.json');
      const row = {
        id: 'gateway.lighthouse',
        title: 'A lighthouse',
        udp: [`${ADDRESS}:${far.port}`],
        runner: 'standard',
        from: ['runner'],
      };
      writeFileSync(overlay, JSON.stringify({ add: [row] }));
      return { args: ['check', 'gateway', '--from', 'runner', '--runner', 'standard', '--catalog', overlay], close: far.close };
    },
  },
  metadata: {
    passes: NOT_EC2,
    async aim(cell) {
      const far = await tcp(afterHearing('\r\n\r\n', acting(cell, HTTP_ANSWER)));
      const env = { AWS_EC2_METADATA_SERVICE_ENDPOINT: `http://${ADDRESS}:${far.port}` };
      return { args: ['check', 'imds', '--from', 'runner'], env, before: AN_INSTANCE, close: far.close };
    },
  },
  'SSH banner': ssh((act) => act, BANNER),
  'SSH key exchange': ssh(greeted, KEX),
  'a named file': { aim: namedFile },
} as const satisfies Record<string, Stage>;

export type StageName = keyof typeof STAGES;
export const STAGE_NAMES = Object.keys(STAGES) as StageName[];
