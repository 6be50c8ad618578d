/** GD320: the certificate starts in the future, and this machine's clock is not the reason. */

import { command } from '../../model/command/index.ts';
import { clockOf } from '../facts/clock.ts';
import { by, defineRule } from './rule.ts';
import { dateOf, type Validity, validityClaims, validityLines } from './shared/validity.ts';
import { briefly, toList } from './shared/wording.ts';

export const certificateNotYetValid = defineRule<Validity>({
  code: 'GD320',
  excludes: {
    'clock-wrong': (view) => clockOf(view).observations,
    'certificate-expired': by.failuresOf('tls.not-yet-valid'),
    'tls-intercepted': by.failuresOf('tls.not-yet-valid'),
  },

  find: (view) => validityClaims(view, 'tls.not-yet-valid'),

  summary: 'A certificate is not valid yet.',
  why: 'The certificate was installed too early, or the clock of the device that made it is ahead. A wrong clock on the machine gives the same error, so gitpod-doctor first compares this clock with the clocks of other servers.',
  stops: 'Every program that verifies certificates refuses the connection until that day.',
  otherwise: 'it was not proved that this clock is right, or that the certificate is genuine',
  confusedWith: {
    'clock-wrong': 'this clock differs from the clocks of all servers; here this clock agrees with them.',
    'certificate-expired': 'the last valid day has passed; here the first valid day is in the future.',
    'tls-intercepted': 'the CA is private; here the CA is right, and only the date is wrong.',
  },
  byHand: [
    {
      run: command`curl -sS -o /dev/null -m 10 https://<host>/`,
      shows: 'certificate is not yet valid',
      tells:
        'Programs refuse the certificate. They report the same error if the clock of this machine is behind: GD115 shows how to check the clock. openssl x509 -noout -startdate prints the first valid day.',
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
          text: `The certificate presented for ${toList(hosts, 20)} was issued by “${issuer ?? 'a private CA'}” and begins on ${dateOf(notBefore)}. Please set the clock of the device that re-signs TLS, or exempt ${briefly(hosts, 'host')} from TLS inspection.`,
        }
      : {
          owner: gitpod && genuine === true ? ('gitpod' as const) : ('you' as const),
          text: `The operator of ${toList(hosts)} has to present a certificate that is valid today. The present certificate begins on ${dateOf(notBefore)}.`,
        },
  ],
});
