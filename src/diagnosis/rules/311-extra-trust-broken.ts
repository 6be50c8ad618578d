/** GD311: a variable or setting for additional CA certificates names a file that contains none, or verification is disabled. */

import { command, pathWord } from '../../model/command/index.ts';
import type { OtherTrustFile, SettingProgram, TrustFile } from '../../model/host-facts.ts';
import { by, defineRule } from './rule.ts';

interface Facts {
  /** The variable, or the setting in its program's spelling. */
  variable: string;
  /** The program of the setting; null for a variable, which several programs read. */
  program: string | null;
  path: string | null;
  /** What is wrong with the file; null if the finding is about disabled verification. */
  state: TrustFile['state'] | null;
}

const ROW = 'host.trust-files';

export const extraTrustBroken = defineRule<Facts>({
  code: 'GD311',
  excludes: { 'tls-intercepted': by.hostFacts },

  find(view) {
    if (view.host === null) return [];
    const broken: Facts[] = view.host.trustFiles
      .filter(({ state }) => state !== 'sound')
      .map(({ variable, path, state }) => ({ variable, program: null, path, state }));
    broken.push(...brokenSettings(view.host.otherTrustFiles ?? []));
    if (view.host.verificationDisabled) broken.push({ variable: 'NODE_TLS_REJECT_UNAUTHORIZED', program: null, path: null, state: null });
    const requirements = view.requirement(ROW) === undefined ? [] : [ROW];
    return broken.map((facts) => ({ subject: subjectOf(facts), confidence: 'certain', accountsFor: [], requirements, facts }));
  },

  summary: 'A variable or setting names a certificate file that is missing or unusable, or it switches certificate verification off.',
  why: 'The file was moved, was never installed on this machine, or is in DER form instead of PEM. Or the variable is no longer needed. Most programs silently ignore the problem. git, pip and the AWS CLI fail.',
  stops:
    'Programs that read the file do not get the CA that it should add, so they fail on inspected connections. With verification switched off, Node programs accept any server.',
  confusedWith: {
    'tls-intercepted': 'no file makes the CA trusted; here a file should do so, but it does not work.',
  },
  byHand: [
    {
      run: command`ls -l "$NODE_EXTRA_CA_CERTS"`,
      shows: 'No such file or directory',
      tells: 'The file that the variable names does not exist. Check SSL_CERT_FILE and AWS_CA_BUNDLE in the same way.',
    },
    {
      run: command`grep 'BEGIN CERTIFICATE' "$SSL_CERT_FILE" || echo 'no certificate in PEM form'`,
      shows: 'no certificate in PEM form',
      tells: 'The file exists but does not hold PEM certificates. It may be a certificate in DER form or a web page.',
    },
  ],
  example: { variable: 'NODE_EXTRA_CA_CERTS', program: null, path: '<file>', state: 'missing' },
  title: (facts) =>
    facts.state === null
      ? `${facts.variable}=0 switches certificate verification off`
      : `${subjectOf(facts)} names a file that ${STATES[facts.state]}`,
  evidence: (facts) => [
    facts.state === null
      ? `${facts.variable} is set to 0 in this environment.`
      : `${subjectOf(facts)} is set to ${facts.path ?? 'a file'}, which ${STATES[facts.state]}.`,
  ],
  fixes: ({ variable, program, path, state }) => [
    state === null
      ? {
          owner: 'you',
          text: `Remove ${variable}. If it was set because of an inspecting proxy, install that proxy's root certificate and name it in NODE_EXTRA_CA_CERTS instead.`,
          command: command`unset ${variable}`,
        }
      : {
          owner: 'you',
          text: `Put the certificates in PEM form at ${path ?? 'the path that the variable names'}, point ${variable} to the right file, or remove the ${program === null ? 'variable' : `setting of ${program}`} if nothing needs it.`,
          ...(path === null
            ? {}
            : {
                command: command`ls -l ${pathWord(path)}\nopenssl x509 -in ${pathWord(path)} -noout -subject -enddate\n# a file in DER form:\nopenssl x509 -inform der -in ${pathWord(path)} -out ca.pem`,
              }),
        },
  ],
});

/** A file in several sections gives one finding. */
function brokenSettings(files: readonly OtherTrustFile[]): Facts[] {
  const broken = files.filter(({ state }) => state !== 'sound');
  const facts = broken.map(({ program, setting, path, state }) => ({ variable: setting, program: PROGRAMS[program], path, state }));
  return [...new Map(facts.map((each) => [JSON.stringify(each), each])).values()];
}

function subjectOf({ variable, program }: Pick<Facts, 'variable' | 'program'>): string {
  return program === null ? variable : `${variable} of ${program}`;
}

const PROGRAMS = {
  git: 'git',
  npm: 'npm',
  pip: 'pip',
  aws: 'the AWS CLI',
  docker: 'Docker',
  vscode: 'VS Code',
  jetbrains: 'JetBrains IDEs',
  system: 'the system',
} as const satisfies Record<SettingProgram, string>;

const STATES = {
  sound: 'is sound',
  missing: 'does not exist',
  unreadable: 'cannot be read',
  empty: 'holds nothing',
  'not-pem': 'is not in PEM form',
  'too-large': 'is too large to be a list of certificates',
} as const satisfies Record<TrustFile['state'], string>;
