/** GD320: the certificate starts in the future, and this machine's clock is not the reason. */

import { command } from '../../model/command/index.ts';
import { clockOf } from '../facts/clock.ts';
import { by, defineRule } from './rule.ts';
import { dateOf, type Validity, validityClaims, validityLines } from './shared/validity.ts';
import { toList, verb } from './shared/wording.ts';

export const certificateNotYetValid = defineRule<Validity>({
  code: 'GD320',
  excludes: {
    'clock-wrong': (view) => clockOf(view).observations,
    'certificate-expired': by.failuresOf('tls.not-yet-valid'),
    'tls-intercepted': by.failuresOf('tls.not-yet-valid'),
  },

  find: (view) => validityClaims(view, 'tls.not-yet-valid'),

  summary: 'A certificate is not valid yet.',
  why: 'It was installed too early, or the clock of the device that made it is ahead. A wrong clock on this machine gives the same error, so this tool first compares the clock with those of other servers.',
  stops: 'Every program that verifies certificates refuses the connection until that day.',
  otherwise: 'this clock was not proved right, or the certificate is not the genuine one',
  confusedWith: {
    'clock-wrong': 'this clock differs from the Date headers of all hosts; here it agrees with them.',
    'certificate-expired': 'the last day has passed; here the first day has not come.',
    'tls-intercepted': 'the CA is private; here only the date is wrong.',
  },
  byHand: [
    {
      run: command`curl -sS -o /dev/null -m 10 https://<host>/`,
      shows: 'certificate is not yet valid',
      tells:
        'Programs refuse the certificate. They report the same if this clock is behind: GD115 shows how to compare it. openssl x509 -noout -startdate prints its first day.',
    },
  ],
  example: {
    hosts: ['<host>'],
    issuer: '<issuer>',
    genuine: true,
    notBefore: '<date>',
    notAfter: null,
    clock: 'agrees',
    witnesses: 1,
    gitpod: false,
  },
  title: ({ hosts, notBefore }) =>
    `The certificate of ${toList(hosts)} ${notBefore === null ? 'is not valid yet' : `is not valid before ${dateOf(notBefore)}`}`,
  evidence: validityLines,
  fixes: ({ hosts, genuine, gitpod, clock, issuer, notBefore }) => [
    clock !== 'agrees' && { owner: 'you', text: 'Compare the clock of this machine with a trusted one first.', command: command`date -u` },
    genuine === false
      ? {
          owner: 'network-team' as const,
          text: `The certificate presented for ${toList(hosts, 20)} is made by “${issuer ?? 'a private CA'}” and begins on ${dateOf(notBefore)}. Please set the clock of the device that re-signs TLS, or exempt ${verb(hosts.length, 'this host', 'these hosts')} from TLS inspection.`,
        }
      : {
          owner: gitpod && genuine === true ? ('gitpod' as const) : ('you' as const),
          text: `The operator of ${toList(hosts)} has to present a certificate that is valid today: this one begins on ${dateOf(notBefore)}.`,
        },
  ],
});
