/** GD812: the server's host key differs from the known one. */

import { command, pathWord } from '../../model/command/index.ts';
import { connectPhase } from '../facts/ssh-aliases.ts';
import { by, defineRule } from './rule.ts';
import { claimsByKind } from './shared/ssh-claims.ts';
import { destinationText, placeText } from './shared/ssh-words.ts';

export const sshHostKeyChanged = defineRule({
  code: 'GD812',
  excludes: { 'ssh-host-key-unknown': by.faults, 'ssh-address-stale': by.faults },

  find: (view) =>
    claimsByKind(view, ['ssh.host-key-changed'], (alias) => {
      const kex = connectPhase(alias, 'kex');
      const place = kex?.knownAt ?? connectPhase(alias, 'ssh-session')?.offendingKey ?? null;
      const facts = {
        alias: alias.alias,
        end: destinationText(alias),
        place,
        fingerprint: kex?.hostKeyFingerprint ?? null,
        isRevoked: kex?.known === 'revoked',
      };
      return { subject: destinationText(alias), confidence: 'certain', facts };
    }),

  summary: 'The host key of the server differs from the one in known_hosts.',
  why: 'Another machine may have the address now (common in the cloud), the environment may have been rebuilt, or a device on the path may answer. Neither ssh nor gitpod-doctor can distinguish these cases.',
  stops: 'The client ends with “REMOTE HOST IDENTIFICATION HAS CHANGED”.',
  confusedWith: {
    'ssh-host-key-unknown': 'known_hosts has no key for the server; here known_hosts has a different key.',
    'ssh-address-stale': 'no server answers at the address; here a server answers, perhaps another one.',
  },
  byHand: [
    {
      run: command`ssh -o BatchMode=yes -- <alias> true`,
      shows: 'REMOTE HOST IDENTIFICATION HAS CHANGED',
      tells: 'The key in known_hosts differs from the server’s key. The line of known_hosts follows.',
    },
    {
      run: command`ssh-keyscan -p <port> <host> 2> /dev/null | ssh-keygen -lf -`,
      shows: '<new fingerprint>',
      tells: 'The server presents this fingerprint. The owner of the environment can say whether it is right.',
    },
  ],
  example: {
    alias: '<alias>',
    end: '<host> port <port>',
    // The line of the known key; null if ssh does not report it.
    place: { file: '<file>', line: 7 },
    fingerprint: 'SHA256:<fingerprint>',
    isRevoked: false,
  },
  title: ({ end, isRevoked }) =>
    isRevoked ? `The host key of ${end} is marked as revoked` : `The host key of ${end} differs from the one in known_hosts`,
  evidence: ({ place, fingerprint }) => [
    place !== null && `The different key is in ${placeText(place)}.`,
    fingerprint !== null && `The server now presents the key ${fingerprint}.`,
  ],
  fixes: ({ place }) => [
    {
      owner: 'you',
      text: 'First compare the fingerprint with the one that the environment shows. Remove the old line only if the fingerprints match. ssh then asks for the new key when you connect.',
      ...(place === null ? {} : { command: command`sed -i.bak ${place.line}d ${pathWord(place.file)}` }),
    },
  ],
});
