/** GD603: an AWS name leads to a VPC endpoint that does not accept the connection. */

import { isInternalAddress } from '../../model/address.ts';
import { command, commands } from '../../model/command/index.ts';
import { serviceInRegion } from '../facts/aws-names.ts';
import { unique } from '../facts/order.ts';
import { type RegionalFailure, regionalFailures, type ServiceFacts, servicesOf } from '../facts/regional-services.ts';
import { directlyConnected } from '../facts/siblings.ts';
import { by, defineRule } from './rule.ts';
import { plural, toList, verb } from './shared/wording.ts';

interface Facts {
  region: string;
  services: ServiceFacts[];
  addresses: string[];
  /** True if the connection was refused; otherwise it timed out, which a security group causes. */
  refused: boolean;
  /** Services of the region whose VPC endpoint answers. */
  working: string[];
  onEc2: boolean;
}

export const vpcEndpointUnreachable = defineRule<Facts>({
  code: 'GD603',
  excludes: {
    'name-sinkholed': (view, claim) => (view.host?.ec2 === true ? by.hostFacts(view, claim) : by.evidence(view, claim)),
    'aws-endpoint-blocked': by.faults,
  },

  find(view) {
    const failures = regionalFailures(view).filter(({ internal }) => internal);
    if (failures.length === 0) return [];
    const onEc2 = view.host?.ec2 === true;
    const internalAnswers = directlyConnected(view).filter(({ address }) => address !== null && isInternalAddress(address));
    return [...Map.groupBy(failures, ({ region }) => region)].map(([region, group]) => {
      const working = unique(internalAnswers.flatMap(({ host }) => serviceInRegion(region, host)));
      return {
        subject: region,
        // Outside AWS a DNS filter may have returned the private address (204).
        confidence: onEc2 || working.length > 0 ? 'certain' : 'likely',
        accountsFor: group.map(({ observation }) => observation.id),
        evidence: internalAnswers.map(({ id }) => id),
        facts: {
          region,
          services: servicesOf(group),
          addresses: unique(group.flatMap(({ addresses }) => addresses)),
          refused: group.some(wasRefused),
          working,
          onEc2,
        },
      };
    });
  },

  summary: 'An AWS name leads to a VPC endpoint that does not accept the connection.',
  why: 'The VPC has an interface endpoint with private DNS for the service, so the service’s name leads to an address inside the network. The endpoint’s security group does not allow port 443 from this subnet, or the endpoint is in another VPC that has no route.',
  stops: 'Calls to the affected services hang or are refused, although the public service works.',
  otherwise: 'the name may lead to an endpoint of another network',
  confusedWith: {
    'name-sinkholed': 'a filter answers with a private address; here the private address is right, because it belongs to a VPC endpoint.',
    'aws-endpoint-blocked': 'the name resolves to a public address, and outbound connections are blocked.',
  },
  byHand: [
    {
      run: command`dig +short <service>.<region>.amazonaws.com`,
      shows: '<address>',
      tells: 'The address is private, so the name leads to an endpoint inside the network.',
    },
    {
      run: command`nc -vz -w 5 <service>.<region>.amazonaws.com 443`,
      shows: 'timed out',
      tells:
        'The endpoint does not answer, because its security group drops the packets. “refused” would mean that the endpoint no longer exists.',
    },
  ],
  example: {
    region: '<region>',
    services: [{ service: '<service>', host: '<service>.<region>.amazonaws.com', level: 'required' }],
    addresses: ['<address>'],
    refused: false,
    working: [],
    onEc2: true,
  },
  title: ({ region, services }) =>
    `The VPC ${verb(services.length, 'endpoint', 'endpoints')} of ${toList(services.map(({ service }) => service))} in ${region} ${verb(services.length, 'does', 'do')} not accept connections`,
  evidence: ({ services, addresses, refused, working, onEc2 }) => [
    `${toList(
      services.map(({ host, level }) => `${host} (${level})`),
      12,
    )} ${verb(services.length, 'leads', 'lead')} to ${toList(addresses)}, inside the network.`,
    refused
      ? 'TCP port 443 at this address refuses the connection.'
      : 'TCP port 443 at this address does not answer. A security group that drops packets has the same effect.',
    working.length > 0 &&
      `${plural(working.length, 'other endpoint')} of the region ${verb(working.length, 'answers', 'answer')}: ${toList(working)}.`,
    !onEc2 && 'It is not known whether the machine is in AWS, so the address may also come from a DNS filter.',
  ],
  fixes: ({ region, services, addresses }) => [
    {
      owner: 'aws-admin',
      text: `The interface ${verb(services.length, 'endpoint', 'endpoints')} for ${toList(
        services.map(({ service }) => service),
        12,
      )} in ${region} (${toList(addresses)}) ${verb(services.length, 'does', 'do')} not accept TCP 443 from the runner's subnet. Please allow inbound 443 from that subnet in the endpoint's security group, and check that the endpoint belongs to this VPC or can be reached through a route.`,
      command: commands([
        command`aws ec2 describe-vpc-endpoints --region ${region} --query "VpcEndpoints[].[VpcEndpointId,ServiceName,VpcId,Groups[].GroupId]" --output table`,
        command`aws ec2 authorize-security-group-ingress --group-id '<endpoint security group>' --protocol tcp --port 443 --cidr '<runner subnet>'`,
      ]),
    },
  ],
});

function wasRefused({ kind }: RegionalFailure): boolean {
  return kind === 'tcp.refused' || kind === 'tcp.reset';
}
