/** GD308: the certificate has expired, and this machine's clock is not the reason. */

import { command, word } from '../../model/command/index.ts';
import { clockOf } from '../facts/clock.ts';
import { by, defineRule } from './rule.ts';
import { certCheck } from './shared/by-hand.ts';
import { dateOf, type Validity, validityClaims, validityLines } from './shared/validity.ts';
import { briefly, toList, verb } from './shared/wording.ts';

export const certificateExpired = defineRule<Validity>({
  code: 'GD308',
  excludes: { 'clock-wrong': (view) => clockOf(view).observations, 'tls-intercepted': by.failuresOf('tls.expired') },

  find: (view) => validityClaims(view, 'tls.expired'),

  summary: 'A certificate has expired.',
  why: 'The owner did not renew the certificate in time. If an inspecting device made it, the device’s CA has expired or its clock is wrong. A wrong clock on the machine gives the same error, so gitpod-doctor first compares this clock with the clocks of other servers.',
  stops: 'Every program that verifies certificates refuses the connection. Only Java accepts an expired root certificate.',
  otherwise: 'it was not proved that this clock is right, or that the certificate is genuine',
  confusedWith: {
    'clock-wrong': 'this clock differs from the clocks of all servers; here this clock agrees with them.',
    'tls-intercepted': 'the CA is private; here the CA is right, and only the date is wrong.',
  },
  byHand: [
    {
      run: certCheck(word`<host>`, command`-dates -checkend 0`),
      shows: 'Certificate will expire',
      tells:
        'The certificate has expired. The words “will expire” refer to the next 0 seconds, so ignore them. The line above shows the dates.',
    },
    {
      run: command`curl -sS -o /dev/null -m 10 https://<host>/`,
      shows: 'certificate has expired',
      tells:
        'Programs refuse the certificate. They report the same error if the clock of this machine is ahead: GD115 shows how to check the clock.',
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
    `The certificate of ${toList(hosts)} ${notAfter === null ? 'is expired or not yet valid' : `expired on ${dateOf(notAfter)}`}`,
  evidence: validityLines,
  fixes: ({ hosts, genuine, gitpod, clock, issuer, notAfter }) => [
    clock !== 'agrees' && { owner: 'you', text: 'Compare the clock of this machine with a trusted one first.', command: command`date -u` },
    genuine !== false
      ? {
          owner: gitpod && genuine === true ? ('gitpod' as const) : ('you' as const),
          text:
            gitpod && genuine === true
              ? `The certificate of ${toList(hosts)} (issuer “${issuer ?? 'unnamed'}”) expired on ${dateOf(notAfter)}. Please renew the certificate of ${briefly(hosts, 'host')}.`
              : `The operator of ${toList(hosts)} has to renew ${verb(hosts.length, 'its certificate', 'their certificates')}. Check the operator's status page. If the problem is not listed there, report it to the operator.`,
        }
      : {
          owner: 'network-team' as const,
          text: `The certificate presented for ${toList(hosts, 20)} was issued by “${issuer ?? 'a private CA'}” and expired on ${dateOf(notAfter)}. Please renew the certificate of the device that signs, or exempt ${briefly(hosts, 'host')} from TLS inspection.`,
        },
  ],
});
