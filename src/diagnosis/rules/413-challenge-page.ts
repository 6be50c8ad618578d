/** GD413: a page that checks for a human visitor, with any status. */

import { publishedOwner } from '../../knowledge/owner-of-host.ts';
import { command } from '../../model/command/index.ts';
import { answersByHost } from '../facts/answers.ts';
import { by, defineRule } from './rule.ts';
import { serverProofText, toList } from './shared/wording.ts';

export const challengePage = defineRule({
  code: 'GD413',
  excludes: { 'service-refuses-client': by.faults, 'block-page': by.faults, 'rate-limited': by.faults },

  find(view) {
    const challenges = answersByHost(view, ({ answer }) => answer.pageClass === 'challenge');
    return challenges.map(({ host, group, vouched, issuer, viaProxy, statuses, claim }) => {
      const challenger = group.flatMap(({ answer }) => answer.challengedBy ?? []).find((name) => name !== 'unknown') ?? null;
      return {
        ...claim,
        // Other pages may have this title, but a product's headers are unambiguous.
        confidence: vouched === 'public' && challenger !== null ? ('certain' as const) : ('likely' as const),
        facts: { host, statuses, challenger, vouched, issuer, viaProxy, gitpod: publishedOwner(host) === 'Gitpod' },
      };
    });
  },

  summary: 'The service answers with a challenge page, which a browser can pass but a program cannot.',
  why: 'Bot protection or a web application firewall in front of the service does not trust the egress address or the client. The client must first run a script, or a person must solve a captcha. Services often send this page to shared addresses of proxies, VPNs and clouds.',
  stops:
    'Downloads and calls of programs fail: curl, git, IDEs and the runner get the page instead of the data. A browser can open the same address.',
  otherwise: 'the page may only look like a challenge page',
  confusedWith: {
    'service-refuses-client': 'the service refuses browsers too; here a browser can pass the page.',
    'block-page': 'a filter of your network answers; here the protection of the service answers.',
    'rate-limited': 'the service accepts requests again after a while (status 429); here waiting does not help.',
  },
  byHand: [
    {
      run: command`curl -s -m 20 <url> | grep -ciE 'captcha|challenge|just a moment'`,
      shows: '<count>',
      tells: 'A number above 0 means that the page contains a captcha or a challenge. A browser on this network can open the same URL.',
    },
  ],
  example: {
    ...{ host: '<host>', statuses: [403], vouched: 'public', issuer: null },
    // The product that sends the challenge; null if no header shows it.
    challenger: 'Cloudflare',
    ...{ viaProxy: false, gitpod: false },
  },
  title: ({ host, challenger }) =>
    `${host} answers programs with a challenge page${challenger === null ? '' : ` (${challenger})`} that only a browser can pass`,
  evidence: ({ host, statuses, challenger, vouched, issuer }) => [
    `${host} answers ${toList(statuses.map(String))} with ${challenger === null ? 'a page that asks for a human check' : `a challenge of ${challenger}`}.`,
    serverProofText(vouched, issuer),
  ],
  fixes: ({ host, challenger, gitpod, viaProxy }) => [
    {
      owner: 'network-team',
      text: `${host} challenges our egress address${viaProxy ? ' (that of the proxy)' : ''} with a page that programs cannot pass. Please tell us our egress address and check it on public reputation lists. Can our machine use an egress address for ${host} that fewer people share?`,
    },
    gitpod
      ? {
          owner: 'gitpod',
          text: `${host} answers programs from our egress address with a challenge${challenger === null ? '' : ` of ${challenger}`}. Please exempt our egress address, or the paths that programs use, from the challenge.`,
        }
      : {
          owner: 'you',
          text: `Ask the operator of ${host} to exempt your egress address from the challenge. Until then, open https://${host}/ in a browser on this network, or use a network without a shared egress address. A script cannot pass the challenge.`,
        },
  ],
});
