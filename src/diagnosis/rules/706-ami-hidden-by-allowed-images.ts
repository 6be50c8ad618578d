/**
 * GD706: Allowed AMIs hides required images, or would if it were enforced. The facts give the criterion, the owner of the setting, and what
 * to add.
 */

import { addCriterion, managerOf, ownersOnlyCriterion } from '../../knowledge/allowed-images/admit.ts';
import type { CriterionMiss } from '../../knowledge/allowed-images/evaluate.ts';
import { criteriaJson, criteriaTerraform, declarativePolicyJson } from '../../knowledge/allowed-images/write.ts';
import type { ImageCriterion } from '../../model/aws/allowed-images-settings.ts';
import { command, listing } from '../../model/command/index.ts';
import { callsOf } from '../facts/aws-calls.ts';
import { type ImageAccess, imageAccess } from '../facts/image-access.ts';
import { unique } from '../facts/order.ts';
import type { View } from '../facts/view.ts';
import { by, defineRule, type FixDraft } from './rule.ts';
import { criterionMissText } from './shared/criteria-words.ts';
import { toList, verb } from './shared/wording.ts';

interface Facts {
  region: string;
  images: { name: string; purpose: string; owner: string | null; misses: readonly CriterionMiss[]; sure: boolean; absent: boolean }[];
  /** True in audit mode, which enforces nothing, so that everything still works. */
  audited: boolean;
  managedBy: 'account' | 'organization' | 'unknown';
  criteria: readonly ImageCriterion[];
  /** A criterion that allows all of these images; null if neither owner nor group is known. */
  add: ImageCriterion | null;
  /** Required images that are already allowed. */
  admitted: string[];
}

export const amiHiddenByAllowedImages = defineRule<Facts>({
  code: 'GD706',
  excludes: { 'ami-not-visible': by.evidence, 'denied-by-organization': by.evidence, 'ami-deprecated': by.evidence },

  find(view) {
    const held = imageAccess(view).filter((access) => access.state === 'held-back' || isAudited(access));
    return [...Map.groupBy(held, ({ region }) => region)].flatMap(([region, group]) => {
      const settings = group[0]?.settings ?? null;
      if (settings === null) return [];
      const images = group.map(imageFacts);
      return [
        {
          subject: region,
          confidence: images.every(({ sure }) => sure) ? ('certain' as const) : ('likely' as const),
          accountsFor: refusedLaunches(view, group),
          evidence: unique(group.flatMap(({ evidence }) => evidence)),
          requirements: group.map(({ row }) => row.id),
          facts: {
            region,
            images,
            audited: settings.state === 'audit-mode',
            managedBy: managerOf(settings),
            criteria: settings.criteria,
            add: ownersOnlyCriterion(group.map(({ traits }) => traits)),
            admitted: imageAccess(view).flatMap((access) =>
              access.region === region && access.state === 'usable' && !isAudited(access) ? [access.image.name] : [],
            ),
          },
        },
      ];
    });
  },

  summary: 'The Allowed AMIs setting of the account hides an image that Gitpod needs.',
  why: 'Each account has its own Allowed AMIs setting in each region. If the setting is enabled, images that match no criterion are hidden and cannot be launched. AWS then says that the image does not exist.',
  stops: 'The runner or the environments cannot be launched in this region.',
  otherwise: 'the image may not be shared with the account at all (ami-not-visible)',
  confusedWith: {
    'ami-not-visible': 'the setting allows the image, but the image is hidden for another reason.',
    'denied-by-organization': 'a policy denies the call itself, and AWS names it.',
    'ami-deprecated': 'the image appears if the search includes deprecated images.',
  },
  byHand: [
    {
      run: command`aws ec2 get-allowed-images-settings --region <region> --output json`,
      shows: '"State": "enabled"',
      tells: 'The setting is enabled; its criteria follow. “disabled” and “audit-mode” hide nothing.',
    },
    {
      run: command`aws ec2 describe-images --region <region> --owners amazon 995913728426 --include-deprecated --filters "Name=name,Values=<image name>" --output json`,
      shows: '"Images": []',
      tells: 'The image is not listed. GD707 (ami-not-visible) looks the same here.',
    },
  ],
  byHandNote:
    'AWS CLI versions before December 2024 do not have get-allowed-images-settings. For --images, print the list with the names of both images. Otherwise, gitpod-doctor cannot judge the other image.',
  example: {
    region: '<region>',
    images: [{ name: '<image>', purpose: 'the environments', owner: '<owner>', misses: [], sure: true, absent: false }],
    audited: false,
    managedBy: 'account',
    criteria: [],
    add: ownersOnlyCriterion([{ owner: '<owner>' }]),
    admitted: [],
  },
  title: ({ region, images, audited }) =>
    audited
      ? `Allowed AMIs in ${region} would hide ${toList(images.map(({ name }) => name))} if it were enforced`
      : `Allowed AMIs hides ${toList(images.map(({ name }) => name))} in ${region}`,
  evidence: ({ images, audited, managedBy, criteria, admitted }) => [
    audited ? 'The setting is in audit mode, so it hides nothing yet.' : 'The setting is enabled.',
    criteria.length === 0 && 'It has no criteria, so it allows only images of the account itself.',
    ...images.map(({ name, purpose, owner, misses }) => {
      const reasons = misses.slice(0, 4).map((miss) => criterionMissText(miss, criteria));
      return `${name}, for ${purpose}${owner === null ? '' : `, owned by ${owner}`}${reasons.length === 0 ? ' is hidden.' : `: ${reasons.join(' ')}`}`;
    }),
    ...absentWords(images),
    admitted.length > 0 && `The setting allows ${toList(admitted)}.`,
    MANAGER_WORDS[managedBy],
  ],
  fixes: (facts) => fixesOf(facts),
});

