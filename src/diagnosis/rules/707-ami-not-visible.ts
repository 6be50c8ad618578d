/** GD707: the account does not see a required image, and Allowed AMIs does not explain this. */

import { printoutCommands } from '../../knowledge/allowed-images/write.ts';
import { command, commands } from '../../model/command/index.ts';
import type { Confidence } from '../../model/finding.ts';
import { awsCallerIdentity, callsOf } from '../facts/aws-calls.ts';
import { type ImageAccess, imageAccess } from '../facts/image-access.ts';
import { unique } from '../facts/order.ts';
import type { View } from '../facts/view.ts';
import { by, defineRule } from './rule.ts';
import { describeCommand } from './shared/aws-policies.ts';
import { plural, toList } from './shared/wording.ts';

interface Facts {
  name: string;
  purpose: string;
  owner: string;
  isAmazons: boolean;
  region: string;
  account: string | null;
  /** The Allowed AMIs setting. `unread`: AWS did not return it. `not-handed-in`: the user pasted the images without it. */
  settings: 'off' | 'audit-mode' | 'admits' | 'open' | 'unread' | 'not-handed-in';
  /** True if the pasted list of images does not include its filters. */
  handedIn: boolean;
  /** The owners in the query. */
  asked: string[];
  /** States of images of this name and owner that cannot be launched. */
  states: string[];
  /** Images of this name from other accounts. */
  strangers: string[];
  /** True if EC2 itself answered a dry run that the image does not exist for this account. */
  refused: boolean;
}

export const amiNotVisible = defineRule<Facts>({
  code: 'GD707',
  excludes: {
    'ami-hidden-by-allowed-images': by.evidence,
    'ami-owner-differs-by-region': by.evidence,
    'aws-answer-not-understood': by.evidence,
  },

  find(view) {
    return imageAccess(view)
      .filter(({ state }) => state === 'not-shown')
      .map((access) => {
        const { row, image, region, evidence } = access;
        const settings = settingsOf(view, access);
        const refused = refusedLaunches(view, access);
        const handedIn = access.looks.every(({ call }) => call.answer?.pasted === true);
        return {
          subject: `${image.name} in ${region}`,
          confidence: confidenceOf(settings, handedIn),
          accountsFor: refused,
          evidence,
          requirements: [row.id],
          facts: {
            name: image.name,
            purpose: image.purpose,
            owner: image.documentedOwner,
            isAmazons: image.isAmazons === true,
            region,
            account: awsCallerIdentity(view)?.account ?? null,
            settings,
            handedIn,
            asked: unique(access.looks.flatMap(({ call }) => call.target.owner ?? [])),
            states: statesOf(access),
            strangers: strangersOf(access),
            refused: refused.length > 0,
          },
        };
      });
  },

  summary: 'The account does not see an image that Gitpod needs.',
  why: 'An image exists in one region, and only accounts with which its owner shares it can see it. The image may not be shared with the account, may not be published in this region, or may have been withdrawn.',
  stops: 'The runner or the environments cannot be launched in this region.',
  otherwise:
    'the Allowed AMIs setting may hide the image if this setting could not be read or evaluated, or a list that you provided may be for another image',
  confusedWith: {
    'ami-hidden-by-allowed-images': 'the Allowed AMIs criteria of the account exclude the image.',
    'ami-owner-differs-by-region': 'the image is visible under another owner, which is the right owner in this region.',
    'aws-answer-not-understood': 'the empty answer did not come from AWS.',
  },
  byHand: [
    {
      run: command`aws ec2 describe-images --region <region> --owners amazon 995913728426 --include-deprecated --filters "Name=name,Values=<image name>" --output json`,
      shows: '"Images": []',
      tells: 'The image is not listed, even among deprecated images.',
    },
    {
      run: command`aws ec2 run-instances --dry-run --region <region> --image-id <image> --instance-type m6i.large --subnet-id <subnet> --security-group-ids <group>`,
      shows: 'Not authorized for images',
      tells: 'The image exists here but is not shared with the account. An id that does not exist gives InvalidAMIID.NotFound.',
    },
    {
      run: command`aws cloudformation describe-stack-events --region <region> --stack-name <stack> --query "StackEvents[?contains(ResourceStatus, 'FAILED')].ResourceStatusReason"`,
      shows: 'Not authorized for images',
      tells: 'The output contains the EC2 error that made the stack fail.',
    },
  ],
  byHandNote: 'For --images, print the list with the names of both images. Otherwise, gitpod-doctor cannot judge the other image.',
  example: {
    name: '<image>',
    purpose: 'the environments',
    owner: '<owner>',
    isAmazons: false,
    region: '<region>',
    account: null,
    settings: 'off',
    handedIn: false,
    asked: ['<owner>'],
    states: [],
    strangers: [],
    refused: false,
  },
  title: ({ name, region }) => `The account does not see ${name} in ${region}`,
  evidence: ({ name, asked, settings, handedIn, states, strangers, account, refused }) => [
    handedIn
      ? 'The list that you provided shows no usable image of this name. If you printed the list only for another image, it proves nothing about this image.'
      : `AWS lists no image with this name${asked.length === 0 ? '' : ` for ${toList(asked)}`}, deprecated ones included.`,
    states.length > 0 && `Images of this name exist but cannot be launched: ${toList(states)}.`,
    strangers.length > 0 &&
      `${plural(strangers.length, 'other account')} offer an image named like ${name}, which proves nothing: ${toList(strangers)}.`,
    SETTINGS_WORDS[settings],
    account !== null && `AWS was asked as account ${account}.`,
    refused && 'A dry run in EC2 also refuses the image.',
  ],
  fixes: ({ name, owner, isAmazons, region, account, settings, handedIn }) => [
    {
      owner: 'aws-admin',
      text: [
        `Please check that ${region} is the region of the runner and ${account ?? 'the account used here'} is its account. Then run the command below with an identity that may list images.`,
        ...(settings === 'unread' ? ['Please also look at the Allowed AMIs setting of the region, which could not be read.'] : []),
        ...(settings === 'not-handed-in'
          ? ['Please also send the Allowed AMIs setting of the region, which was not provided: --allowed-images reads the file.']
          : []),
      ].join(' '),
      command: commands([
        // Output to paste must list both images, also if they have different owners.
        handedIn ? printoutCommands(region).images : describeCommand(name, isAmazons ? 'amazon' : owner, region),
        ...(settings === 'unread' ? [command`aws ec2 get-allowed-images-settings --region ${region}`] : []),
        ...(settings === 'not-handed-in' ? [printoutCommands(region).settings] : []),
      ]),
    },
    !isAmazons && {
      owner: 'gitpod',
      text: `The account ${account ?? '(see the report)'} does not see ${name} (owner ${owner}) in ${region}. Please check that the image is published in this region and shared with the account.`,
    },
  ],
});

