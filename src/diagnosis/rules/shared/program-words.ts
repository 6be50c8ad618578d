/** Programs with their own trust store: their names, and what breaks when the store lacks a root. */
import type { Consumer } from '../../../model/consumer.ts';
import { type ProgramTrust, TRUSTING_PROGRAMS, type TrustingProgram } from '../../../model/program-trust.ts';
import { unique } from '../../facts/order.ts';
import { toList } from './wording.ts';

interface Words {
  name: string;
  /** What breaks if the program rejects the chain; null if the text of another program covers it. */
  breaks: string | null;
}

export const PROGRAM_WORDS = {
  system: { name: 'the trust store of the system', breaks: null },
  go: { name: 'Go programs (Gitpod CLI, runner)', breaks: 'the Gitpod CLI and the runner do not reach Gitpod, AWS or the registries' },
  curl: { name: 'curl', breaks: 'install scripts that use curl fail' },
  git: { name: 'git', breaks: 'git does not clone over HTTPS' },
  vscode: { name: 'VS Code', breaks: 'VS Code downloads neither its server nor extensions' },
  node: { name: 'Node programs', breaks: 'Node programs, such as coding agents, do not connect' },
  npm: { name: 'npm', breaks: 'npm installs nothing' },
  python: { name: 'Python (requests, pip)', breaks: 'pip and Python tools do not connect' },
  aws: { name: 'the AWS CLI', breaks: 'the AWS CLI and boto3 make no call' },
  java: { name: 'Java programs', breaks: 'Maven, Gradle and other Java programs download nothing' },
  jetbrains: { name: 'JetBrains IDEs', breaks: 'JetBrains IDEs download no backend and no plugin' },
  containers: { name: 'containers', breaks: null },
} as const satisfies Record<TrustingProgram, Words>;

/** The programs that have a requirement, in words; a plural takes a plural verb. */
export const CONSUMER_WORDS = {
  go: { name: 'the Gitpod CLI and runner', many: true },
  browser: { name: 'browsers', many: true },
  vscode: { name: 'VS Code', many: false },
  jvm: { name: 'JetBrains IDEs', many: true },
  git: { name: 'git', many: false },
  'container-engine': { name: 'the container engine', many: false },
  ssh: { name: 'ssh', many: false },
  tool: { name: 'this tool', many: false },
} as const satisfies Record<Consumer, { name: string; many: boolean }>;

export function consumerNames(consumers: readonly Consumer[]): string[] {
  return consumers.map((consumer) => CONSUMER_WORDS[consumer].name);
}

/** The form of a verb after a list of programs: singular or plural. */
export function consumerVerb(consumers: readonly Consumer[], one: string, many: string): string {
  const [first] = consumers;
  return consumers.length > 1 || (first !== undefined && CONSUMER_WORDS[first].many) ? many : one;
}

/**
 * The programs that trust the CA, those that do not, what breaks, and the programs that could not be checked, in a line each. A program has
 * the paths of its trust stores.
 */
export function programLines(programs: readonly ProgramTrust[]): string[] {
  const programsThat = (vouches: ProgramTrust['vouches']) =>
    TRUSTING_PROGRAMS.flatMap((program) => {
      const lists = programs.filter((one) => one.program === program && one.vouches === vouches);
      return lists.length === 0 ? [] : [`${PROGRAM_WORDS[program].name}${placesText(lists)}`];
    });
  const [trusting, rejecting, unseen] = [programsThat('trusted'), programsThat('untrusted'), programsThat('unknown')];
  const broken = brokenBy(programs);
  return [
    ...(trusting.length > 0 ? [`On the machine, this CA is trusted by ${toList(trusting, 12)}.`] : []),
    ...(rejecting.length > 0 ? [`On the machine, this CA is not trusted by ${toList(rejecting, 12)}.`] : []),
    ...(broken.length > 0 ? [`If a connection is inspected in this way, ${broken.join('; ')}.`] : []),
    ...(unseen.length > 0 ? [`Not visible from here: ${toList(unseen, 12)}.`] : []),
  ];
}

/** Programs of which every installation rejects the chain. */
function brokenBy(programs: readonly ProgramTrust[]): string[] {
  return TRUSTING_PROGRAMS.flatMap((program) => {
    const lists = programs.filter((one) => one.program === program);
    const isRejecting = lists.length > 0 && lists.every(({ vouches }) => vouches === 'untrusted');
    return isRejecting ? (PROGRAM_WORDS[program].breaks ?? []) : [];
  });
}

/** The setting that selects the trust store, and the path of a store that belongs to the program. */
function placesText(lists: readonly ProgramTrust[]): string {
  const places = unique(
    lists.flatMap(({ program, decidedBy, files }) => decidedBy ?? (HAS_ITS_OWN.has(program) ? (files[0]?.path ?? []) : [])),
  );
  return places.length === 0 ? '' : ` (${places.join(', ')})`;
}

const HAS_ITS_OWN: ReadonlySet<TrustingProgram> = new Set<TrustingProgram>(['python', 'aws', 'java', 'jetbrains']);
