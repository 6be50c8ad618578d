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

  summary: 'The AWS answers that were handed in contradict each other.',
  why: 'The Allowed AMIs setting and the list of images hold for one account, one region and one time. If one was printed elsewhere or earlier, together they prove nothing.',
  stops: 'Nothing by itself: whether the account may use the images is not known.',
  otherwise: 'the criteria may hold a value that is judged wrongly here (ami-hidden-by-allowed-images)',
  confusedWith: {
    'ami-hidden-by-allowed-images': 'There the setting excludes an image, and the list does not show it either.',
    'ami-not-visible': 'There the setting admits the image, and the list does not show it.',
  },
  byHand: [],
  byHandNote:
    'No single command shows it: the two printouts contradict each other. Print both again, one right after the other, with the same credentials and region.',
  example: { region: '<region>', images: [{ name: '<image>', contradiction: 'shown-though-excluded' }] },
  title: ({ region }) => `The answers of AWS that were handed in for ${region} do not belong together`,
  evidence: ({ images }) =>
    [...Map.groupBy(images, ({ contradiction }) => contradiction)].map(([contradiction, group]) =>
      EVIDENCE[contradiction](toList(group.map(({ name }) => name))),
    ),
  fixes: ({ region }) => [
    {
      owner: 'aws-admin',
      text: `Please print both answers again, one right after the other, in the account of the runner and in ${region}. The two commands only read.`,
      command: commands(Object.values(printoutCommands(region))),
    },
  ],
});

const EVIDENCE: Readonly<Record<Contradiction, (names: string) => string>> = {
  'shown-though-excluded': (names) =>
    `The setting is enabled and excludes ${names}, yet the list shows it. An enabled setting shows only images that it admits.`,
  'marked-though-off': (names) =>
    `The setting is disabled, yet the list says whether ${names} is allowed. AWS says so only where the setting is enabled or in audit mode.`,
  'marked-otherwise': (names) => `The setting is in audit mode, and the list marks ${names} otherwise than the criteria judge it.`,
};
