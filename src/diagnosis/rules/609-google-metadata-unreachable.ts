/** GD609: the runner on Google Cloud gets no answer from the metadata server of its machine. */
import { command } from '../../model/command/index.ts';
import { googleMetadataResult } from '../facts/metadata.ts';
import { connectedThroughProxy, directlyConnected } from '../facts/siblings.ts';
import { defineRule } from './rule.ts';

export const googleMetadataUnreachable = defineRule({
  code: 'GD609',

  find(view) {
    const seen = googleMetadataResult(view);
    if (seen === null || seen.facts.isGoogle || seen.observation.failure?.kind === 'tcp.local-denied') return [];
    const siblings = [...directlyConnected(view), ...connectedThroughProxy(view)];
    // If nothing else answers either, this machine has no network, which is another cause.
    if (siblings.length === 0) return [];
    const onGoogle = view.host?.installation?.includes('google-machine') ?? false;
    return [
      {
        subject: 'Google metadata',
        // The metadata server is requested only if the user says that a runner on Google Cloud is installed here.
        confidence: 'likely' as const,
        accountsFor: seen.accountsFor,
        evidence: siblings.slice(0, 3).map(({ id }) => id),
        requirements: ['management.google-metadata'],
        facts: { connected: seen.facts.connected, answered: seen.answered, onGoogle },
      },
    ];
  },

  summary: 'The metadata server of Google Compute Engine does not answer.',
  why: 'The metadata server has the address 169.254.169.254 on the machine itself. A rule of the machine, a network policy for containers or an egress rule of the VPC blocks requests to it. Or another server uses this address.',
  stops: 'The runner gets no token of its service account, so no call to a Google API succeeds.',
  otherwise: 'the machine may not run on Google Compute Engine',
  confusedWith: {
    'google-account-missing': 'the server answers, but has no service account or token.',
    'local-firewall-blocks': 'this machine itself refuses to send.',
  },
  byHand: [
    {
      run: command`curl -s --noproxy '*' -m 5 -o /dev/null -w '%{http_code}\\n' -H 'Metadata-Flavor: Google' http://169.254.169.254/computeMetadata/v1/instance/zone`,
      shows: '000',
      tells: 'No answer arrived. 200 would mean that the server answers.',
    },
  ],
  example: { connected: false, answered: false, onGoogle: true },
  title: ({ answered }) =>
    answered ? 'Another server answers at the address of Google’s metadata server' : 'Google’s metadata server does not answer',
  evidence: ({ connected, answered, onGoogle }) => [
    answered
      ? 'The answer from 169.254.169.254 lacks the header Metadata-Flavor: Google.'
      : connected
        ? '169.254.169.254 accepts the connection but answers no request.'
        : '169.254.169.254 does not accept the connection on port 80.',
    onGoogle && 'The hardware says that the machine runs on Google Compute Engine.',
  ],
  fixes: ({ onGoogle }) => [
    {
      owner: 'network-team',
      text: 'Please allow TCP 80 to 169.254.169.254 for the runner and its proxy, in the egress rules of the VPC and on the machine itself.',
    },
    !onGoogle && { owner: 'you', text: 'Run the check on the runner’s machine: no other machine can measure this.' },
  ],
});
