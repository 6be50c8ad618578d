/** A session on the pretend internet of a scenario: probes, plan and rules are the shipped ones, only the start of a process is saved. */
import { startScenario } from '../../src/demo/index.ts';
import type { Limits, Profile } from '../../src/model/profile.ts';
import { createProbes, pretendWorld } from '../../src/probes/index.ts';
import type { SessionLog } from '../../src/run/log.ts';
import type { ProbePort } from '../../src/run/probe-port.ts';
import { freshLog } from '../support/fresh-log.ts';

/**
 * A busy machine must not look like a slow network: several sessions share this process with the servers that they
 * measure, so each has fewer handshakes under way and the time of a real run for every one.
 */
const PATIENT = { concurrency: 12, stageMs: 4000, dnsMs: 2000 };
/** With few lanes these would wait for most of a minute, and no handshake of theirs is ever begun. */
const NOTHING_ANSWERS: ReadonlySet<string> = new Set(['no-network', 'no-direct-egress', 'resolver-silent']);

/** Loaded before anything is measured: it keeps this process busy for longer than some handshakes may take. */
await import('../../src/probes/aws/sdk.ts');

export interface PretendSession {
  log: SessionLog;
  probes: ProbePort;
}

interface Said {
  /** Overrides the scenario's own profile and limits. */
  profile?: Partial<Profile>;
  limits?: Partial<Limits>;
}

/** `use` is given the session with its profile set; when it settles, the pretend internet ends. */
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
