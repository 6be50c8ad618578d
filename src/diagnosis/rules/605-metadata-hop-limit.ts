/** GD605: the metadata service answers, but its tokens do not arrive here. */
import { command } from '../../model/command/index.ts';
import { failedMetadataRequests, isBlockedByHopLimit, metadataResult } from '../facts/metadata.ts';
import { defineRule } from './rule.ts';

export const metadataHopLimit = defineRule({
  code: 'GD605',

  find(view) {
    const seen = metadataResult(view);
    if (seen === null || view.host?.ec2 !== true || !isBlockedByHopLimit(seen.facts)) return [];
    const failed = failedMetadataRequests(view).filter(({ route }) => route.via === 'direct');
    return [
      {
        subject: 'instance metadata',
        // At most likely: a filter for PUT looks the same, and without EC2's server name the 401 may come from another server.
        confidence: seen.facts.isEc2 ? ('likely' as const) : ('possible' as const),
        accountsFor: failed.map(({ id }) => id),
        evidence: [seen.observation.id],
        requirements: seen.observation.requirements,
        facts: { container: view.host.container, status: seen.facts.withoutToken?.['http.response.status_code'] ?? 401 },
      },
    ];
  },

  summary: 'The EC2 metadata service answers, but its tokens do not arrive here.',
  why: 'Version 2 of the service requires a token. The answer with the token may take at most as many hops as HttpPutResponseHopLimit says: one by default. A bridged container or a pod is one hop further away, so it never gets the token. A device or rule that blocks PUT requests has the same effect.',
  stops: 'AWS programs in containers find no credentials. They report only that no credentials could be loaded.',
  otherwise: 'a device or a rule may block PUT requests',
  confusedWith: {
    'metadata-unreachable': 'the service does not answer at all, with or without a token.',
    'metadata-through-proxy': 'a proxy answers instead.',
  },
  byHand: [
    {
      run: command`curl -s --noproxy '*' -m 5 -o /dev/null -w '%{http_code}\\n' http://169.254.169.254/latest/meta-data/`,
      shows: '401',
      tells:
        'The service answers but requires a token. 200 means that the instance also allows version 1, which needs no token. 000 would mean that no answer arrived.',
    },
    {
      run: command`curl -sS --noproxy '*' -m 5 -X PUT -H 'X-aws-ec2-metadata-token-ttl-seconds: 60' http://169.254.169.254/latest/api/token`,
      shows: 'curl: (28)',
      tells: 'The token never arrived, because the hop limit stops the answer.',
    },
    {
      run: command`aws ec2 describe-instances --region <region> --instance-ids <instance> --query "Reservations[].Instances[].MetadataOptions" --output json`,
      shows: '"HttpPutResponseHopLimit": 1',
      tells: 'One hop is enough for the instance itself. A container on the instance needs two hops.',
    },
  ],
  example: { container: true, status: 401 },
  titleIsOpen: true,
  title: () => 'Tokens of the EC2 metadata service do not arrive here, most likely because its hop limit is too low',
  evidence: ({ container, status }) => [
    `A GET request without a token gets the answer ${status}; a PUT request for a token gets no answer.`,
    container && 'This is a container, which is one hop further away than the instance.',
  ],
  fixes: () => [
    {
      owner: 'aws-admin',
      text: 'If the hop limit of the metadata service is 1, raise it to 2 for the runner’s instances, and in the launch template for new ones (MetadataOptions: HttpPutResponseHopLimit).',
      command: command`aws ec2 modify-instance-metadata-options --instance-id '<instance>' --http-tokens required --http-put-response-hop-limit 2`,
    },
  ],
});
