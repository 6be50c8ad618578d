/** GD606: some or all programs send instance metadata requests to the proxy. */

import { environmentOfFacts } from '../../knowledge/no-proxy/environment.ts';
import { destinationOf, PROGRAMS, routesTo } from '../../knowledge/no-proxy/index.ts';
import { command } from '../../model/command/index.ts';
import { METADATA_ADDRESS } from '../facts/context.ts';
import { observationsOfProbe } from '../facts/log.ts';
import { failedMetadataRequests } from '../facts/metadata.ts';
import { unique } from '../facts/order.ts';
import type { View } from '../facts/view.ts';
import { by, defineRule } from './rule.ts';
import { toList, verb } from './shared/wording.ts';

/** The addresses from which instances, ECS tasks and EKS pods get credentials. */
const ADDRESSES = [METADATA_ADDRESS, '169.254.170.2', '169.254.170.23'];

/** Excludes Java, which does not read NO_PROXY. */
const READERS = PROGRAMS.filter((program) => program !== 'java');

export const metadataThroughProxy = defineRule({
  code: 'GD606',
  scope: 'machine',
  excludes: { 'no-proxy-incomplete': by.hostFacts, 'no-proxy-read-differently': by.hostFacts, 'metadata-unreachable': by.hostFacts },

  find(view) {
    const { host } = view;
    const to = destinationOf(`http://${METADATA_ADDRESS}/`);
    if (host === null || to === null || !isInAws(view)) return [];
    const environment = environmentOfFacts(host.proxies, host.noProxy);
    const [ways, otherwise] = [routesTo(to, environment), routesTo(to, { ...environment, lists: {} })];
    const readers = READERS.filter((program) => otherwise[program] === 'proxy');
    const proxy = readers.filter((program) => ways[program] === 'proxy');
    if (proxy.length === 0) return [];
    const direct = readers.filter((program) => ways[program] === 'direct');
    const failed = failedMetadataRequests(view).filter(({ route }) => route.via === 'proxy');
    return [
      {
        subject: 'instance metadata',
        confidence: 'certain' as const,
        accountsFor: failed.map(({ id }) => id),
        evidence: observationsOfProbe(view, 'host').map(({ id }) => id),
        requirements: view.session.requirements.filter(({ area }) => area === 'imds').map(({ id }) => id),
        // An entry that only some programs read belongs to GD112; a missing one to GD111.
        follows: direct.length > 0 ? 'GD112' : 'GD111',
        facts: {
          proxy,
          direct,
          current: unique(host.noProxy.flatMap(({ entries }) => entries)),
          measured: failed.length > 0,
        },
      },
    ];
  },

  summary: 'Requests to the EC2 metadata service go to the proxy.',
  why: 'HTTP_PROXY is set, and NO_PROXY does not name 169.254.169.254 in a form that every program reads. Each instance has its own metadata service at this address. A proxy can only return the metadata of its own instance, or gives no answer. EC2 also refuses requests that a proxy forwards.',
  stops:
    'AWS programs find no credentials and no region, or get an error page from the proxy. At worst, they get the metadata of another instance.',
  confusedWith: {
    'no-proxy-incomplete': 'other documented exceptions are missing as well.',
    'no-proxy-read-differently': 'the entry is present, but some programs ignore it.',
    'metadata-unreachable': 'the request goes directly to the service, which does not answer.',
  },
  byHand: [
    {
      run: command`curl -s -x "$HTTP_PROXY" --noproxy "$NO_PROXY" -m 5 -o /dev/null -w '%{remote_ip}\\n' http://169.254.169.254/latest/meta-data/`,
      shows: '<address of the proxy>',
      tells:
        'If the command prints the address of the proxy, programs with these variables use the proxy. For a direct connection, it would print 169.254.169.254.',
    },
    {
      run: command`curl -sv -m 5 -o /dev/null http://169.254.169.254/latest/meta-data/`,
      shows: 'Uses proxy env variable http_proxy',
      tells: 'For http, curl reads only the lower-case variable, and NO_PROXY does not name the address.',
    },
  ],
  example: {
    direct: [],
    // Programs that send metadata requests to the proxy, and programs that have a proxy but do not.
    proxy: ['go', 'curl', 'botocore'],
    // The current NO_PROXY entries.
    current: ['<what is there>'],
    // True if a request on this route was made and failed.
    measured: true,
  },
  title: ({ direct, proxy }) =>
    direct.length === 0
      ? 'Requests to the EC2 metadata service go to the proxy'
      : `Requests to the EC2 metadata service go to the proxy for ${toList(proxy, 12)}`,
  evidence: ({ proxy, direct, measured }) => [
    `With these variables, ${toList(proxy, 12)} ${verb(proxy.length, 'sends', 'send')} requests for 169.254.169.254 to the proxy.`,
    direct.length > 0 && `${toList(direct, 12)} ${verb(direct.length, 'goes', 'go')} there directly.`,
    measured && 'A request through the proxy was tried and failed.',
  ],
  fixes: ({ current }) => [
    {
      owner: 'you',
      text: 'Add the addresses themselves to NO_PROXY, even if it lists their network, because half of the programs do not understand networks.',
      command: command`export NO_PROXY=${unique([...current, ...ADDRESSES]).join(',')}\nexport no_proxy="$NO_PROXY"`,
    },
  ],
});

/** Outside AWS no program uses the address, whatever NO_PROXY lists. */
function isInAws({ host, session: { profile } }: View): boolean {
  return host?.ec2 === true || (host?.ec2 === null && (profile.from === 'runner' || profile.from === 'environment'));
}
