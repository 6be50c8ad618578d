/** GD808: the alias has an old address of its environment. Only for aliases that connect by address. */
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

  summary: 'The alias leads to an address where its environment no longer answers.',
  why: 'The section of an alias below gitpod.remote has the address of one machine. A restarted environment gets a new address, but an old section still has the old one.',
  stops: 'The client ends with “Connection timed out” or “Connection refused”, or reaches another customer’s machine.',
  otherwise: 'a firewall may block only this address (ssh-port-blocked)',
  confusedWith: {
    'ssh-port-blocked':
      'this network blocks the port for every address; here the port works for other addresses, or the address no longer exists.',
    'ssh-two-generations': 'an old section names an old program; here an old section names an old address.',
  },
  byHand: [
    {
      run: command`ssh -G -- <alias> | grep '^hostname '`,
      shows: 'hostname <old address>',
      tells: 'ssh uses this address. Compare this address with the address of the environment.',
    },
    {
      run: command`nc -vz -w 5 <host> <port>`,
      shows: 'timed out',
      tells: 'No server answers at this address any more. “refused” would mean that another machine now has the address.',
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
  title: ({ alias, host }) => `${alias} leads to ${host}, where its environment no longer is`,
  evidence: (facts) => [
    facts.nameIsGone ? `The name ${facts.host} does not exist any more.` : `Port ${facts.port} of ${facts.host} accepts no connection.`,
    facts.setAt !== null && `The address is set at ${facts.setAt}.`,
    facts.portAnswersElsewhere && `Another address answers on port ${facts.port}, so the port itself is open from here.`,
    facts.addresses > 1 && `The sections for this name contain ${facts.addresses} addresses, and ssh uses the first.`,
  ],
  fixes: ({ setAt }) => [
    {
      owner: 'you',
      text: `Connect again from the editor or CLI that wrote the section, so that the section gets the new address${setAt === null ? '' : `, or remove the section at ${setAt}`}.`,
      command: command`gitpod environment ssh-config\n# or: ona environment ssh-config`,
    },
  ],
});
