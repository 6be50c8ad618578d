/** A session on a scenario's simulated internet with the shipped probes, plan and rules, without starting a process. */
import { startScenario } from '../../src/demo/index.ts';
import type { Limits, Profile } from '../../src/model/profile.ts';
import { createProbes, pretendWorld } from '../../src/probes/index.ts';
import type { SessionLog } from '../../src/run/log.ts';
import type { ProbePort } from '../../src/run/probe-port.ts';
import { freshLog } from '../support/fresh-log.ts';

/**
 * A busy machine must not look like a slow network: several sessions share this process with their servers, so each runs fewer handshakes
 * at once and has the time limits of a real run.
 */
const PATIENT = { concurrency: 12, stageMs: 4000, dnsMs: 2000 };
/** With few lanes these would wait for most of a minute without starting a handshake. */
const NOTHING_ANSWERS: ReadonlySet<string> = new Set(['no-network', 'no-direct-egress', 'resolver-silent']);

/** Loaded first, because loading blocks this process for longer than some handshakes may take. */
await import('../../src/probes/aws/sdk.ts');

export interface PretendSession {
  log: SessionLog;
  probes: ProbePort;
}

export interface Said {
  /** Overrides the scenario's own profile and limits. */
  profile?: Partial<Profile>;
  limits?: Partial<Limits>;
}

/** `use` receives the session with its profile. When it settles, the simulated internet is closed. */
export async function inScenario<T>(name: string, said: Said, use: (session: PretendSession) => Promise<T>): Promise<T> {
  const { world, profile, limits } = await startScenario(name, { extraUrls: [] });
  const probes = createProbes(pretendWorld(world.network, { version: '0.0.0' }));
  try {
    const stated: Profile = { ...profile, ...said.profile };
    const log = freshLog(stated, { limits: { ...limits, ...(NOTHING_ANSWERS.has(name) ? {} : PATIENT), ...said.limits }, demo: name });
    return await use({ log, probes });
  } finally {
    await probes.close();
    await world.close();
  }
}
