/** GD208: a resolver gives an address that is not the host's; the host has a trusted certificate at another resolver's address. */
import { command, commands } from '../../model/command/index.ts';
import { falseAnswers } from '../facts/false-answers.ts';
import { unique } from '../facts/order.ts';
import { by, defineRule } from './rule.ts';
import { briefly, digServer, toList, verb } from './shared/wording.ts';

export const resolverAnswersFalsely = defineRule({
  code: 'GD208',
  excludes: {
    'resolvers-disagree': by.controls('other-answer'),
    'name-sinkholed': by.controls('other-answer'),
    'certificate-for-another-name': by.controls('other-answer'),
    'port-refused': by.controls('other-answer'),
    'port-dropped': by.controls('other-answer'),
    'answers-injected': by.controls('other-answer'),
  },

  find(view) {
    return [...Map.groupBy(falseAnswers(view), ({ wrong, isSeen }) => `${isSeen} ${wrong.join()}`).values()].map((group) => {
      const wrong = unique(group.flatMap((each) => each.wrong));
      const isSeen = group.every((each) => each.isSeen);
      return {
        subject: toList(wrong, 3),
        // A server may be down at one of its addresses.
        confidence: isSeen ? ('certain' as const) : ('likely' as const),
        leadsThere: isSeen,
        accountsFor: unique(group.map(({ row }) => row.id)),
        evidence: unique(
          group.flatMap(({ control, name }) => [control.id, ...(view.dnsOf(name) === undefined ? [] : [view.dnsOf(name)?.id ?? ''])]),
        ),
        facts: {
          hosts: unique(group.map(({ name }) => name)),
          wrong,
          given: unique(group.flatMap(({ given }) => given)),
          others: unique(group.flatMap(({ others }) => others)),
          right: unique(group.map(({ right }) => right)),
          isSeen,
        },
      };
    });
  },

  summary: 'A resolver gives a wrong address for a host. Another resolver gives the address where the host answers.',
  why: 'The resolver has an old record, a private zone for the name, or a filter that gives another address. The host itself works: it presents its genuine certificate at the address from the other resolver.',
  stops: 'Programs connect to the wrong server and get a wrong certificate, a refusal or no answer.',
  otherwise: 'the host may be down at one of its addresses but work at another',
  confusedWith: {
    'resolvers-disagree': 'nothing shows which answer is right.',
    'name-sinkholed': 'no answer of another resolver leads to the genuine host.',
    'certificate-for-another-name': 'the resolver gives the right address.',
    'port-refused': 'the address is right, but the host refuses.',
    'port-dropped': 'the address is right, but nothing answers.',
    'answers-injected': 'the right answer comes from the same resolver, after the false answer.',
  },
  byHand: [
    { run: command`dig +short @<resolver> <host>`, shows: '<wrong address>', tells: 'The first resolver gives this wrong address.' },
    {
      run: command`curl -s -o /dev/null -m 5 -w 'exit %{exitcode}\\n' --resolve <host>:443:<public address> https://<host>/`,
      shows: 'exit 0',
      tells: 'At the address that another resolver gives, the host presents its genuine certificate.',
    },
  ],
  example: {
    hosts: ['<host>'],
    wrong: ['<resolver>'],
    given: ['<wrong address>'],
    others: ['<another resolver>'],
    right: ['<address>'],
    // True if a connection to the given address reached a different server. Otherwise the host may be down or blocked there.
    isSeen: true,
  },
  title: ({ hosts, wrong, isSeen }) =>
    isSeen
      ? `The resolver ${toList(wrong, 3)} gives a wrong address for ${toList(hosts, 3)}`
      : `The resolver ${toList(wrong, 3)} gives an address at which ${toList(hosts, 3)} ${verb(hosts.length, 'does', 'do')} not answer`,
  evidence: ({ hosts, wrong, given, others, right }) => [
    `${toList(wrong)} ${verb(wrong.length, 'gives', 'give')} ${toList(given)} for ${toList(hosts)}, where the host does not answer.`,
    `${toList(others)} ${verb(others.length, 'gives', 'give')} ${toList(right)}, where the host presents its genuine certificate.`,
  ],
  fixes: ({ hosts, wrong, given, others, right, isSeen }) => [
    {
      owner: 'network-team',
      text: `Our resolver ${toList(wrong)} gives ${toList(given)} for ${toList(hosts, 20)}; the host is at ${toList(right)}, as ${toList(others)} ${verb(others.length, 'says', 'say')}. ${isSeen ? `Please remove ${originOf(given)}.` : `Please check whether ${toList(given)} also ${verb(given.length, 'belongs', 'belong')} to ${briefly(hosts, 'host')}, but connections there are dropped or refused. If not, remove ${originOf(given)}.`}`,
      command: commands(
        hosts
          .slice(0, 3)
          .flatMap((host) => [...wrong, ...others].slice(0, 2).map((resolver) => command`dig +short ${digServer(resolver)} ${host}`)),
      ),
    },
    {
      owner: 'you',
      text: `If you chose the resolver ${toList(wrong)} yourself, put ${toList(others, 3)} before it in the settings.`,
      command: command`cat /etc/resolv.conf`,
    },
  ],
});

function originOf(given: readonly string[]): string {
  return `the record, the private zone or the filter that gives ${toList(given)}`;
}
