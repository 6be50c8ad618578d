/** GD714: the pasted Allowed AMIs setting and images cannot come from one account, region and time. */

import { printoutCommands } from '../../knowledge/allowed-images/write.ts';
import { commands } from '../../model/command/index.ts';
import { imageAccess } from '../facts/image-access.ts';
import type { Contradiction } from '../facts/image-contradictions.ts';
import { unique } from '../facts/order.ts';
import { defineRule } from './rule.ts';
import { toList } from './shared/wording.ts';

export const awsAnswersDisagree = defineRule({
  code: 'GD714',

  find(view) {
    const doubtful = imageAccess(view).filter(({ state }) => state === 'contradictory');
    return [...Map.groupBy(doubtful, ({ region }) => region)].map(([region, group]) => ({
      subject: region,
      confidence: 'likely' as const,
      accountsFor: [],
      evidence: unique(group.flatMap(({ evidence }) => evidence)),
      requirements: group.map(({ row }) => row.id),
      facts: {
        region,
        images: group.flatMap(({ image, contradiction }) => (contradiction === null ? [] : [{ name: image.name, contradiction }])),
      },
    }));
  },

  summary: 'The AWS answers that you provided contradict each other.',
  why: 'The Allowed AMIs setting and the list of images must be from the same account, region and time. Otherwise, they cannot be compared.',
  stops: 'Nothing by itself. But it is not known whether the account is allowed to use the images.',
  otherwise: 'gitpod-doctor may judge a value of the criteria wrongly (ami-hidden-by-allowed-images)',
  confusedWith: {
    'ami-hidden-by-allowed-images': 'the setting excludes an image, and the list does not contain this image.',
    'ami-not-visible': 'the setting allows the image, but the list does not contain the image.',
  },
  byHand: [],
  byHandNote:
    'No single command shows this, because two answers contradict each other. Print both answers again, one directly after the other, with the same credentials and region.',
  example: { region: '<region>', images: [{ name: '<image>', contradiction: 'shown-though-excluded' }] },
  title: ({ region }) => `The AWS answers provided for ${region} contradict each other`,
  evidence: ({ images }) =>
    [...Map.groupBy(images, ({ contradiction }) => contradiction)].map(([contradiction, group]) =>
      EVIDENCE[contradiction](toList(group.map(({ name }) => name))),
    ),
  fixes: ({ region }) => [
    {
      owner: 'aws-admin',
      text: `Please print both AWS answers again, one directly after the other, in the account of the runner and in ${region}. The two commands change nothing.`,
      command: commands(Object.values(printoutCommands(region))),
    },
  ],
});

const EVIDENCE: Readonly<Record<Contradiction, (names: string) => string>> = {
  'shown-though-excluded': (names) =>
    `The setting is enabled and excludes ${names}, but the list contains it. While Allowed AMIs is enabled, EC2 lists only allowed images.`,
  'marked-though-off': (names) =>
    `The setting is disabled, but the list says whether ${names} is allowed. AWS adds this information only if the setting is enabled or in audit mode.`,
  'marked-otherwise': (names) => `The setting is in audit mode, but for ${names} the list contradicts the criteria.`,
};
