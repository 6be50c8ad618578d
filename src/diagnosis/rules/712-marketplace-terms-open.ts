/** GD712: the terms of a Marketplace product are not accepted, so AWS launches nothing from its image. */

import { command, listing } from '../../model/command/index.ts';
import { type AwsCall, callsFailedWith, failedCallIds } from '../facts/aws-calls.ts';
import { unique } from '../facts/order.ts';
import { by, defineRule } from './rule.ts';
import { toList } from './shared/wording.ts';

export const marketplaceTermsOpen = defineRule({
  code: 'GD712',
  excludes: { 'region-unknown': by.failuresOf('aws.opt-in-required') },

  find(view) {
    const calls = callsFailedWith(view, 'aws.opt-in-required').filter((call) => isAboutTerms(call));
    if (calls.length === 0) return [];
    const regions = unique(calls.map(({ region }) => region));
    const url = calls.map(({ answer }) => PRODUCT.exec(answer?.message ?? '')?.[0] ?? null).find((found) => found !== null) ?? null;
    return [
      {
        subject: 'AWS Marketplace',
        confidence: 'certain',
        accountsFor: failedCallIds(view, calls),
        facts: { regions, url },
      },
    ];
  },

  summary: 'The terms of an AWS Marketplace product are not accepted.',
  why: 'An image from the Marketplace, paid or free, can be launched only after the account has accepted its terms.',
  stops: 'Instances cannot be launched from this image.',
  confusedWith: {
    'region-unknown': 'the account has not enabled a region or a service. AWS uses the same error code, but its message names no product.',
  },
  byHand: [
    {
      run: command`aws ec2 run-instances --dry-run --region <region> --image-id <image> --instance-type m6i.large --subnet-id <subnet> --security-group-ids <group>`,
      shows: 'OptInRequired',
      tells: 'The message names the product whose terms you have to accept.',
    },
  ],
  example: {
    regions: ['<region>'],
    // The URL in the message of AWS at which the terms are accepted; null if the message contains none.
    url: null,
  },
  title: () => 'The terms of an AWS Marketplace product are not accepted',
  evidence: ({ regions, url }) => [`EC2 in ${toList(regions)} asks to accept terms and subscribe${url === null ? '' : `: ${url}`}.`],
  fixes: ({ url }) => [
    {
      owner: 'aws-admin',
      text: `Please sign in to the account of the runner, open the page of the product${url === null ? ' that the message names' : ''}, and accept its terms.`,
      ...(url === null ? {} : { command: listing('address', [url]) }),
    },
  ],
});

const PRODUCT = /https:\/\/aws\.amazon\.com\/marketplace\/pp[\w/?=&.-]{0,200}/;

function isAboutTerms({ answer }: AwsCall): boolean {
  return answer?.message !== null && /accept terms|marketplace/i.test(answer?.message ?? '');
}
