/** The machine images by region: visible or not, the result of Allowed AMIs, who manages it, and the credentials in use. */
import { type ImageInRegion, imagesOf } from '../../diagnosis/index.ts';
import { criterionText, MANAGER_WORDS, STATE_WORDS } from '../../documents/evidence/aws-words.ts';
import { credentialLines } from '../../documents/evidence/credential-words.ts';
import type { EvidenceLine } from '../../documents/evidence/evidence-line.ts';
import { imageCommandLines } from '../../documents/evidence/image-commands.ts';
import { count } from '../../documents/words/quantity.ts';
import { joined, type Say, sayer } from '../../documents/words/say.ts';
import type { Session } from '../../model/session.ts';
import type { StatusWord } from '../../render/status-words.ts';
import type { PresentInput } from './input.ts';

/** One image in one region. */
export interface ImageCell {
  number: number;
  status: StatusWord;
  region: string;
  image: string;
  /** `shown, 3 of that name`, `not shown`, `not looked at`. */
  seen: string;
  /** `criterion 2 admits it`, `no criterion admits it`. */
  judged: string;
  /** The excluding clauses, criterion by criterion. */
  misses: string[];
  /** Its purpose and owner. */
  facts: string;
}

export interface RegionSetting {
  region: string;
  /** `enforced, managed by the account`; or that it is unknown. */
  setting: string;
  criteria: string[];
}

export interface ImagesView {
  summary: string;
  cells: ImageCell[];
  settings: RegionSetting[];
  /** The source of the credentials, and their identity in AWS. */
  credentials: EvidenceLine[];
  /** Commands for an administrator where no local credentials suffice. */
  commands: EvidenceLine[];
}

/** True if there are image facts to show. */
export function hasImages({ requirements }: Pick<Session, 'requirements'>): boolean {
  return requirements.some(({ area }) => area === 'ami');
}

export function presentImages(input: Pick<PresentInput, 'session' | 'diagnosis' | 'mask'>): ImagesView {
  const { session, mask } = input;
  const say = sayer(mask);
  const images = imagesOf(session);
  const cells = images.map((each, index) => cellOf(each, index + 1, say));
  const commands = session.requirements.flatMap(({ id }) => imageCommandLines(id, input));
  return {
    summary: summaryOf(cells),
    cells,
    settings: settingsOf(images, say),
    credentials: credentialsOf(session, say),
    // The same for every image of the account.
    commands: commands.filter(({ text }, index) => commands.findIndex((other) => other.text === text) === index),
  };
}

function summaryOf(cells: readonly ImageCell[]): string {
  if (cells.length === 0) return 'AWS has told nothing about the images yet.';
  const named = new Set(cells.map(({ image }) => image));
  const regions = new Set(cells.map(({ region }) => region));
  const tally = (word: StatusWord) => cells.filter(({ status }) => status === word).length;
  return joined(', ', [
    `${count(named.size, 'image')} in ${count(regions.size, 'region')}: ${tally('PASS')} can be used`,
    tally('FAIL') > 0 && `${tally('FAIL')} cannot`,
    tally('UNSURE') > 0 && `${tally('UNSURE')} open`,
  ]);
}

const STATUS = {
  usable: 'PASS',
  'held-back': 'FAIL',
  'not-shown': 'FAIL',
  open: 'UNSURE',
  contradictory: 'UNSURE',
} as const satisfies Record<ImageInRegion['state'], StatusWord>;

function cellOf(each: ImageInRegion, number: number, say: Say): ImageCell {
  const { image, region, owner, state, misses } = each;
  return {
    number,
    status: STATUS[state],
    region: say`${region}`,
    image: say`${image.name}`,
    seen: seenWords(each),
    judged: judgedWords(each),
    misses: misses.map((text) => say`${text}`),
    facts: joined(', ', [`for ${image.purpose}`, owner !== null && say`owner ${owner}`]),
  };
}

function seenWords({ seen, looks }: ImageInRegion): string {
  if (seen.length > 0) return seen.length === 1 ? 'shown' : `shown, ${seen.length} of that name`;
  return looks === 0 ? 'not looked at' : 'not shown';
}

function judgedWords({ settings, evaluation }: ImageInRegion): string {
  if (settings === null) return 'Allowed AMIs was not told';
  if (evaluation === null) return settings.state === 'disabled' ? 'Allowed AMIs is off' : 'not judged';
  switch (evaluation.outcome) {
    case 'allowed':
      return `criterion ${evaluation.criterion + 1} admits it`;
    case 'hidden':
      return settings.criteria.length === 0 ? 'there is no criterion, so nothing foreign is admitted' : 'no criterion admits it';
    case 'cannot-evaluate':
      return 'no criterion admits it for sure';
  }
}

function settingsOf(images: readonly ImageInRegion[], say: Say): RegionSetting[] {
  const byRegion = new Map(images.map((each) => [each.region, each.settings]));
  return [...byRegion].map(([region, settings]) => ({
    region: say`${region}`,
    setting:
      settings === null
        ? 'not told'
        : joined(', ', [STATE_WORDS[settings.state], settings.managedBy !== null && MANAGER_WORDS[settings.managedBy]]),
    criteria: settings?.criteria.map((criterion) => criterionText(criterion, say)) ?? [],
  }));
}

function credentialsOf({ observations, profile }: Session, say: Say): EvidenceLine[] {
  if (profile.pasted !== undefined) return [{ label: 'read from', text: 'what an administrator printed; nothing was asked from here' }];
  const found = observations.findLast((each) => each.probe === 'aws-credentials');
  const identity = observations
    .flatMap((each) => (each.probe === 'aws' ? each.phases : []))
    .flatMap((phase) => (phase.name === 'aws' && phase.result?.kind === 'identity' ? [phase.result] : []))
    .at(-1);
  return [
    ...(found?.probe === 'aws-credentials' && found.facts !== null ? credentialLines(found.facts, say) : []),
    ...(identity === undefined
      ? []
      : [
          {
            label: 'AWS says',
            text: say`${identity.principalKind.replaceAll('-', ' ')} ${identity.principal} of account ${identity.account}`,
          },
        ]),
  ];
}
