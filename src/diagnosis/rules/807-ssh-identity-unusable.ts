/** GD807: the alias's key is missing, too open, or locked without an agent. */

import { type Command, command, pathWord } from '../../model/command/index.ts';
import type { FailureKind } from '../../model/failure.ts';
import { type AliasCase, aliasCases, configEvidence, failedIds, hasLogin, rowsOfAlias } from '../facts/ssh-aliases.ts';
import { type KeyFault as Trouble, type UnusableKey, unusableKey } from '../facts/ssh-logins.ts';
import { by, defineRule } from './rule.ts';
import { sourceText, typographicQuotesText } from './shared/ssh-words.ts';
import { plural } from './shared/wording.ts';

interface Facts {
  alias: string;
  trouble: Trouble;
  /** The path of the key; null if only a connection showed the fault, and gave no path. */
  path: string | null;
  setAt: string | null;
  agentKeys: number | null;
}

const BY_KIND: Partial<Record<FailureKind, Trouble>> = {
  'ssh.key-missing': 'missing',
  'ssh.key-too-open': 'too-open',
  'ssh.key-locked': 'locked',
};
const LOGIN: ReadonlySet<FailureKind> = new Set<FailureKind>([
  'ssh.key-missing',
  'ssh.key-too-open',
  'ssh.key-locked',
  'ssh.permission-denied',
]);

export const sshIdentityUnusable = defineRule<Facts>({
  code: 'GD807',
  excludes: { 'ssh-login-refused': by.faults, 'ssh-too-many-keys': by.faults },

  find(view) {
    return aliasCases(view).flatMap((alias) => {
      if (hasLogin(alias)) return [];
      const accountsFor = failedIds(view, alias, LOGIN);
      const trouble = reportedTrouble(alias);
      const bad = unusableKey(alias.facts);
      if (trouble === null && bad === null) return [];
      return [
        {
          subject: bad?.path ?? alias.alias,
          confidence: trouble === null ? ('likely' as const) : ('certain' as const),
          accountsFor,
          evidence: configEvidence(alias),
          requirements: rowsOfAlias(alias),
          facts: factsOf(alias, trouble, bad),
        },
      ];
    });
  },

  summary: 'The ssh client cannot use the key that the alias names.',
  why: 'The key file is missing, or other users can read it, so ssh ignores it. Or the key needs a passphrase, but no agent has the key and ssh has no terminal to ask for the passphrase. This is common in an editor.',
  stops: 'The server answers, but the login ends with “Permission denied (publickey)”.',
  otherwise: 'another key, for example on a security device, may still log in',
  confusedWith: {
    'ssh-login-refused': 'ssh offers a usable key, but the server does not accept it.',
    'ssh-too-many-keys': 'the server gives up before ssh offers the right key of the agent.',
  },
  byHand: [
    { run: command`ls -l <key file>`, shows: 'No such file or directory', tells: 'The key file does not exist.' },
    {
      run: command`ssh -o BatchMode=yes -- <alias> true`,
      shows: 'UNPROTECTED PRIVATE KEY FILE',
      tells: 'Other users can read the key, so ssh ignores it.',
    },
    {
      run: command`ssh-keygen -y -P '' -f <key file>`,
      shows: 'incorrect passphrase',
      tells: 'The key needs a passphrase. Without a terminal, ssh cannot ask for the passphrase, so an agent has to hold the key.',
    },
  ],
  example: { alias: '<alias>', trouble: 'too-open', path: '<key file>', setAt: '<file>:<line>', agentKeys: 0 },
  title: ({ alias, path, trouble }) => `${path ?? 'The key'}, which ${alias} logs in with, ${TROUBLES[trouble]}`,
  evidence: ({ path, trouble, setAt, agentKeys }) => [
    `${path ?? 'The key file'} ${TROUBLES[trouble]}${setAt === null ? '' : ` (set at ${setAt})`}.`,
    ...typographicQuotesText(path),
    trouble === 'locked' &&
      agentKeys !== null &&
      `The agent holds ${agentKeys === 0 ? 'no key' : plural(agentKeys, 'other key', 'other keys')}.`,
  ],
  fixes: ({ trouble, path }) => [remedy(trouble, path ?? '<key file>')],
});

function reportedTrouble({ connects }: AliasCase): Trouble | null {
  for (const { failure } of connects) {
    const trouble = failure === null ? undefined : BY_KIND[failure.kind];
    if (trouble !== undefined) return trouble;
  }
  return null;
}

function factsOf({ alias, facts }: AliasCase, trouble: Trouble | null, bad: UnusableKey | null): Facts {
  const key = trouble === null ? bad : ((facts?.identities ?? []).find(({ state }) => state === trouble) ?? bad);
  return {
    alias,
    trouble: trouble ?? bad?.state ?? 'missing',
    path: key?.path ?? null,
    setAt: key === null || key === undefined ? null : sourceText(key.source),
    agentKeys: facts?.agent?.keys ?? null,
  };
}

const TROUBLES = {
  missing: 'does not exist',
  'too-open': 'can be read by other users, so ssh does not use it',
  locked: 'needs a passphrase, and no agent holds it',
  unreadable: 'cannot be read',
  'not-a-key': 'is not a private key',
} as const satisfies Record<Trouble, string>;

function remedy(trouble: Trouble, path: string): { owner: 'you'; text: string; command: Command } {
  const key = pathWord(path);
  switch (trouble) {
    case 'too-open':
    case 'unreadable':
      return { owner: 'you', text: 'Make the key readable only for you.', command: command`chmod 600 ${key}` };
    case 'locked':
      return { owner: 'you', text: 'Add the key to the SSH agent, which asks for the passphrase once.', command: command`ssh-add ${key}` };
    default:
      return {
        owner: 'you',
        text: 'Let the Gitpod CLI write its section and its key again, or name the key that you use.',
        command: command`ls -l ${key}\ngitpod environment ssh-config\n# or: ona environment ssh-config`,
      };
  }
}
