/** GD308: the certificate has expired, and this machine's clock is not the reason. */

import { command, word } from '../../model/command/index.ts';
import { clockOf } from '../facts/clock.ts';
import { by, defineRule } from './rule.ts';
import { certCheck } from './shared/by-hand.ts';
import { dateOf, type Validity, validityClaims, validityLines } from './shared/validity.ts';
import { toList, verb } from './shared/wording.ts';

export const certificateExpired = defineRule<Validity>({
  code: 'GD308',
  excludes: { 'clock-wrong': (view) => clockOf(view).observations, 'tls-intercepted': by.failuresOf('tls.expired') },

  find: (view) => validityClaims(view, 'tls.expired'),

  summary: 'A certificate has expired.',
  why: 'Its owner did not renew it in time. If an inspecting device made it, that device’s own CA has expired or its clock is wrong. A wrong clock on the machine gives the same error, so it is compared with the clocks of the other hosts first.',
  stops: 'Every program that verifies certificates refuses the connection; Java alone overlooks it at a root.',
  otherwise: 'this clock was not proved right, or the certificate is not the genuine one',
  confusedWith: {
    'clock-wrong': 'There the Date headers of all hosts differ from this clock; here they agree with it.',
    'tls-intercepted': 'There the CA is a private one; here only the date is wrong.',
  },
  byHand: [
    {
      run: certCheck(word`<host>`, command`-dates -checkend 0`),
      shows: 'Certificate will expire',
      tells: 'It is past its date already: 0 asks about this second. The line above it gives the dates.',
    },
    {
      run: command`curl -sS -o /dev/null -m 10 https://<host>/`,
      shows: 'certificate has expired',
      tells: 'Programs refuse it. With a clock that is ahead they say the same: GD115 tells how to compare.',
    },
  ],
  example: {
    hosts: ['<host>'],
    issuer: '<issuer>',
    genuine: true,
    notBefore: null,
    notAfter: '<date>',
    clock: 'agrees',
    witnesses: 1,
    gitpod: false,
  },
  title: ({ hosts, notAfter }) =>
    `The certificate of ${toList(hosts)} ${notAfter === null ? 'is outside its dates' : `expired on ${dateOf(notAfter)}`}`,
  evidence: validityLines,
  fixes: ({ hosts, genuine, gitpod, clock, issuer, notAfter }) => [
    clock !== 'agrees' && { owner: 'you', text: 'Compare the clock of this machine with a trusted one first.', command: command`date -u` },
    genuine !== false
      ? {
          owner: gitpod && genuine === true ? ('gitpod' as const) : ('you' as const),
          text:
            gitpod && genuine === true
              ? `The certificate of ${toList(hosts)} (issuer “${issuer ?? 'unnamed'}”) expired on ${dateOf(notAfter)}. Please renew it.`
              : `The operator of ${toList(hosts)} has to renew ${verb(hosts.length, 'its certificate', 'their certificates')}. Look at the operator's status page, and tell them if it is not known there.`,
        }
      : {
          owner: 'network-team' as const,
          text: `The certificate presented for ${toList(hosts, 20)} is made by “${issuer ?? 'a private CA'}” and expired on ${dateOf(notAfter)}. Please renew the certificate of the device that signs, or exempt ${verb(hosts.length, 'this host', 'these hosts')} from TLS inspection.`,
        },
  ],
});
