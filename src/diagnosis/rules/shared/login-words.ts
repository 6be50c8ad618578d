/** What each program needs for a login at a proxy that offers no Basic. */
import { type LoginProgram, programsBySchemes } from '../../../knowledge/proxies/login-schemes.ts';
import { type Command, command, commands } from '../../../model/command/index.ts';
import type { LoginFacts } from '../../facts/login.ts';
import type { TicketFacts } from '../../facts/tickets.ts';
import type { FixDraft } from '../rule.ts';
import { plural, requestedHostsText, toList } from './wording.ts';

const NAMES: Readonly<Record<LoginProgram, string>> = {
  curl: 'curl',
  git: 'git',
  browsers: 'browsers',
  'VS Code': 'VS Code',
  JetBrains: 'JetBrains',
  Go: "Gitpod's CLI and runner",
  Node: 'Node',
  AWS: "AWS's CLI",
  Docker: 'Docker',
  pip: 'pip',
  wget: 'wget',
};

/** The names of the programs as a list in a sentence. */
export function programsText(programs: readonly LoginProgram[]): string {
  return toList(programs.map((program) => NAMES[program]));
}

/** The answer of the proxy, as a line of evidence. */
export function demandText({ proxy, hosts, schemes }: LoginFacts): string {
  return `${proxy} answers CONNECT with 407 for ${plural(hosts.length, 'host')} and offers ${toList(schemes)}: ${toList(hosts)}.`;
}

/** The default address of the helper px. */
const HELPER = '127.0.0.1:3128';

/** The fixes once there is a ticket: settings for git and curl, and a helper for programs without Kerberos. */
export function withTicketFixes({ proxy, schemes, helpers }: TicketFacts): FixDraft[] {
  const { able, unable } = programsBySchemes(schemes);
  const [helper] = helpers;
  const place = helper === undefined ? HELPER : `127.0.0.1:${helper.port}`;
  const named = helper === undefined || helper.program === 'unknown' ? 'px' : helper.program;
  return [
    {
      owner: 'you',
      text: `With a ticket, ${programsText(able.filter((program) => program !== 'curl' && program !== 'git'))} log in by themselves. Tell git to use the ticket; curl needs two options.`,
      command: commands([
        command`git config --global http.proxy http://:@${proxy}`,
        command`git config --global http.proxyAuthMethod negotiate`,
        command`curl -I -x http://${proxy} --proxy-negotiate -U : https://app.gitpod.io/`,
      ]),
    },
    {
      owner: 'you',
      text: `${programsText(unable)} cannot use a ticket. ${
        helper === undefined
          ? `Run ${named}, a helper that logs in for these programs`
          : `${named} seems to listen on this machine and may log in for these programs`
      }, and point the proxy variables at it.`,
      command: command`export HTTPS_PROXY=http://${place}\nexport HTTP_PROXY="$HTTPS_PROXY"`,
    },
  ];
}

export function getTicket({ user, realm }: Pick<TicketFacts, 'user' | 'realm'>): Command {
  return user === null ? command`kinit <user>@${realm}` : command`kinit ${user}@${realm}`;
}

/** Runners have no user who could get a ticket. */
export function exemptFix({ proxy, hosts, nothingPasses }: TicketFacts): FixDraft {
  return {
    owner: 'network-team',
    text: `The proxy ${proxy} offers Kerberos (Negotiate) but not Basic. Programs without a user, such as Gitpod's runner, cannot log in with Kerberos. Please offer Basic to a service account, or exempt our machine from the login ${requestedHostsText(hosts, nothingPasses)}.`,
  };
}

/** Local programs that log in with these schemes: cntlm supports only NTLM, and px every scheme of libcurl (`--auth` in its manual). */
export function loginHelpers(schemes: readonly string[]): string {
  const offered = new Set(schemes.map((scheme) => scheme.toLowerCase()));
  const others = ['Negotiate', 'Digest'].filter((scheme) => offered.has(scheme.toLowerCase()));
  const helpers = [...(offered.has('ntlm') ? ['cntlm for NTLM'] : []), ...(others.length > 0 ? [`px for ${toList(others)}`] : [])];
  return helpers.length > 0 ? helpers.join(', ') : 'px';
}
