/** The ssh-session phase: the real client's messages, by stage. No known_hosts file of the user is written. */

import { FAILURE_WORDS } from '../../../knowledge/failure-words.ts';
import type { Failure, FailureKind } from '../../../model/failure.ts';
import { fail } from '../../classify.ts';
import { CancelledError } from '../../deadline.ts';
import type { Measurement } from '../../measurement.ts';
import type { World } from '../../world.ts';
import type { ProgramRun } from '../run.ts';
import { copyKnownHosts } from './known-hosts-files.ts';
import { runSession } from './session.ts';
import type { AliasSettings } from './settings.ts';
import { readTranscript, type Transcript } from './transcript.ts';

export async function measureSession(
  measurement: Measurement,
  world: World,
  settings: AliasSettings,
  alias: string,
): Promise<Failure | null> {
  const end = measurement.begin(0, 'target');
  const copy = await copyKnownHosts(settings.userKnownHostsFiles);
  try {
    const run = await runSession(
      {
        client: settings.client,
        alias,
        configFile: settings.configFile,
        environment: world.environment,
        connectMs: measurement.stageMs * 2,
        knownHosts: copy.path,
        // In batch mode, the client refuses an unknown key with `ask`, because it cannot ask. That is not a fault of the alias.
        strictHostKeyChecking: settings.strictHostKeyChecking === 'ask' ? 'accept-new' : settings.strictHostKeyChecking,
      },
      measurement.signal,
    );
    if (measurement.signal.aborted) throw new CancelledError();
    const transcript = readTranscript(run.err);
    const kind = failureOf(run, transcript, settings);
    measurement.phases.push({
      name: 'ssh-session',
      ...end(kind === null),
      stage: transcript.stage,
      exitStatus: run.status,
      methods: transcript.methods,
      keysOffered: transcript.keysOffered,
      keyAccepted: transcript.keyAccepted,
      offendingKey: transcript.offendingKey === null ? null : copy.origin(transcript.offendingKey),
      said: kind === null ? null : FAILURE_WORDS[kind],
    });
    return kind === null ? null : fail(kind, alias);
  } finally {
    await copy.remove();
  }
}

/** The remote program `true` may be missing: after a login, only the client's own 255 is a failure. */
function failureOf(run: ProgramRun, transcript: Transcript, settings: AliasSettings): FailureKind | null {
  const isIn = transcript.stage === 'session' || transcript.stage === 'authenticated';
  if (run.status === 0 || (isIn && run.status !== null && run.status !== 255)) return null;
  if (transcript.failure !== null) return transcript.failure;
  if (settings.proxyCommand !== null && transcript.stage === 'proxy-command') {
    return run.how === 'late' ? 'ssh.proxy-command-timeout' : 'ssh.proxy-command-failed';
  }
  return 'ssh.session-failed';
}
