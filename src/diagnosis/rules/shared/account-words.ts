/** Title, evidence and fixes of GD138 for each fault of the account. */
import { command, listing } from '../../../model/command/index.ts';
import type { AccountMatter } from '../../facts/login-scope.ts';
import type { FixDraft } from '../rule.ts';
import { briefly, toList, verb } from './wording.ts';

export interface AccountFacts {
  proxy: string;
  account: AccountMatter;
  /** Hosts for which the proxy answers 407 to the login. */
  endpoints: string[];
  /** Hosts for which only the login opens the tunnel. */
  accepted: string[];
}

interface Words {
  title(facts: AccountFacts): string;
  evidence(facts: AccountFacts): string;
  fixes(facts: AccountFacts): FixDraft[];
}

const permissionFix = ({ proxy, endpoints }: AccountFacts): FixDraft => ({
  owner: 'network-team',
  text: `The proxy ${proxy} accepts the login of our account and answers 407 for ${briefly(endpoints, 'host')}. Please let our account reach ${briefly(endpoints, 'host')}, or exempt ${verb(endpoints.length, 'it', 'them')} from the login.`,
  command: listing('names', endpoints),
});

const permissionTitle = ({ proxy, endpoints }: AccountFacts) =>
  `The proxy ${proxy} does not let this account reach ${toList(endpoints, 3)}`;

export const PROXY_ACCOUNT_MESSAGES: Readonly<Record<AccountMatter, Words>> = {
  hosts: {
    title: permissionTitle,
    evidence: ({ accepted }) =>
      `The same login opens the tunnel to ${toList(accepted, 3)}, which the proxy refuses without a login. So the login is right.`,
    fixes: (facts) => [permissionFix(facts)],
  },
  permission: {
    title: permissionTitle,
    evidence: () => 'The proxy says that it knows the login but does not allow the request (authorization_failed).',
    fixes: (facts) => [permissionFix(facts)],
  },
  stopped: {
    title: ({ proxy }) => `The proxy ${proxy} no longer accepts a login that it accepted before`,
    evidence: () => 'The proxy opened a tunnel with this login. Later, it answered 407 to the same request with the same login.',
    fixes: ({ proxy }) => [
      {
        owner: 'network-team',
        text: `The proxy ${proxy} accepted the login of our account and then answered 407 to it. Please check whether our account was locked, has expired, or has used up a limit of sessions or traffic.`,
      },
      {
        owner: 'you',
        text: 'Until you know why the proxy answers 407 to this login, stop the programs that use it. If the account is locked, each further attempt can keep it locked.',
      },
    ],
  },
  expired: {
    title: ({ proxy }) => `The password for the proxy ${proxy} has expired`,
    evidence: () => 'The proxy says that the password has expired (authentication_failed_password_expired).',
    fixes: ({ proxy }) => [
      {
        owner: 'you',
        text: `Change the password of the account, then put the new one into HTTPS_PROXY and HTTP_PROXY, with special characters percent-encoded. Set both where the failing program gets its variables: in the configuration of the runner, in the shell or in the IDE.`,
        command: command`export HTTPS_PROXY='http://<user>:<password>@${proxy}'\nexport HTTP_PROXY="$HTTPS_PROXY"`,
      },
      {
        owner: 'network-team',
        text: `The password of our account for the proxy ${proxy} has expired. Please renew the password. If a machine uses the account, please choose a password that does not expire.`,
      },
    ],
  },
};
