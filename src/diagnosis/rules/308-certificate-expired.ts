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
  why: 'Its owner did not renew it in time. If an inspecting device made it, the CA of that device has expired or its clock is wrong. A wrong clock on this machine gives the same error, so this tool first compares the clock with those of other servers.',
  stops: 'Every program that verifies certificates refuses the connection. Only Java accepts an expired root certificate.',
  otherwise: 'this clock was not proved right, or the certificate is not the genuine one',
  confusedWith: {
    'clock-wrong': 'this clock differs from the Date headers of all hosts; here it agrees with them.',
    'tls-intercepted': 'the CA is private; here only the date is wrong.',
  },
  byHand: [
    {
      run: certCheck(word`<host>`, command`-dates -checkend 0`),
      shows: 'Certificate will expire',
      tells: 'The certificate has expired: “will expire” refers to the 0 seconds asked for. The line above shows the dates.',
    },
    {
      run: command`curl -sS -o /dev/null -m 10 https://<host>/`,
      shows: 'certificate has expired',
      tells: 'Programs refuse the certificate. They report the same if this clock is ahead: GD115 shows how to compare it.',
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
              : `The operator of ${toList(hosts)} has to renew ${verb(hosts.length, 'its certificate', 'their certificates')}. Check the operator's status page, and report it to them if it is not listed there.`,
        }
      : {
          owner: 'network-team' as const,
          text: `The certificate presented for ${toList(hosts, 20)} is made by “${issuer ?? 'a private CA'}” and expired on ${dateOf(notAfter)}. Please renew the certificate of the device that signs, or exempt ${verb(hosts.length, 'this host', 'these hosts')} from TLS inspection.`,
        },
  ],
});
