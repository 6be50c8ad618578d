/** The built program, run in the customer's namespace as a user would. */
import { access } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { keyEnvironment } from '../../src/demo/aws/description.ts';
import { type Opening, RequestDocument } from '../../src/model/handover.ts';
import { Report } from '../../src/model/report.ts';
import type { SessionEvent } from '../../src/model/session.ts';
import { decodeLog } from '../../src/session/index.ts';
import { flagsOf } from './company.ts';
import { withLeases } from './dhcp.ts';
import { inside } from './namespaces.ts';
import { must, run } from './processes.ts';
import type { LabScenario } from './scenario.ts';

const LAUNCHER = fileURLToPath(new URL('../../bin/gitpod-doctor.js', import.meta.url));
const BUILT = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
/** Well beyond the program's own deadline, which a slow line extends. */
const MAX_MS = 150_000;

export interface Checked {
  report: Report;
  /** Its events as they happened. */
  events: SessionEvent[];
  exit: number | null;
  milliseconds: number;
  /** The customer's home folder. */
  home: string;
  /** Why the request does not keep its promise; empty if it does, or if it was not followed. */
  asked: string[];
}

export function isBuilt(): Promise<boolean> {
  return access(BUILT).then(
    () => true,
    () => false,
  );
}

export async function checkFrom(namespace: string, home: string, rootsFile: string, scenario: LabScenario): Promise<Checked> {
  const { profile, areas = [], flags = [], clock } = scenario;
  const started = performance.now();
  const program = [
    process.execPath,
    LAUNCHER,
    'check',
    ...areas,
    '--jsonl',
    // A request is made from the stored session.
    ...(scenario.asked === undefined ? ['--no-store'] : []),
    '--public-roots',
    rootsFile,
    ...flagsOf(profile),
    ...flags.map((flag) => withHome(flag, home)),
  ];
  const command = clock === undefined ? program : ['faketime', '-m', '-f', clock, ...program];
  const { status, stdout, stderr } = await run(inside(namespace, withLeases(command, home, scenario)), {
    // The AWS of the lab's internet knows this key, and its names lead to the demo's simulated AWS.
    environment: { XDG_STATE_HOME: home, ...keyEnvironment(), ...environmentOf(scenario, home) },
    timeoutMs: MAX_MS,
  });
  const milliseconds = performance.now() - started;
  if (status === null) throw new Error(`The program did not end within ${MAX_MS / 1000} s: ${stderr.trim().slice(-1000)}`);
  const lines = stdout.trimEnd().split('\n');
  const last = lines.pop() ?? '';
  const log = decodeLog(`${lines.join('\n')}\n`);
  if (!('events' in log) || log.problems.length > 0 || !last.startsWith('{'))
    throw new Error(`The program printed no whole log and ended with ${status}: ${stderr.trim().slice(-1000)}`);
  return { report: Report.parse(JSON.parse(last)), events: log.events, exit: status, milliseconds, home, asked: [] };
}

/** The request to the network team for the last session. */
export async function requestFrom(namespace: string, home: string, format: 'nftables' | 'json' | 'text'): Promise<string> {
  const program = [process.execPath, LAUNCHER, 'request', '--for', 'network-team', '--format', format];
  const environment = { PATH: process.env['PATH'] ?? '', HOME: home, XDG_STATE_HOME: home };
  return must(inside(namespace, program), { environment });
}

/** The variables of the customer's shell. */
export function environmentOf({ environment = {} }: LabScenario, home: string): Record<string, string> {
  const variables = Object.entries(environment).map(([name, value]) => [name, withHome(value, home)]);
  return { PATH: process.env['PATH'] ?? '', HOME: home, ...Object.fromEntries(variables) };
}

function withHome(value: string, home: string): string {
  return value.replace(/^~(?=\/)/, home);
}

/** The rules of that request, as plain data. */
export async function openingsFrom(namespace: string, home: string): Promise<Opening[]> {
  return RequestDocument.parse(JSON.parse(await requestFrom(namespace, home, 'json'))).openings;
}
