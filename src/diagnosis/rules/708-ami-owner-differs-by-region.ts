/** GD708: the image has another owner than documented. This is only a note, because owners differ by region. */
import { command } from '../../model/command/index.ts';
import { type ImageAccess, imageAccess } from '../facts/image-access.ts';
import { unique } from '../facts/order.ts';
import { defineRule } from './rule.ts';

export const amiOwnerDiffersByRegion = defineRule({
  code: 'GD708',
  scope: 'note',

  find(view) {
    return imageAccess(view).flatMap((access) => {
      const [newest] = access.seen;
      const documented = access.image.documentedOwner;
      // Includes queries without the documented owner, because that owner is wrong for this region.
      if (newest === undefined || newest.owner === null || access.seen.some(({ owner }) => owner === documented)) return [];
      return [
        {
          subject: `${access.image.name} in ${access.region}`,
          confidence: 'certain' as const,
          accountsFor: [],
          evidence: unique(looksOf(access)),
          requirements: [access.row.id],
          facts: { name: access.image.name, region: access.region, documented, owner: newest.owner },
        },
      ];
    });
  },

  summary: 'In this region the image has an owner other than the one in the access requirements.',
  why: 'In every region, a different account of Amazon owns the Bottlerocket images. The access requirements name only the account of one region.',
  stops: 'Nothing by itself. But an allow-list that contains only the documented owner hides the image in every other region.',
  confusedWith: { 'ami-not-visible': 'the image is not listed under any possible owner.' },
  byHand: [
    {
      run: command`aws ec2 describe-images --region <region> --owners amazon --include-deprecated --filters "Name=name,Values=bottlerocket-aws-ecs-1-x86_64-*" --query "Images[].OwnerId"`,
      shows: '<other owner>',
      tells: 'This is the owner for this region, so an allow-list must contain it. “amazon” covers the owners of all regions.',
    },
  ],
  example: {
    ...{ name: '<image>', region: '<region>', documented: '<owner>' },
    // Owner of the newest image shown.
    owner: '<other owner>',
  },
  title: ({ name, region, documented, owner }) =>
    `In ${region}, ${name} belongs to ${owner}, not to ${documented} as documented. Allow-lists for this region need ${owner} or amazon.`,
  evidence: ({ documented, owner }) => [`The document names ${documented}; the listed image belongs to ${owner}.`],
  fixes: () => [],
});

function looksOf({ looks }: ImageAccess): string[] {
  return looks.map(({ call }) => call.id);
}
