/**
 * The real client, once, with the consent `ssh-connect`: batch mode, nothing forwarded, nothing shared, nothing written. It runs
 * what the configuration says (the proxy command above all), which may start a stopped environment.
 */
import { type Ran, runProgram } from '../run.ts';

/** On the command line they win over any configuration; those of OpenSSH 8.4, so that an older client knows them all. */
const SESSION_OPTIONS = [
  'BatchMode=yes',
  'ControlMaster=no',
  'ControlPath=none',
  'ClearAllForwardings=yes',
  'PermitLocalCommand=no',
  'RemoteCommand=none',
  'RequestTTY=no',
  'ForwardAgent=no',
  'ForwardX11=no',
  'AddKeysToAgent=no',
  'UpdateHostKeys=no',
  'NumberOfPasswordPrompts=0',
  'LogLevel=DEBUG1',
] as const;

/** What a login takes beyond the connection itself: a program of the far end has to be started. */
const LOGIN_MS = 12_000;

export interface SessionOptions {
  client: string;
  /** Handed over behind `--`; the caller has checked that it is a plain name. */
  alias: string;
  /** For `-F`; null: the client's own files. */
  configFile: string | null;
  environment: Readonly<Record<string, string>>;
  /** A file of ours with what the user's files hold, which the client may write to. */
  knownHosts: string;
  strictHostKeyChecking: string;
  /** How long the connection and the banner may take. */
  connectMs: number;
}

/** The log is in `err`. The whole process group ends with the run, a proxy command that hangs included. */
export function runSession(options: SessionOptions, signal: AbortSignal): Promise<Ran> {
  const seconds = Math.max(1, Math.round(options.connectMs / 1000));
  const own = [
    `ConnectTimeout=${seconds}`,
    `UserKnownHostsFile="${options.knownHosts}"`,
    `StrictHostKeyChecking=${options.strictHostKeyChecking}`,
  ];
  const given = [...SESSION_OPTIONS, ...own].flatMap((option) => ['-o', option]);
  const file = options.configFile === null ? [] : ['-F', options.configFile];
  // English, as the log is read.
  const environment = { ...options.environment, LC_ALL: 'C' };
  return runProgram(options.client, ['-v', '-T', ...given, ...file, '--', options.alias, 'true'], {
    environment,
    timeoutMs: seconds * 1000 + LOGIN_MS,
    signal,
  });
}
