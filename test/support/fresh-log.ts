/** The log of a session that begins now: what the shell appends before anything is measured. */
import { assembleRequirements, catalogInfo } from '../../src/catalog/index.ts';
import { DEFAULT_LIMITS, type Limits, type Profile } from '../../src/model/profile.ts';
import type { Requirement } from '../../src/model/requirement.ts';
import { systemClock } from '../../src/run/clock.ts';
import { type SessionLog, startLog } from '../../src/run/log.ts';

interface Said {
  limits?: Partial<Limits>;
  /** The name of the scenario. */
  demo?: string;
  /** In the place of all that the profile needs. */
  requirements?: Requirement[];
}

export function freshLog(
  profile: Profile,
  { limits = {}, demo, requirements = assembleRequirements(profile, null) }: Said = {},
): SessionLog {
  const log = startLog(systemClock, {
    type: 'session-started',
    schema: 'gitpod-doctor/session@1',
    tool: { name: 'gitpod-doctor', version: '0.0.0' },
    startedAt: systemClock.wallClock(),
    catalog: catalogInfo(null),
    limits: { ...DEFAULT_LIMITS, deadlineMs: 60_000, ...limits },
    demo: demo ?? null,
  });
  log.append({ type: 'profile-set', profile, requirements });
  return log;
}
