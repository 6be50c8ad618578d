/** GD211: one query gets two contradictory answers, because a device on the path answers before the resolver. */
import { command, commands } from '../../model/command/index.ts';
import { injections } from '../facts/injections.ts';
import { unique } from '../facts/order.ts';
import { by, defineRule } from './rule.ts';
import { briefly, digServer, toList } from './shared/wording.ts';

export const answersInjected = defineRule({
  code: 'GD211',
  leadsThere: true,
  excludes: {
    'resolver-answers-falsely': by.controls('dns-details'),
    'resolver-filters': by.controls('dns-details'),
    'name-sinkholed': by.controls('other-answer'),
    'name-not-found': by.controls('dns-details'),
  },

  find(view) {
    const found = injections(view);
    return [...Map.groupBy(found, ({ first, proved }) => `${first} ${proved === null}`).values()].map((group) => {
      const [{ first = '', later = '' } = {}] = group;
      const proved = group.every((each) => each.proved !== null);
      return {
        subject: toList(unique(group.flatMap(({ resolvers }) => resolvers)), 3),
        confidence: proved ? ('certain' as const) : ('likely' as const),
        accountsFor: unique(group.flatMap(({ failed }) => failed)),
        evidence: unique(group.flatMap((each) => [each.details, ...(each.proved === null ? [] : [each.proved])])),
        facts: {
          names: group.map(({ name }) => name),
          resolvers: unique(group.flatMap(({ resolvers }) => resolvers)),
          first,
          later,
          guessed: group.some(({ guessed }) => guessed),
          proved,
        },
      };
    });
  },

  summary: 'A device on the path answers DNS questions before the resolver does.',
  why: 'A filter on the path sees the question and sends its own answer. The filter’s answer arrives first, so programs use it and ignore the later answer of the resolver.',
  stops: 'Everything that uses the injected address fails.',
  otherwise: 'the resolver itself may have sent two different answers',
  confusedWith: {
    'resolver-answers-falsely': 'each question gets only one answer, from the resolver.',
    'resolver-filters': 'the resolver itself says that it filters.',
    'name-sinkholed': 'the wrong address comes from the resolver, and no second answer follows.',
    'name-not-found': 'the only answer is “does not exist”.',
  },
  byHand: [
    {
      run: command`dig +tcp +short @<resolver> <host>`,
      shows: '<public address>',
      tells: 'The answer over TCP differs from the answer over UDP. It is harder to inject an answer over TCP.',
    },
  ],
  byHandNote: 'Only a packet capture shows the second answer: run “tcpdump -n port 53” while dig asks for the name.',
  example: {
    ...{ names: ['<host>'], resolvers: ['<resolver>'], first: '<wrong address>', later: '<address>', guessed: false },
    // True if the host has a trusted certificate at an address from a later answer.
    proved: true,
  },
  title: ({ names }) => `A device on the path answers DNS questions for ${toList(names, 3)} before the resolver does`,
  evidence: ({ names, resolvers, first, later, guessed, proved }) => [
    `One question to ${toList(resolvers)} about ${toList(names)} gets two answers: first ${first}, then ${later}.`,
    guessed && 'Some answers carry the ID of another question, so their sender did not see the question itself.',
    proved && `At ${later} the host presents its genuine certificate.`,
  ],
  fixes: ({ names, resolvers, first }) => [
    {
      owner: 'network-team',
      text: `A device between our machine and the resolver ${toList(resolvers)} answers questions for ${names.join(', ')} with ${first}, before the resolver does. Please unblock ${briefly(names, 'name')} in the DNS filter of the firewall or of the provider.`,
      command: commands(names.slice(0, 3).map((name) => command`dig ${digServer(resolvers[0])} ${name}`)),
    },
    {
      owner: 'you',
      text: 'If your network team cannot change the device, ask for a resolver that supports DNS over TLS, where no device can inject answers.',
    },
  ],
});
