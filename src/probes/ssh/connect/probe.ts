/**
 * How far a connection to one alias gets. Without consent, an address is tried up to its host key, and of a proxy command only the program
 * is located; with the consent `ssh-connect` the real client runs.
 */
import type { Failure } from '../../../model/failure.ts';
import type { SshConnectObservation } from '../../../model/observation.ts';
import { isPlainDestination, type SshProbeOptions } from '../../../model/ssh/index.ts';
import { fail } from '../../classify.ts';
import { openTcp } from '../../connection/tcp.ts';
import { CancelledError } from '../../deadline.ts';
import { resolveHost } from '../../dns/resolve.ts';
import type { Measurement } from '../../measurement.ts';
import type { Tools } from '../../tools.ts';
import { bannerPhase } from './banner-phase.ts';
import { hostKeyPhase } from './host-key.ts';
import { findProgram, type ProgramState } from './program.ts';
import { measureSession } from './session-phase.ts';
import type { AliasSettings, ReadAlias } from './settings.ts';

/** The tools have no trust stores, because no TLS is used. */
type Far = Pick<Tools, 'world' | 'names'>;

const AT = { hop: 0, peer: 'target' } as const;

export async function probeSshConnect(
  measurement: Measurement,
  blank: SshConnectObservation,
  tools: Far,
  readAlias: ReadAlias,
): Promise<SshConnectObservation> {
  const ask = measurement.request.ssh;
  if (blank.target.kind !== 'ssh-alias' || ask === undefined) throw new TypeError('an SSH connection needs an alias and what to ask');
  const alias = blank.target.pattern;
  if (ask.rung === 'session' && !isPlainDestination(alias)) throw new TypeError('the real client is started for plain names only');
  const settings = await readAlias(alias, ask, measurement.signal);
  if (measurement.signal.aborted) throw new CancelledError();
  if (settings === null) return { ...blank, failure: fail('ssh.config-refused', alias) };
  const failure = await (ask.rung === 'session'
    ? measureSession(measurement, tools.world, settings, alias)
    : reach(measurement, tools, settings, { alias, ask, readAlias }));
  return { ...blank, failure, phases: measurement.phases };
}

interface Named {
  alias: string;
  ask: SshProbeOptions;
  readAlias: ReadAlias;
}

async function reach(measurement: Measurement, tools: Far, settings: AliasSettings, named: Named): Promise<Failure | null> {
  if (settings.proxyCommand !== null) return proxyCommand(measurement, tools, settings.proxyCommand);
  const [firstHop] = settings.jumps;
  if (firstHop === undefined) return toHost(measurement, tools, settings);
  // The connection begins at the jump host. Hosts behind it cannot be reached without a login there.
  const hop = await named.readAlias(firstHop.host, { ...named.ask, isTyped: false }, measurement.signal);
  if (hop === null || hop.jumps.length > 0) return null;
  return hop.proxyCommand === null
    ? toHost(measurement, tools, { ...hop, port: firstHop.port ?? hop.port })
    : proxyCommand(measurement, tools, hop.proxyCommand);
}

const PROGRAM_STATES = {
  found: 'executable',
  missing: 'not-found',
  'not-on-path': 'not-found',
  'not-executable': 'not-executable',
} as const satisfies Record<Exclude<ProgramState, 'not-understood'>, string>;

/** The program is located and not run. A command that only a shell can evaluate has no phase, so its state is unknown. */
async function proxyCommand(measurement: Measurement, { world }: Far, command: string): Promise<Failure | null> {
  const end = measurement.begin(AT.hop, AT.peer);
  const program = await findProgram(command, { platform: process.platform, environment: world.environment });
  if (program.state === 'not-understood' || program.name === null) return null;
  const state = PROGRAM_STATES[program.state];
  const isThere = state === 'executable';
  measurement.phases.push({
    name: 'proxy-command',
    ...end(isThere),
    program: program.name,
    state,
    foundAt: program.path,
    ended: null,
    exitStatus: null,
  });
  return isThere ? null : fail('ssh.proxy-command-missing', program.name);
}

async function toHost(measurement: Measurement, tools: Far, settings: AliasSettings): Promise<Failure | null> {
  const { hostname, port } = settings;
  const resolution = await resolveHost(measurement, tools.names, hostname, { ...AT, address: null, family: null, refused: null });
  if (resolution.failure !== null) return resolution.failure;
  const tcp = await openTcp(measurement, tools.world, { host: hostname, port, addresses: resolution.addresses }, AT);
  if (tcp.socket === null) return tcp.failure;
  const failure = await bannerPhase(measurement, tcp.socket, settings);
  return failure ?? hostKeyPhase(measurement, tcp.socket, settings);
}