const SETTINGS_WORDS = {
  off: 'Allowed AMIs is not enabled, so it hides nothing.',
  'audit-mode': 'Allowed AMIs is in audit mode, so it hides nothing.',
  admits: 'The Allowed AMIs criteria allow the image, so they do not hide it.',
  open: 'It could not be evaluated whether the Allowed AMIs criteria allow the image.',
  unread: 'The Allowed AMIs setting could not be read, so it may be the reason.',
  'not-handed-in': 'The Allowed AMIs setting was not provided, so it may be the reason.',
} as const;

function settingsOf(view: View, { settings, evaluation, region, looks }: ImageAccess): Facts['settings'] {
  switch (settings?.state) {
    case undefined: {
      const wasAsked = callsOf(view, 'get-allowed-images-settings').some((call) => call.region === region);
      return !wasAsked && looks.some(({ call }) => call.answer?.pasted === true) ? 'not-handed-in' : 'unread';
    }
    case 'disabled':
      return 'off';
    case 'audit-mode':
      return 'audit-mode';
    default:
      return evaluation?.outcome === 'allowed' ? 'admits' : 'open';
  }
}

function confidenceOf(settings: Facts['settings'], handedIn: boolean): Confidence {
  if (settings === 'unread' || settings === 'not-handed-in') return 'possible';
  return settings === 'open' || handedIn ? 'likely' : 'certain';
}

function statesOf({ looks, image }: ImageAccess): string[] {
  return unique(
    looks.flatMap(({ images }) =>
      images.flatMap(({ state, owner }) => (state !== null && state !== 'available' && owner === image.documentedOwner ? state : [])),
    ),
  );
}

function strangersOf({ looks, image }: ImageAccess): string[] {
  return unique(
    looks.flatMap(({ images }) =>
      images.flatMap(({ owner, state }) => (owner !== null && owner !== image.documentedOwner && state === 'available' ? owner : [])),
    ),
  );
}

function refusedLaunches(view: View, { region }: ImageAccess): string[] {
  const tries = callsOf(view, 'run-instances-dry-run').filter((call) => call.region === region);
  return tries.filter(({ kind }) => kind === 'aws.image-not-found' || kind === 'aws.not-authorized-for-image').map(({ id }) => id);
}
