/**
 * Runs the real client once, with the consent `ssh-connect`: in batch mode, without forwarding, sharing or writing. It runs configured
 * commands (above all the proxy command), which may start a stopped environment.
 */
import { type ProgramRun, runProgram } from '../run.ts';

/** On the command line, options override any configuration. OpenSSH 8.4 has all of these, so older clients know them too. */
const SESSION_OPTIONS = [
  ...['BatchMode=yes', 'ControlMaster=no', 'ControlPath=none', 'ClearAllForwardings=yes', 'PermitLocalCommand=no'],
  ...['RemoteCommand=none', 'RequestTTY=no', 'ForwardAgent=no', 'ForwardX11=no', 'AddKeysToAgent=no'],
  ...['UpdateHostKeys=no', 'NumberOfPasswordPrompts=0', 'LogLevel=DEBUG1'],
] as const;

/** The time for a login after the connection, in which a remote program has to start. */
const LOGIN_MS = 12_000;

export interface SessionOptions {
  client: string;
  /** The name, which is passed after `--`. The caller has checked that it is plain. */
  alias: string;
  /** The argument of `-F`; null: the client's own files. */
  configFile: string | null;
  environment: Readonly<Record<string, string>>;
  /** A copy of the user's known_hosts files, to which the client may write. */
  knownHosts: string;
  strictHostKeyChecking: string;
  /** The timeout of the connection and the banner. */
  connectMs: number;
}

/** `err` holds the log. The whole process group ends with the run, including a hanging proxy command. */
export function runSession(options: SessionOptions, signal: AbortSignal): Promise<ProgramRun> {
  const seconds = Math.max(1, Math.round(options.connectMs / 1000));
  const own = [
    `ConnectTimeout=${seconds}`,
    `UserKnownHostsFile="${options.knownHosts}"`,
    `StrictHostKeyChecking=${options.strictHostKeyChecking}`,
  ];
  const given = [...SESSION_OPTIONS, ...own].flatMap((option) => ['-o', option]);
  const file = options.configFile === null ? [] : ['-F', options.configFile];
  // English, because the log is parsed.
  const environment = { ...options.environment, LC_ALL: 'C' };
  return runProgram(options.client, ['-v', '-T', ...given, ...file, '--', options.alias, 'true'], {
    environment,
    timeoutMs: seconds * 1000 + LOGIN_MS,
    signal,
  });
}
