/** The built program, run in the customer's namespace as a person there would. */
import { access } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Report } from '../../src/model/report.ts';
import { flagsOf } from './company.ts';
import { inside } from './namespaces.ts';
import { run } from './processes.ts';
import type { LabScenario } from './scenario.ts';

const LAUNCHER = fileURLToPath(new URL('../../bin/gitpod-doctor.js', import.meta.url));
const BUILT = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
/** Well beyond the program's own deadline. */
const LONGEST_MS = 60_000;

export interface Checked {
  report: Report;
  exit: number | null;
  milliseconds: number;
}

export function isBuilt(): Promise<boolean> {
  return access(BUILT).then(
    () => true,
    () => false,
  );
}

export async function checkFrom(namespace: string, folder: string, rootsFile: string, scenario: LabScenario): Promise<Checked> {
  const { profile, flags = [], environment = {} } = scenario;
  const started = performance.now();
  const command = [process.execPath, LAUNCHER, 'check', '--json', '--no-store', '--public-roots', rootsFile, ...flagsOf(profile), ...flags];
  const { status, stdout, stderr } = await run(inside(namespace, command), {
    environment: { PATH: process.env['PATH'] ?? '', HOME: folder, XDG_STATE_HOME: folder, ...environment },
    timeoutMs: LONGEST_MS,
  });
  const milliseconds = performance.now() - started;
  if (stdout === '') throw new Error(`The program printed no report and ended with ${status}: ${stderr.trim().slice(-1000)}`);
  return { report: Report.parse(JSON.parse(stdout)), exit: status, milliseconds };
}
