/**
 * Parses the log of `ssh -v`, line by line: the last stage of the connection, and the reason for its end. The messages are those of OpenSSH
 * 8.4 to 10.5. Only the fields of `Transcript` are kept of a line. Pure.
 */

import type { FailureKind } from '../../../model/failure.ts';
import type { ConfigPlace, SshStage } from '../../../model/ssh/index.ts';

export interface Transcript {
  stage: SshStage;
  /** The reason for the end; null if no line gives one, because the session worked or ended silently. */
  failure: FailureKind | null;
  /** The line with another key, if the host key changed. */
  offendingKey: ConfigPlace | null;
  methods: string[];
  keysOffered: number;
  /** The server would accept an offered key. */
  keyAccepted: boolean;
}

const MARKERS: readonly [RegExp, SshStage][] = [
  [/^debug1: Executing proxy command: /, 'proxy-command'],
  [/^debug1: Connecting to /, 'connecting'],
  [/^debug1: Connection established\./, 'connected'],
  [/^debug1: Remote protocol version /, 'key-exchange'],
  [/^debug1: Server host key: /, 'host-key'],
  [/^debug1: SSH2_MSG_NEWKEYS received|^debug1: Authentications that can continue: /, 'authentication'],
  [/^debug1: Authentication succeeded|^Authenticated (?:to|using) |^debug1: Authenticated to /, 'authenticated'],
  [/^debug1: (?:Sending command|Entering interactive session)/, 'session'],
];

type Failures = readonly (readonly [RegExp, FailureKind])[];

/** Messages of a client that fails while it still reads its configuration. */
const READING: Failures = [
  [
    /Bad configuration option|^terminating, \d+ bad configuration|Bad owner or permissions on|Bad Match condition|(?:keyword|command-line) .* (?:extra arguments|garbage) at end of line/,
    'ssh.config-refused',
  ],
  [/Could not resolve hostname /, 'ssh.unresolved'],
];

const CONNECTING: Failures = [
  [/Could not resolve hostname /, 'ssh.unresolved'],
  [/connect to .*: Connection refused$/, 'tcp.refused'],
  [/connect to .*: (?:Connection|Operation) timed out$/, 'tcp.timeout'],
  [/connect to .*: (?:No route to host|Network is unreachable)$/, 'tcp.unreachable'],
];

/** Specific messages come before general ones, so that a page is reported by its line and not by the reset after it. */
const BANNER: Failures = [
  [
    /banner line contains invalid characters|kex_exchange_identification: banner line \d+: (?:HTTP\/|<)|Protocol major versions differ/,
    'ssh.not-ssh',
  ],
  [/timed out during banner exchange/, 'ssh.banner-timeout'],
  [/kex_exchange_identification: .*Connection reset/, 'ssh.banner-reset'],
  [/kex_exchange_identification: .*(?:Connection closed|closed by remote)/, 'ssh.banner-closed'],
];

const KEY_EXCHANGE: Failures = [
  [/no matching (?:key exchange method|host key type|cipher|MAC|compression) found/, 'ssh.no-common-algorithm'],
  [
    /^Connection (?:reset|closed) by |Connection to .* timed out|ssh_dispatch_run_fatal: .*(?:reset|closed|timed out)/,
    'ssh.cut-after-banner',
  ],
];

const HOST_KEY: Failures = [
  [/REMOTE HOST IDENTIFICATION HAS CHANGED/, 'ssh.host-key-changed'],
  [/^No \S{1,20} host key is known for |^Host key verification failed/, 'ssh.host-key-unknown'],
  ...KEY_EXCHANGE,
];

const AUTHENTICATION: Failures = [
  [/Too many authentication failures/, 'ssh.too-many-keys'],
  [/Permissions \d{3,4} for '.*' are too open/, 'ssh.key-too-open'],
  [/no such identity: /, 'ssh.key-missing'],
  [/Permission denied \([a-z,-]+\)/, 'ssh.permission-denied'],
];

const SESSION: Failures = [[/unix_listener: |ControlPath .*too long|getsockname failed: Not a socket/, 'ssh.control-path']];

/** A proxy command writes to the same stderr, so only messages of its shell and of ssh itself are recognised. */
const PROXY_COMMAND: Failures = [
  [
    /^Shell ".*" is not executable|^(?:\S{1,200}: )?(?:line )?\d*:? ?(?:exec: )?.{1,500}: (?:not found|command not found|cannot execute.*|No such file or directory|Permission denied)$|CreateProcessW failed error:2/,
    'ssh.proxy-command-missing',
  ],
  [/timed out during banner exchange|UNKNOWN port 65535 timed out/, 'ssh.proxy-command-timeout'],
  [/UNKNOWN port 65535|kex_exchange_identification: /, 'ssh.proxy-command-failed'],
];

const FAILURES = {
  reading: READING,
  connecting: CONNECTING,
  'proxy-command': PROXY_COMMAND,
  connected: BANNER,
  banner: BANNER,
  'key-exchange': KEY_EXCHANGE,
  'host-key': HOST_KEY,
  authentication: AUTHENTICATION,
  authenticated: SESSION,
  session: SESSION,
} as const satisfies Record<SshStage, Failures>;

/** `log` is stderr of the client with `-v`, and of its proxy command. */
export function readTranscript(log: string): Transcript {
  const lines = log.split(/\r?\n/).map((line) => line.trimEnd());
  const stage = stageOf(lines);
  const failure = failureOf(lines, stage);
  const keyAccepted = lines.some((line) => /^debug1: Server accepts key: /.test(line));
  return {
    stage,
    // The key is the right one, but its passphrase is missing.
    failure: failure === 'ssh.permission-denied' && keyAccepted ? 'ssh.key-locked' : failure,
    offendingKey: offendingKey(lines),
    methods: methods(lines),
    keysOffered: lines.filter((line) => /^debug1: Offering public key: /.test(line)).length,
    keyAccepted,
  };
}

/** Several addresses are tried in turn, so the last marker counts and not the furthest. */
function stageOf(lines: readonly string[]): SshStage {
  let stage: SshStage = 'reading';
  for (const line of lines) stage = MARKERS.find(([marker]) => marker.test(line))?.[1] ?? stage;
  return stage;
}

function failureOf(lines: readonly string[], stage: SshStage): FailureKind | null {
  return FAILURES[stage].find(([said]) => lines.some((line) => said.test(line)))?.[1] ?? null;
}

function offendingKey(lines: readonly string[]): ConfigPlace | null {
  for (const line of lines) {
    const match = /^Offending \S{1,20} key in (.{1,1000}):(\d{1,9})$/.exec(line);
    if (match !== null) return { file: match[1] ?? '', line: Number(match[2]) };
  }
  return null;
}

/** Accepts only registered names of methods. */
const METHODS: ReadonlySet<string> = new Set([
  'publickey',
  'password',
  'keyboard-interactive',
  'hostbased',
  'gssapi-with-mic',
  'gssapi-keyex',
  'none',
]);

function methods(lines: readonly string[]): string[] {
  const last = lines.findLast((line) => line.startsWith('debug1: Authentications that can continue: '));
  return (last?.split(': ')[2] ?? '').split(',').filter((method) => METHODS.has(method));
}
