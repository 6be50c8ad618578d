/** The programs that the manual checks of a finding need on the lab's machine. */
import { isThere } from '../needs.ts';
import type { LabScenario } from '../scenario.ts';
import { SCENARIOS } from '../scenarios/index.ts';
import { manualChecksOf } from './manual-checks.ts';
import type { NetworkCode } from './trial.ts';

/** Standard tools that the checks use. A shell and its basic tools are always there. */
const TOOLS = ['curl', 'openssl', 'dig', 'nc', 'traceroute', 'git', 'python3', 'ip', 'nft', 'bash'];

export async function findMissingTools(missingFor: (scenario: LabScenario) => string[]): Promise<(code: NetworkCode) => string[]> {
  const absent = new Set<string>();
  for (const tool of TOOLS) if (!(await isThere(tool))) absent.add(tool);
  return (code) => {
    const checks = manualChecksOf(code);
    const tools = [...absent].filter((tool) => checks.some(({ command }) => toolsOf(command).includes(tool)));
    const scenarios = SCENARIOS.filter(({ name }) => checks.some(({ scenario }) => scenario === name));
    return [...new Set([...tools, ...scenarios.flatMap(missingFor)])];
  };
}

/** Words that can precede the program of a command. */
export function toolsOf(command: string): string[] {
  return Array.from(command.matchAll(/(?:^|[|;(]\s*|\$\(|timeout \d+ )([a-z][a-z0-9]*)/g), ([, word = '']) => word);
}
