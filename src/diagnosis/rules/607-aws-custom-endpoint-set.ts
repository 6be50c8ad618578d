/** GD607: a variable sends AWS calls of this machine to another host. */

import { command } from '../../model/command/index.ts';
import { targetHost } from '../../model/target.ts';
import { awsCalls, failedCallIds } from '../facts/aws-calls.ts';
import { isRegionalAws } from '../facts/aws-names.ts';
import { observationsOfProbe } from '../facts/log.ts';
import { unique } from '../facts/order.ts';
import type { View } from '../facts/view.ts';
import { by, defineRule } from './rule.ts';
import { toList, verb } from './shared/wording.ts';

export const awsCustomEndpointSet = defineRule({
  code: 'GD607',
  scope: 'machine',
  excludes: { 'aws-endpoint-not-genuine': by.faults, 'aws-endpoint-blocked': by.faults },

  find(view) {
    const diverted = awsCalls(view).flatMap((call) => {
      const setting = call.answer?.customEndpoint ?? null;
      return setting === null ? [] : [{ ...call, setting, host: call.answer?.['server.address'] ?? null }];
    });
    const variables = view.host?.awsEndpointVariables ?? [];
    const settings = unique([...(variables.length > 0 && asksAws(view) ? variables : []), ...diverted.map(({ setting }) => setting)]);
    if (settings.length === 0) return [];
    const failed = [...diverted.filter(({ kind }) => kind !== null), ...lostOnTheWay(view)];
    // A company endpoint (such as a VPC endpoint by its long name) that answers like AWS is not a fault.
    if (diverted.length > 0 && failed.length === 0) return [];
    return [
      {
        subject: toList(settings),
        confidence: 'certain' as const,
        accountsFor: failedCallIds(
          view,
          awsCalls(view).filter(({ id }) => failed.some((each) => each.id === id)),
        ),
        evidence: observationsOfProbe(view, 'host').map(({ id }) => id),
        facts: {
          settings,
          hosts: unique(diverted.flatMap(({ kind, host }) => (kind === null || kind === 'aws.in-clear' ? [] : (host ?? [])))).concat(
            unique(lostOnTheWay(view).map(({ host }) => host)),
          ),
          clear: unique(diverted.flatMap(({ kind, host }) => (kind === 'aws.in-clear' ? (host ?? []) : []))),
        },
      },
    ];
  },

  summary: 'A setting sends this machine’s AWS calls to another address.',
  why: 'AWS_ENDPOINT_URL, or the variable for a single service, replaces the address of AWS for the CLI and every SDK. Such a setting is often left over from a local emulator such as LocalStack.',
  stops: 'In every program that reads the setting, AWS calls fail or get answers from a server that is not AWS.',
  confusedWith: {
    'aws-endpoint-not-genuine': 'the calls go to the real AWS name, but another server answers.',
    'aws-endpoint-blocked': 'the calls go to AWS, but the network blocks them.',
  },
  byHand: [
    {
      run: command`env | grep '^AWS_ENDPOINT_URL'`,
      shows: 'AWS_ENDPOINT_URL',
      tells: 'The variable sends AWS calls to this address: all calls, or only those of the service in the variable’s name.',
    },
    { run: command`grep -n endpoint_url ~/.aws/config`, shows: 'endpoint_url', tells: 'The profile file contains the same setting.' },
  ],
  example: {
    // Names of the variables and settings.
    settings: ['AWS_ENDPOINT_URL'],
    // Hosts to which calls were sent and failed.
    hosts: ['<host>'],
    // Hosts without TLS, to which nothing was sent.
    clear: [],
  },
  title: ({ settings, clear }) =>
    clear.length === 0
      ? `AWS calls are redirected by ${toList(settings)}`
      : `AWS calls are sent to ${toList(clear)} without TLS by ${toList(settings)}`,
  evidence: ({ settings, hosts, clear }) => [
    `${toList(settings)} ${verb(settings.length, 'is', 'are')} set.`,
    hosts.length > 0 && `Calls that went to ${toList(hosts)} failed.`,
    clear.length > 0 &&
      `The setting names ${toList(clear)} with http://. Devices on the path could read the key id and a session token, so nothing was sent.`,
  ],
  fixes: ({ settings, clear }) => {
    const variables = settings.filter((name) => name.startsWith('AWS_'));
    return [
      {
        owner: 'you',
        text: `Remove the setting, unless it names an endpoint of your company on purpose. To ignore it for one command, set AWS_IGNORE_CONFIGURED_ENDPOINT_URLS=true.${clear.length === 0 ? '' : ' To send these calls without TLS, as the AWS CLI does, add --yes-to aws-in-clear. With https://, no consent is needed.'}`,
        ...(variables.length > 0 ? { command: command`unset ${variables}` } : {}),
      },
    ];
  },
});

/** True if the session has AWS requirements; without them the variable affects nothing. */
function asksAws(view: View): boolean {
  return view.observations.some(({ requirements }) => requirements.some((id) => /^(aws|ami)\./.test(id)));
}

/** Calls to a non-AWS host that did not connect. */
function lostOnTheWay(view: View): { id: string; host: string }[] {
  const calls = new Set(awsCalls(view).map(({ id }) => id));
  if (calls.size === 0) return [];
  return view.failedWeb.flatMap((observation) => {
    const host = targetHost(observation.target);
    return calls.has(observation.id) && host !== null && !isRegionalAws(host) ? [{ id: observation.id, host }] : [];
  });
}
