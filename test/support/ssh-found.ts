/** What the shipped probes, plan and rules find about one SSH alias. Only the requirements of SSH are measured. */
import { assembleRequirements } from '../../src/catalog/index.ts';
import { diagnose } from '../../src/diagnosis/index.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Consent } from '../../src/model/profile.ts';
import { EMPTY_PROFILE, type Profile } from '../../src/model/profile.ts';
import type { Session } from '../../src/model/session.ts';
import { createProbes, systemWorld } from '../../src/probes/index.ts';
import type { World } from '../../src/probes/world.ts';
import { startSweep } from '../../src/run/sweep.ts';
import { freshLog } from './fresh-log.ts';

export interface Found {
  /** Causes, by name. */
  roots: string[];
  verdict: string | undefined;
  findings: Finding[];
  session: Session;
  /** Everything that a session would hold of it. */
  all: string;
}

export interface FoundOptions {
  consents?: readonly Consent[];
  /** Replaces this machine, of which only its PATH remains. */
  world?: World;
}

export async function found(sshConfig: string, alias: string, options: FoundOptions = {}): Promise<Found> {
  const consents = [...(options.consents ?? (['ssh-connect'] as const))];
  const profile: Profile = { ...EMPTY_PROFILE, from: 'laptop', fromIs: 'stated', sshAlias: [alias], sshConfig, consents };
  const probes = createProbes(options.world ?? machine());
  try {
    const requirements = assembleRequirements(profile, null).filter(({ area }) => area === 'ssh');
    const log = freshLog(profile, { limits: { stageMs: 2000 }, requirements });
    await startSweep({ log, probes, requirements: log.session.requirements.map(({ id }) => id), again: false }).done;
    const { findings, verdicts } = diagnose(log.session);
    const row = alias.toLowerCase().endsWith('.gitpod.remote') ? 'ssh.gitpod-remote' : 'ssh.gitpod-environment';
    return {
      roots: findings.filter(({ causedBy }) => causedBy === null).map(({ name }) => name),
      verdict: verdicts.find(({ requirement }) => requirement === row)?.verdict,
      findings,
      session: log.session,
      all: JSON.stringify([findings, log.session.observations]),
    };
  } finally {
    await probes.close();
  }
}

/** This machine, with as little of its surroundings as a client needs. */
export function machine(environment: Record<string, string> = {}): World {
  return systemWorld({ environment: { PATH: process.env['PATH'], ...environment }, version: '0.0.0-test' });
}
