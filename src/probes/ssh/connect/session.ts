/**
 * The real client, once, with the consent `ssh-connect`: batch mode, nothing forwarded, nothing shared, nothing written. It runs
 * what the configuration says (the proxy command above all), which may start a stopped environment.
 */
import { spawn } from 'node:child_process';
import { onAbort } from '../../deadline.ts';

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

const MOST_LOG_BYTES = 256 * 1024;
/** What a login takes beyond the connection itself: a program of the far end has to be started. */
const LOGIN_MS = 12_000;

export interface SessionRun {
  log: string;
  exitStatus: number | null;
  /** We ended it. */
  isLate: boolean;
}

export interface SessionOptions {
  client: string;
  /** Handed over behind `--`; the caller has checked that it is a name. */
  alias: string;
  configFile: string | null;
  environment: Readonly<Record<string, string>>;
  /** A file of ours with what the user's files hold, which the client may write to. */
  knownHosts: string;
  strictHostKeyChecking: string;
  /** How long the connection and the banner may take. */
  connectMs: number;
}

/** Rejects only if the client cannot be started. The whole process group ends with the run. */
export function runSession(options: SessionOptions, signal: AbortSignal): Promise<SessionRun> {
  const seconds = Math.max(1, Math.round(options.connectMs / 1000));
  const own = [
    `ConnectTimeout=${seconds}`,
    `UserKnownHostsFile="${options.knownHosts}"`,
    `StrictHostKeyChecking=${options.strictHostKeyChecking}`,
  ];
  const given = [...SESSION_OPTIONS, ...own].flatMap((option) => ['-o', option]);
  const file = options.configFile === null ? [] : ['-F', options.configFile];
  return new Promise((resolve, reject) => {
    const child = spawn(options.client, ['-v', '-T', ...given, ...file, '--', options.alias, 'true'], {
      env: { ...options.environment },
      stdio: ['ignore', 'ignore', 'pipe'],
      detached: true,
    });
    let log = '';
    let isLate = false;
    const end = () => {
      try {
        if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
      } catch {
        // Gone already.
      }
    };
    const timer = setTimeout(
      () => {
        isLate = true;
        end();
      },
      seconds * 1000 + LOGIN_MS,
    );
    const stopListening = onAbort(signal, end);
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      if (log.length < MOST_LOG_BYTES) log += chunk;
    });
    const done = () => {
      clearTimeout(timer);
      stopListening();
      // A proxy command may outlive the client that started it.
      end();
    };
    child.once('error', (error) => {
      done();
      reject(error);
    });
    child.once('exit', (exitStatus) => {
      done();
      // The log ends with the client, whoever still holds the pipe.
      setImmediate(() => {
        child.stderr.destroy();
        resolve({ log, exitStatus, isLate });
      });
    });
  });
}
