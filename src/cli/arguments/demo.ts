/** `--demo [SCENARIO]`: starts the simulated internet of a scenario. */
import type { Overlay } from '../../catalog/index.ts';
import { AREAS } from '../../model/areas.ts';
import type { FailureKind } from '../../model/failure.ts';
import type { PretendWorld } from '../../model/pretend-network.ts';
import type { Limits, Profile } from '../../model/profile.ts';
import { machineFaultIn } from '../../probes/limits/machine-faults.ts';
import type { Flags } from './flags.ts';
import { situationOf } from './profile.ts';
import { CommandError, nearest, typoCorrection, usageError } from './usage.ts';

export interface Demo {
  name: string;
  world: PretendWorld;
  profile: Profile;
  limits?: Partial<Limits>;
}

/** Null without `--demo`. `stored` is the profile of a resumed session. */
export async function startDemo(flags: Flags, stored: Profile | null = null, overlay: Overlay | null = null): Promise<Demo | null> {
  if (flags.demo === undefined) return null;
  const { SCENARIOS, startScenario } = await import('../../demo/index.ts');
  const names = SCENARIOS.map((scenario) => scenario.name);
  const name = names.find((candidate) => candidate === flags.demo);
  if (name === undefined) throw unknownScenario(nearest(flags.demo, names));
  try {
    return { name, ...(await startScenario(name, { extraUrls: [], profile: stored ?? statedProfile(flags), overlay })) };
  } catch (error) {
    const fault = machineFaultIn(error);
    throw fault === null ? error : cannotStart(fault);
  }
}

/** All servers of a demo run on this machine, so the limit of open files may be too low for them. */
function cannotStart(fault: FailureKind): CommandError {
  return fault === 'machine.no-descriptors'
    ? new CommandError(4, 'The demo cannot start, because it may open too few files.', 'To raise the limit: ulimit -n 1024')
    : new CommandError(4, 'The demo cannot start, because this machine has too little memory left.', 'Close programs, and try again.');
}

function unknownScenario(near: string | null): CommandError {
  return usageError(
    'There is no demo scenario of that name.',
    near === null ? 'Names: gitpod-doctor --demo list' : `Did you mean --demo ${near}?`,
  );
}

/** The profile that the flags give. The demo also serves the hosts in it. */
function statedProfile(flags: Flags): Partial<Profile> {
  const { profile } = situationOf(flags, {});
  return Object.fromEntries(
    Object.entries(profile).filter(([key, value]) => (Array.isArray(value) ? value.length > 0 : value !== null) && key !== 'fromIs'),
  );
}

/**
 * The word after `--demo` is the scenario if a scenario has that name (docs/contract.md, Flags), or if the word can be nothing else, for
 * example a misspelt name.
 */
export async function joinDemoName(argv: readonly string[], commands: readonly string[]): Promise<string[]> {
  const at = argv.indexOf('--demo');
  if (at === -1) return [...argv];
  const { SCENARIOS } = await import('../../demo/index.ts');
  const word = argv[at + 1];
  const names = SCENARIOS.map((scenario) => scenario.name);
  const isName = word !== undefined && (word === 'list' || names.some((name) => name === word));
  if (!isName && word !== undefined && !word.startsWith('-')) {
    if (typoCorrection(word, names) !== null || !belongs(word, commands, argv.slice(0, at))) throw unknownScenario(nearest(word, names));
  }
  return [...argv.slice(0, at), `--demo=${isName ? word : 'healthy'}`, ...argv.slice(at + (isName ? 2 : 1))];
}

/**
 * True for a word that has another meaning, or is a typo of such a word: a command, an area of `check`, or an argument of another command.
 */
function belongs(word: string, commands: readonly string[], before: readonly string[]): boolean {
  const command = before.find((each) => commands.includes(each));
  if (command === undefined) return typoCorrection(word, commands) !== null;
  return command !== 'check' || typoCorrection(word, AREAS) !== null;
}
