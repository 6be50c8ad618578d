/** GD711: the dry run lacked parameters of a real launch, so its refusal does not concern the images. */

import { command, word } from '../../model/command/index.ts';
import { callsOf, failedCallIds } from '../facts/aws-calls.ts';
import { unique } from '../facts/order.ts';
import { by, defineRule } from './rule.ts';
import { toList } from './shared/wording.ts';

export const launchNeedsParameters = defineRule({
  code: 'GD711',
  excludes: { 'launch-denied': by.failuresOf('aws.parameter') },

  find(view) {
    const tries = callsOf(view, 'run-instances-dry-run').filter(({ kind }) => kind === 'aws.parameter');
    if (tries.length === 0) return [];
    const regions = unique(tries.map(({ region }) => region));
    return [
      {
        subject: toList(regions),
        confidence: 'certain',
        accountsFor: failedCallIds(view, tries),
        facts: {
          regions,
          codes: unique(tries.flatMap(({ answer }) => answer?.errorCode ?? [])),
          messages: unique(tries.flatMap(({ answer }) => answer?.message ?? [])),
        },
      },
    ];
  },

  summary: 'The dry run lacks a parameter that a real launch has.',
  why: 'Without a subnet and security groups, EC2 looks for the default VPC, which many accounts do not have. EC2 then refuses the request before it checks permissions.',
  stops: 'Nothing breaks in Gitpod itself. But it is not known whether AWS would allow a launch.',
  confusedWith: { 'launch-denied': 'the request is complete, but a policy denies it.' },
  byHand: [
    {
      run: command`aws ec2 run-instances --dry-run --region <region> --image-id <image> --instance-type m6i.large`,
      shows: 'VPCIdNotSpecified',
      tells: 'Without a subnet, EC2 looks for the default VPC and finds none. With a subnet, EC2 goes on to check permissions.',
    },
    {
      run: command`aws ec2 describe-vpcs --region <region> --filters Name=is-default,Values=true --output json`,
      shows: '"Vpcs": []',
      tells: 'The region has no default VPC.',
    },
  ],
  example: { regions: ['<region>'], codes: [], messages: [] },
  title: ({ regions }) => `The dry run could not test a launch in ${toList(regions)}`,
  evidence: ({ codes, messages }) => [
    codes.length !== 0 && `EC2 answers ${toList(codes)}.`,
    ...messages.map((message) => `AWS says: ${message}`),
  ],
  fixes: ({ regions }) => [
    {
      owner: 'you',
      text: 'Give the subnet and the security group of the runner; you find them in the parameters of its CloudFormation stack. Then try the launch again.',
      command: command`aws cloudformation describe-stacks --region ${regions[0] ?? word`<region>`} --query "Stacks[].[StackName,Parameters]"`,
    },
  ],
});
