/** GD808: the alias has an old address of its environment. Aliases by address only. */
import { command } from '../../model/command/index.ts';
import { isProbablyStale, unreachedAddresses } from '../facts/ssh-ports.ts';
import { defineRule } from './rule.ts';
import { sourceText } from './shared/ssh-words.ts';

export const sshAddressStale = defineRule({
  code: 'GD808',

  find(view) {
    return unreachedAddresses(view)
      .filter(isProbablyStale)
      .map((unreached) => {
        const { alias, host, port, nameIsGone, addresses } = unreached;
        const source = alias.facts?.effective?.hostname.source ?? null;
        return {
          subject: alias.alias,
          confidence: 'likely' as const,
          accountsFor: unreached.accountsFor,
          evidence: [...unreached.answersElsewhere, ...unreached.egress],
          facts: {
            alias: alias.alias,
            host,
            port,
            setAt: source === null ? null : sourceText(source),
            nameIsGone,
            portAnswersElsewhere: unreached.answersElsewhere.length > 0,
            addresses,
          },
        };
      });
  },

  summary: 'The alias leads to an address at which nothing of its environment answers any more.',
  why: 'Aliases below gitpod.remote stand for the address of one machine. When the environment is restarted it has another address, and a section that was written before still names the old one.',
  stops: 'The client ends with “Connection timed out” or “Connection refused”, or reaches another customer’s machine.',
  otherwise: 'it may be ssh-port-blocked, if only this address is filtered',
  confusedWith: {
    'ssh-port-blocked':
      'There the port is closed from this network for every address; here it answers elsewhere, or the address itself is gone.',
    'ssh-two-generations': 'There the section that wins leads to another program; here to another address.',
  },
  byHand: [
    {
      run: command`ssh -G -- <alias> | grep '^hostname '`,
      shows: 'hostname <old address>',
      tells: 'The address that ssh takes, from the first section for the name. Compare it with that of the environment.',
    },
    {
      run: command`nc -vz -w 5 <host> <port>`,
      shows: 'timed out',
      tells: 'Nothing answers there any more. “refused” comes from a machine that now has this address.',
    },
  ],
  example: {
    alias: '<alias>',
    host: '<host>',
    port: 22,
    setAt: '<file>:<line>',
    nameIsGone: false,
    portAnswersElsewhere: true,
    addresses: 1,
  },
  title: ({ alias, host }) => `${alias} leads to ${host}, where it no longer is`,
  evidence: (facts) => [
    facts.nameIsGone ? `The name ${facts.host} does not exist any more.` : `Port ${facts.port} of ${facts.host} accepts no connection.`,
    facts.setAt !== null && `The address is set at ${facts.setAt}.`,
    facts.portAnswersElsewhere && `Another address answers on port ${facts.port}, so the port itself is open from here.`,
    facts.addresses > 1 && `The sections for this name give it ${facts.addresses} addresses, and the first one counts.`,
  ],
  fixes: ({ setAt }) => [
    {
      owner: 'you',
      text: `Connect once more from the editor or the command line that wrote the section, so that it writes the address again${setAt === null ? '' : `, or remove the section at ${setAt}`}.`,
      command: command`gitpod environment ssh-config\n# or: ona environment ssh-config`,
    },
  ],
});
