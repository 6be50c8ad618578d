/** GD709: a required image appears only because deprecated ones were included. A launch by its id still works. */
import { command } from '../../model/command/index.ts';
import { imageAccess } from '../facts/image-access.ts';
import { by, defineRule } from './rule.ts';

export const amiDeprecated = defineRule({
  code: 'GD709',
  excludes: { 'ami-not-visible': by.evidence, 'ami-hidden-by-allowed-images': by.evidence },

  find(view) {
    const now = Date.parse(view.session.startedAt);
    const believed = imageAccess(view).filter(({ state }) => state !== 'contradictory');
    return believed.flatMap(({ seen, image, region, row, looks }) => {
      const isOver = ({ deprecatedAt }: { deprecatedAt: string | null }) => deprecatedAt !== null && Date.parse(deprecatedAt) <= now;
      const since = seen[0]?.deprecatedAt ?? null;
      if (since === null || !seen.every(isOver)) return [];
      return [
        {
          subject: `${image.name} in ${region}`,
          confidence: 'certain' as const,
          accountsFor: [],
          evidence: looks.map(({ call }) => call.id),
          requirements: [row.id],
          facts: { name: image.name, region, owner: seen[0]?.owner ?? image.documentedOwner, since },
        },
      ];
    });
  },

  summary: 'The newest image that Gitpod needs is deprecated in this region.',
  why: 'Public images are deprecated two years after their creation, unless their owner sets another date. Deprecated images can still be launched by id, but lists omit them, and rules of the account about the age of images may hide them.',
  stops:
    'Nothing yet. But searches without --include-deprecated find nothing, and an Allowed AMIs criterion about deprecation would hide the image.',
  confusedWith: {
    'ami-not-visible': 'the image is not listed, even with deprecated images included.',
    'ami-hidden-by-allowed-images': 'an Allowed AMIs criterion of the account already hides the image.',
  },
  byHand: [
    {
      run: command`aws ec2 describe-images --region <region> --owners amazon --filters "Name=name,Values=bottlerocket-aws-ecs-1-x86_64-*" --output json`,
      shows: '"Images": []',
      tells: 'Without --include-deprecated, no image is listed.',
    },
    {
      run: command`aws ec2 describe-images --region <region> --owners amazon --include-deprecated --filters "Name=name,Values=bottlerocket-aws-ecs-1-x86_64-*" --query "Images[?DeprecationTime<'$(date +%F)'].Name"`,
      shows: 'bottlerocket-aws-ecs-1-x86_64',
      tells: 'The image exists, and its deprecation date has passed.',
    },
  ],
  example: {
    ...{ name: '<image>', region: '<region>', owner: '<owner>' },
    // When the newest image was deprecated (RFC 3339).
    since: '<date>',
  },
  title: ({ name, region }) => `Every image ${name} in ${region} is deprecated`,
  evidence: ({ since }) => [
    `The newest image has been deprecated since ${since.slice(0, 10)}. It is listed only because deprecated images were included.`,
  ],
  fixes: ({ name, region, owner, since }) => [
    {
      owner: 'aws-admin',
      text: `Please make sure that no rule about the age of images applies to ${name} (owner ${owner}) in ${region}. An Allowed AMIs criterion with DeprecationTimeCondition or CreationDateCondition would hide it. To list the image, use --include-deprecated.`,
      command: command`aws ec2 get-allowed-images-settings --region ${region}`,
    },
    {
      owner: 'gitpod',
      text: `Every ${name} in ${region} has been deprecated since ${since.slice(0, 10)}. Please say which image the runner has to use from now on.`,
    },
  ],
});
