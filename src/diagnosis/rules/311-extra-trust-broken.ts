/** GD311: a variable that should add trust names a file that adds none, or verification is switched off. */
import type { TrustFile } from '../../model/host-facts.ts';
import { shellWord } from '../evidence/wording.ts';
import { rule } from '../rule.ts';

interface Facts {
  variable: string;
  path: string | null;
  /** Null where verification is switched off altogether. */
  state: TrustFile['state'] | null;
}

const ROW = 'host.trust-files';

export const extraTrustBroken = rule<Facts>({
  code: 'GD311',
  scope: 'mechanism',

  find(view) {
    if (view.host === null) return [];
    const broken: Facts[] = view.host.trustFiles
      .filter(({ state }) => state !== 'sound')
      .map(({ variable, path, state }) => ({ variable, path, state }));
    if (view.host.verificationDisabled) broken.push({ variable: 'NODE_TLS_REJECT_UNAUTHORIZED', path: null, state: null });
    const requirements = view.requirement(ROW) === undefined ? [] : [ROW];
    return broken.map((facts) => ({ subject: facts.variable, confidence: 'certain', accountsFor: [], requirements, facts }));
  },

  explanation: {
    summary: 'A variable names a certificate file that is missing or not usable, or switches verification off.',
    why: 'The file was moved, was never installed on this machine, is in DER instead of PEM form, or the variable is a leftover. Most programs say nothing and go on without it.',
    stops:
      'Programs that read the variable do not trust the authority that it should add, and fail on inspected connections. With verification switched off, Node programs accept anybody.',
    confusedWith: [
      { name: 'tls-intercepted', apart: 'That is about who signs; this is about a file that should vouch for the signer and does not.' },
    ],
    byHand: ['ls -l "$NODE_EXTRA_CA_CERTS" "$SSL_CERT_FILE" "$AWS_CA_BUNDLE"', 'openssl x509 -in <file> -noout -subject -enddate'],
    example: { variable: 'NODE_EXTRA_CA_CERTS', path: '<file>', state: 'missing' },
    title: ({ variable, state }) =>
      state === null ? `${variable}=0 switches certificate verification off` : `${variable} names a file that ${STATES[state]}`,
    evidence: ({ variable, path, state }) => [
      state === null
        ? `${variable} is set to 0 in this environment.`
        : `${variable} is set to ${path ?? 'a file'}, which ${STATES[state]}.`,
    ],
    fixes: ({ variable, path, state }) => [
      state === null
        ? {
            owner: 'you',
            text: `Remove ${variable}. If it was set because of an inspecting proxy, install that proxy's root certificate and name it in NODE_EXTRA_CA_CERTS instead.`,
            command: `unset ${variable}`,
          }
        : {
            owner: 'you',
            text: `Put the certificates in PEM form at ${path ?? 'the path that the variable names'}, point ${variable} to where they are, or remove the variable if nothing needs it.`,
            ...(path === null
              ? {}
              : {
                  command: `ls -l ${shellWord(path)}\nopenssl x509 -in ${shellWord(path)} -noout -subject -enddate\n# a file in DER form:\nopenssl x509 -inform der -in ${shellWord(path)} -out ca.pem`,
                }),
          },
    ],
  },
});

const STATES = {
  sound: 'is sound',
  missing: 'does not exist',
  unreadable: 'cannot be read',
  empty: 'holds nothing',
  'not-pem': 'is not in PEM form',
  'too-large': 'is too large to be a list of certificates',
} as const satisfies Record<TrustFile['state'], string>;
