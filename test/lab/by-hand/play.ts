/** Runs the commands of one scenario in its network, as a user on the customer's machine would. */
import { inside } from '../namespaces.ts';
import { run } from '../processes.ts';
import { environmentOf } from '../program.ts';
import type { LabScenario } from '../scenario.ts';
import { inNetworkOf } from '../stage.ts';
import type { ManualCheck } from './manual-checks.ts';

/** The longest check is a timeout of eight seconds, with some margin. */
const MAX_S = 20;
/** Commands mostly wait, so a few at once do not disturb each other. */
const AT_ONCE = 4;

export interface Done {
  check: ManualCheck;
  /** The output on stdout and stderr. */
  output: string;
  isRight: boolean;
}

export function runErrands(scenario: LabScenario, checks: readonly ManualCheck[]): Promise<Done[]> {
  return inNetworkOf(scenario, async ({ namespace, home, rootsFile }) => {
    // The roots of the lab's internet count as public; the scenario's own settings take precedence.
    const environment = { LC_ALL: 'C', SSL_CERT_FILE: rootsFile, ...environmentOf(scenario, home) };
    const outputs = new Map<string, string>();
    const waiting = [...new Set(checks.map(({ command }) => command))];
    const type = async (): Promise<void> => {
      for (let command = waiting.shift(); command !== undefined; command = waiting.shift()) {
        const shell = ['timeout', '-k', '1', String(MAX_S), 'sh', '-c', command];
        const clocked = scenario.clock === undefined ? shell : ['faketime', '-m', '-f', scenario.clock, ...shell];
        const { stdout, stderr } = await run(inside(namespace, clocked), { environment, timeoutMs: (MAX_S + 5) * 1000 });
        outputs.set(command, `${stdout}\n${stderr}`);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, type));
    return checks.map((check) => {
      const output = outputs.get(check.command) ?? '';
      return { check, output, isRight: check.shows.test(output) === check.isThere };
    });
  });
}
