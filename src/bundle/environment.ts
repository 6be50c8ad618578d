/** `environment.json`: all facts about the measured machine in one file. */

import type { ProgramRoutes } from '../documents/proxies/program-routes.ts';
import type { HostFacts } from '../model/host-facts.ts';
import { hostFactsOf, type Observation } from '../model/observation.ts';
import type { Session } from '../model/session.ts';

export const ENVIRONMENT_SCHEMA = 'gitpod-doctor/environment@1';

export interface Environment {
  schema: typeof ENVIRONMENT_SCHEMA;
  tool: Session['tool'];
  measuredFrom: Pick<Session['profile'], 'from' | 'fromIs' | 'runner' | 'regions'>;
  /** Null if the facts of the machine were not read. */
  machine: HostFacts | null;
  clock: ClockSkew;
  /** Each program's route to each host, and a NO_PROXY list that all programs read in the same way. */
  proxies: ProgramRoutes;
}

export interface ClockSkew {
  /**
   * The difference between the Date headers and this machine's clock in milliseconds: the median of all answers. Null without an answer.
   */
  medianMs: number | null;
  answers: number;
}

/** The input is already redacted. */
export function environment({ tool, profile, observations }: Session, ways: ProgramRoutes): Environment {
  const { from, fromIs, runner, regions } = profile;
  return {
    schema: ENVIRONMENT_SCHEMA,
    tool,
    measuredFrom: { from, fromIs, runner, regions },
    machine: hostFactsOf(observations),
    clock: clockSkew(observations),
    proxies: ways,
  };
}

export function clockSkew(observations: readonly Observation[]): ClockSkew {
  const skews = observations
    .flatMap(({ phases }) => phases)
    .flatMap((phase) => (phase.name === 'http' ? (phase.answer?.clockSkewMs ?? []) : []))
    .sort((a, b) => a - b);
  return { medianMs: skews[Math.floor(skews.length / 2)] ?? null, answers: skews.length };
}
