/** GD713: the reply to an AWS call is not AWS's, or this version cannot read it. */

import { command } from '../../model/command/index.ts';
import { callsFailedWith, failedCallIds } from '../facts/aws-calls.ts';
import { unique } from '../facts/order.ts';
import { by, defineRule, type FixDraft } from './rule.ts';
import { briefly, toList } from './shared/wording.ts';

export const awsAnswerNotUnderstood = defineRule({
  code: 'GD713',
  excludes: { 'ami-not-visible': by.faults, 'aws-endpoint-not-genuine': by.faults },

  find(view) {
    const calls = callsFailedWith(view, 'aws.not-aws', 'aws.not-understood');
    const groups = Map.groupBy(calls, ({ kind }) => kind);
    return [...groups].map(([kind, group]) => {
      const hosts = unique(group.map(({ answer, region }) => answer?.['server.address'] ?? region));
      return {
        subject: hosts[0] ?? 'AWS',
        confidence: kind === 'aws.not-aws' ? ('certain' as const) : ('likely' as const),
        accountsFor: failedCallIds(view, group),
        facts: {
          hosts,
          foreign: kind === 'aws.not-aws',
          statuses: unique(group.flatMap(({ answer }) => answer?.['http.response.status_code'] ?? [])),
          contentTypes: unique(group.flatMap(({ answer }) => answer?.contentType ?? [])),
          codes: unique(group.flatMap(({ answer }) => answer?.errorCode ?? [])),
          proxied: group.some(({ observation }) => observation.route.via === 'proxy'),
        },
      };
    });
  },

  summary: 'An AWS call got an answer that did not come from AWS.',
  why: 'AWS programs can mistake a page of a proxy, a filter or a login portal for a successful, empty answer. So gitpod-doctor first checks each answer for signs of AWS.',
  stops: 'AWS programs on this route report success but find nothing, or fail because they cannot read the answer.',
  otherwise: 'the answer may come from AWS in a new format',
  confusedWith: {
    'ami-not-visible': 'AWS itself answers with an empty list.',
    'aws-endpoint-not-genuine': 'the certificate is not from AWS.',
  },
  byHand: [
    {
      run: command`aws ec2 describe-images --region <region> --owners amazon --debug 2>&1 | grep -i html`,
      shows: 'text/html',
      tells: 'An HTML page arrived instead of XML from AWS. AWS itself never answers this call with HTML, whatever the status.',
    },
  ],
  example: {
    hosts: ['ec2.<region>.amazonaws.com'],
    // True if the reply lacks AWS's headers, false if AWS answered in an unknown form.
    foreign: true,
    statuses: [200],
    contentTypes: ['text/html'],
    codes: [],
    // True if the calls went through a proxy.
    proxied: false,
  },
  title: ({ hosts, foreign }) =>
    foreign ? `A server that is not AWS answers for ${toList(hosts)}` : `An answer of ${toList(hosts)} could not be understood`,
  evidence: ({ statuses, contentTypes, codes, foreign, proxied }) => [
    statuses.length !== 0 &&
      `The answer has the status ${toList(statuses.map(String))}${contentTypes.length === 0 ? '' : ` and the type ${toList(contentTypes)}`}.`,
    codes.length !== 0 && `The answer names the error ${toList(codes)}.`,
    foreign
      ? 'The answer does not look like an answer of AWS: it has no request id, no AWS server name, and another format.'
      : 'The answer has the signs of AWS, but lacks the requested field.',
    proxied && 'The call went through a proxy.',
  ],
  fixes: ({ hosts, foreign }) => [foreign ? notAws(hosts) : notRead()],
});

function notAws(hosts: readonly string[]): FixDraft {
  return {
    owner: 'network-team',
    text: `Calls to ${toList(hosts, 20)} get a page that is not from AWS. Please let answers of ${briefly(hosts, 'host')} pass the proxy or filter unchanged, without a login or warning page.`,
  };
}

function notRead(): FixDraft {
  return {
    owner: 'you',
    text: 'Run the same call with the AWS CLI. If the AWS CLI shows an ordinary answer, send the report to Gitpod: this version of gitpod-doctor does not know the format.',
    command: command`aws sts get-caller-identity\naws ec2 describe-images --owners amazon --max-items 1`,
  };
}
