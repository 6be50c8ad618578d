/** Measures a few requirements completely on a simulated internet, with real sockets and the shipped plan, probes and rules. */
import { assembleRequirements } from '../../src/catalog/index.ts';
import type { AddedRow, Overlay } from '../../src/catalog/overlay.ts';
import type { NetworkDescription } from '../../src/demo/description.ts';
import { pretendHosts } from '../../src/demo/hosts.ts';
import { startInternet } from '../../src/demo/internet.ts';
import { LAPTOP } from '../../src/demo/scenarios/parts.ts';
import { diagnose } from '../../src/diagnosis/index.ts';
import { buildReport } from '../../src/documents/report/report.ts';
import type { Profile } from '../../src/model/profile.ts';
import type { Report } from '../../src/model/report.ts';
import { createProbes, pretendWorld } from '../../src/probes/index.ts';
import { startSweep } from '../../src/run/sweep.ts';
import { freshLog } from '../support/fresh-log.ts';

export interface Question {
  network: NetworkDescription;
  /** Requirements of the list by their ids. */
  rows: readonly string[];
  /** Requirements that an overlay adds. */
  added?: readonly AddedRow[];
  /** Unused addresses refuse connections, which is fast, unless the test is about silence. */
  nowhere?: 'refuse' | 'drop';
}

const LIMITS = { concurrency: 12, stageMs: 2000, dnsMs: 2000 };

export async function swept({ network, rows, added = [], nowhere = 'refuse' }: Question): Promise<Report> {
  const profile: Profile = { ...LAPTOP, from: null, scm: [], sso: [], registry: [], metrics: [] };
  const overlay: Overlay = { remove: [], replaceHost: {}, add: [...added], sha256: '' };
  const requirements = assembleRequirements(profile, overlay);
  const world = await startInternet(network, pretendHosts(requirements, []));
  const probes = createProbes(pretendWorld({ ...world.network, otherwise: { to: nowhere } }, { version: '0.0.0' }));
  try {
    const asked = [...rows, ...added.map(({ id }) => id)];
    const log = freshLog(profile, { limits: LIMITS, demo: 'healthy', requirements: requirements.filter(({ id }) => asked.includes(id)) });
    await startSweep({ log, probes, requirements: asked, again: false }).done;
    return buildReport(log.session, diagnose(log.session));
  } finally {
    await probes.close();
    await world.close();
  }
}

/** The verdict of the requirement, and each root cause except the configured interception: `unmet: certain rate-limited`. */
export function outcomeOf(report: Report, row: string): string {
  const { verdict, reason } = report.requirements.find(({ id }) => id === row) ?? { verdict: 'none', reason: null };
  const roots = report.findings.filter(({ causedBy, name }) => causedBy === null && name !== 'tls-intercepted');
  const causes = roots.map(({ name, confidence, severity }) => `${severity === 'advice' ? 'advice, ' : ''}${confidence} ${name}`);
  return `${verdict}${reason === null ? '' : ` (${reason})`}: ${causes.length === 0 ? 'nothing' : causes.join('; ')}`;
}
