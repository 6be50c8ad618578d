/** GD604: this is EC2, and its metadata service does not answer. */

import { TCP_FAILURES } from '../../knowledge/connection-kinds.ts';
import { command } from '../../model/command/index.ts';
import type { FailureKind } from '../../model/failure.ts';
import type { Observation } from '../../model/observation.ts';
import { failedMetadataRequests, isBlockedByHopLimit, metadataResult } from '../facts/metadata.ts';
import { connectedThroughProxy, directlyConnected } from '../facts/siblings.ts';
import { isWaitInconclusive } from '../facts/silence.ts';
import { failedPhase, firstPhase, type View } from '../facts/view.ts';
import { by, defineRule } from './rule.ts';

interface Facts {
  refused: boolean;
  /** True if TCP connects but no request is answered. */
  accepted: boolean;
  /**
   * True if the service itself answers 403, which means that it is disabled (EC2 User Guide, "Retrieve instance metadata", response codes).
   */
  turnedOff: boolean;
  container: boolean;
}

const UNREACHABLE: ReadonlySet<FailureKind> = new Set<FailureKind>([
  ...TCP_FAILURES,
  'http.timeout',
  'http.reset',
  'http.closed',
  'probe.deadline',
]);

export const metadataUnreachable = defineRule<Facts>({
  code: 'GD604',
  excludes: { 'metadata-hop-limit': by.faults, 'metadata-through-proxy': by.faults, 'local-firewall-blocks': by.faults },

  find(view) {
    if (view.host?.ec2 !== true) return [];
    const seen = metadataResult(view);
    if (seen !== null && isBlockedByHopLimit(seen.facts)) return [];
    const failed = failedMetadataRequests(view).filter(
      (each) => each.route.via === 'direct' && each.failure !== null && (isUnreachable(each, view) || isTurnedOff(each)),
    );
    if (failed.length === 0) return [];
    const siblings = [...directlyConnected(view), ...connectedThroughProxy(view)];
    // If nothing else answers either, this machine has no network, which is another cause.
    if (siblings.length === 0 && failed.length < view.failed.length && !failed.some(isTurnedOff)) return [];
    return [
      {
        subject: 'instance metadata',
        confidence: 'certain' as const,
        accountsFor: failed.map(({ id }) => id),
        evidence: siblings.slice(0, 3).map(({ id }) => id),
        facts: {
          refused: failed.some(({ failure }) => failure?.kind === 'tcp.refused'),
          accepted: failed.every((each) => failedPhase(each)?.name === 'http'),
          turnedOff: failed.some(isTurnedOff),
          container: view.host.container,
        },
      },
    ];
  },

  summary: 'This machine is an EC2 instance, but its metadata service does not answer or is turned off.',
  why: 'The metadata service answers at 169.254.169.254 on the instance itself, so no network device is involved. The service is turned off for the instance, or a rule or route on the instance blocks it.',
  stops: 'The runner cannot make AWS calls: it gets no role credentials, no region and no instance identity.',
  confusedWith: {
    'metadata-hop-limit': 'a request without a token gets an answer, but the token never arrives.',
    'metadata-through-proxy': 'the request goes to the proxy instead of the service.',
    'local-firewall-blocks': 'this machine itself refuses to send.',
  },
  byHand: [
    {
      run: command`curl -s --noproxy '*' -m 5 -o /dev/null -w '%{http_code}\\n' http://169.254.169.254/latest/meta-data/`,
      shows: '000',
      tells: 'No answer arrived. 401 or 200 would mean that the service answers, and 403 that it is turned off.',
    },
    {
      run: command`nc -vz -w 5 169.254.169.254 80`,
      shows: 'timed out',
      tells: 'The connection itself gets no answer, so the service did not refuse a request.',
    },
  ],
  example: { refused: false, accepted: false, turnedOff: false, container: false },
  title: ({ turnedOff }) => `The EC2 metadata service ${turnedOff ? 'is turned off' : 'does not answer'}`,
  evidence: ({ refused, accepted, turnedOff, container }) => [
    'The firmware identifies the machine as an EC2 instance.',
    `169.254.169.254 ${heard({ refused, accepted, turnedOff })}.`,
    container && 'This is a container, whose network may have its own rule or route.',
  ],
  fixes: ({ container }) => [
    {
      owner: 'aws-admin',
      text: `Turn on the metadata service of the instance. Check that no iptables rule, route or network policy keeps ${container ? 'containers' : 'the runner'} from 169.254.169.254 port 80.`,
      command: command`aws ec2 modify-instance-metadata-options --instance-id '<instance>' --http-endpoint enabled --http-tokens required --http-put-response-hop-limit 2`,
    },
  ],
});

function heard({ refused, accepted, turnedOff }: Omit<Facts, 'container'>): string {
  if (turnedOff) return 'answers with 403, which means that it is turned off';
  if (accepted) return 'accepts the connection but answers no request';
  return refused ? 'refuses the connection' : 'does not answer the connection';
}

function isUnreachable(observation: Observation, view: View): boolean {
  return UNREACHABLE.has(observation.failure?.kind ?? 'unclassified') && !isWaitInconclusive(view, observation);
}

function isTurnedOff(observation: Observation): boolean {
  return observation.failure?.kind === 'http.status' && firstPhase(observation, 'http')?.answer?.['http.response.status_code'] === 403;
}