const MANAGER_WORDS = {
  account: 'The account itself manages the setting.',
  organization: 'A declarative policy of the organisation manages the setting, so the account cannot change it.',
  unknown: 'Who manages the setting is not known.',
} as const;

function isAudited({ settings, seen, evaluation, state }: ImageAccess): boolean {
  if (state !== 'usable' || settings?.state !== 'audit-mode') return false;
  const marked = seen.filter(({ allowed }) => allowed !== null);
  return marked.length > 0 ? marked.every(({ allowed }) => allowed === false) : evaluation?.outcome === 'hidden';
}

function imageFacts({ image, traits, evaluation, settings, looks, seen, isHandedIn }: ImageAccess): Facts['images'][number] {
  const misses =
    evaluation === null || evaluation.outcome === 'allowed' ? [] : [...('open' in evaluation ? evaluation.open : []), ...evaluation.misses];
  const sure = evaluation?.outcome === 'hidden' || settings?.state === 'audit-mode';
  const absent = isHandedIn && looks.length > 0 && seen.length === 0;
  return { name: image.name, purpose: image.purpose, owner: traits.owner ?? null, misses, sure, absent };
}

/** True if a pasted list does not include its filters. */
function absentWords(images: Facts['images']): string[] {
  const absent = images.filter((image) => image.absent).map(({ name }) => name);
  return absent.length === 0 ? [] : [`The list of images that you provided does not show ${toList(absent)}.`];
}

/** EC2 reports a hidden image as nonexistent. */
function refusedLaunches(view: View, held: readonly ImageAccess[]): string[] {
  const tries = callsOf(view, 'run-instances-dry-run').filter(
    ({ kind }) => kind === 'aws.image-not-found' || kind === 'aws.not-authorized-for-image',
  );
  return tries.filter((call) => held.some(({ region, state }) => state === 'held-back' && region === call.region)).map(({ id }) => id);
}

/** Words for hidden images. If a criterion could not be evaluated, they only say that the images are not shown. */
function hides(images: Facts['images']): string {
  return images.every(({ sure }) => sure) ? 'hides' : 'seems to hide';
}

function fixesOf({ region, images, managedBy, criteria, add, audited }: Facts): FixDraft[] {
  const names = images.map(({ name }) => name);
  const providers = add?.providers ?? null;
  if (add === null || providers === null)
    return [
      {
        owner: 'aws-admin',
        text: `Please allow the owner of ${toList(names)} in the Allowed AMIs criteria of ${region}. gitpod-doctor does not know which account owns it in this region.`,
      },
    ];
  const ask = `Allowed AMIs in ${region} ${audited ? 'would hide' : hides(images)} ${toList(names)}, which Gitpod launches. Please add the ${verb(providers.length, 'owner', 'owners')} ${toList(providers)} to its criteria in ${region}.`;
  const policy: FixDraft = {
    owner: 'aws-admin',
    text: `${ask} A declarative policy of the organisation sets this, so only the administrators of AWS Organizations can change it. Add this criterion to the policy, under a name that it does not use yet (criteria_1 to criteria_10).`,
    command: listing('policy', declarativePolicyJson(providers, Math.min(10, criteria.length + 1))),
  };
  if (managedBy === 'organization') return [policy];
  const all = addCriterion(criteria, add);
  if (all === null)
    return [
      {
        owner: 'aws-admin',
        text: `${ask} The list of criteria is full, or contains a parameter that this version of gitpod-doctor would lose. So add this criterion by hand.`,
        command: listing('policy', criteriaJson([add])),
      },
    ];
  return [
    {
      owner: 'aws-admin',
      text: `${ask} The command replaces the whole list, so it repeats the current criteria and adds one criterion.`,
      command: command`aws ec2 replace-image-criteria-in-allowed-images-settings --region ${region} --image-criteria ${criteriaJson(all, 0)}`,
    },
    {
      owner: 'aws-admin',
      text: 'If Terraform manages the setting, make the same change in Terraform.',
      command: listing('file', criteriaTerraform(all, audited ? 'audit-mode' : 'enabled')),
    },
    ...(managedBy === 'unknown' ? [policy] : []),
  ];
}
