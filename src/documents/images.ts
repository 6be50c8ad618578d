/** The machine images by region: whether they are visible, the result of Allowed AMIs, who manages that setting, and the AWS identity. */
import { type ImageInRegion, imagesOf } from '../diagnosis/index.ts';
import type { Session } from '../model/session.ts';
import { type Block, command, list, type Panes, paragraph, section, sectionOf } from '../render/block.ts';
import type { StatusWord } from '../render/status-words.ts';
import { criterionText, MANAGER_WORDS, SETTING_STATE_WORDS } from './evidence/aws-words.ts';
import { credentialLines } from './evidence/credential-words.ts';
import type { EvidenceLine } from './evidence/evidence-line.ts';
import { imageCommandLines } from './evidence/image-commands.ts';
import type { DocumentSubject } from './subject.ts';
import { count } from './words/quantity.ts';
import { capitalized, createSay, joined, type Say } from './words/say.ts';

export function imagesDocument(input: Pick<DocumentSubject, 'session' | 'diagnosis' | 'mask'>): Panes {
  const { session, mask } = input;
  const say = createSay(mask);
  const images = imagesOf(session);
  const commands = session.requirements.flatMap(({ id }) => imageCommandLines(id, input));
  // Commands are often the same for every image of an account.
  const once = commands.filter(({ text }, index) => commands.findIndex((other) => other.text === text) === index);
  return {
    main: [paragraph([{ strong: summaryOf(images) }]), ...tableOf(images, say), ...images.map((each) => imageSection(each, say))],
    beside: [
      ...sectionOf('Allowed AMIs', settingsOf(images, say)),
      ...sectionOf('Credentials', factsOf(credentialsOf(session, say))),
      ...sectionOf('For an AWS administrator', once.flatMap(commandBlocks)),
    ],
  };
}

function factsOf(facts: readonly EvidenceLine[]): Block[] {
  return facts.length === 0 ? [] : [{ kind: 'facts', facts }];
}

const STATUS = {
  usable: 'PASS',
  'held-back': 'FAIL',
  'not-shown': 'FAIL',
  open: 'UNSURE',
  contradictory: 'UNSURE',
} as const satisfies Record<ImageInRegion['state'], StatusWord>;

function summaryOf(images: readonly ImageInRegion[]): string {
  if (images.length === 0) return 'AWS has not answered the questions about the images yet.';
  const tally = (word: StatusWord) => images.filter(({ state }) => STATUS[state] === word).length;
  return joined(', ', [
    `${count(new Set(images.map(({ image }) => image.name)).size, 'image')} in ${count(new Set(images.map(({ region }) => region)).size, 'region')}: ${tally('PASS')} can be used`,
    tally('FAIL') > 0 && `${tally('FAIL')} cannot`,
    tally('UNSURE') > 0 && `${tally('UNSURE')} inconclusive`,
  ]);
}

function tableOf(found: readonly ImageInRegion[], say: Say): Block[] {
  const images = [...new Set(found.map(({ image }) => image.name))];
  const regions = [...new Set(found.map(({ region }) => region))];
  if (images.length === 0) return [];
  const rows = regions.map((region) => [
    say`${region}`,
    ...images.map((name) => {
      const at = found.find((each) => each.region === region && each.image.name === name);
      return at === undefined ? '–' : [{ status: STATUS[at.state] }];
    }),
  ]);
  return [{ kind: 'table', wide: true, head: ['region', ...images.map((name) => say`${name}`)], rows }];
}

function imageSection(each: ImageInRegion, say: Say): Block {
  const { image, region, owner, state, misses } = each;
  return section(
    say`${image.name} in ${region}`,
    [
      paragraph(`${seenWords(each)}; ${judgedWords(each)}`),
      ...list(misses.map((text) => say`${text}`)),
      paragraph([{ quiet: joined(', ', [`for ${image.purpose}`, owner !== null && say`owner ${owner}`]) }]),
    ],
    { status: STATUS[state] },
  );
}

function seenWords({ seen, looks }: ImageInRegion): string {
  if (seen.length > 0) return seen.length === 1 ? 'listed' : `listed, ${seen.length} with that name`;
  return looks === 0 ? 'not checked' : 'not listed';
}

function judgedWords({ settings, evaluation }: ImageInRegion): string {
  if (settings === null) return 'Allowed AMIs is not known';
  if (evaluation === null) return settings.state === 'disabled' ? 'Allowed AMIs is off' : 'not judged';
  switch (evaluation.outcome) {
    case 'allowed':
      return `criterion ${evaluation.criterion + 1} allows it`;
    case 'hidden':
      return settings.criteria.length === 0
        ? 'there are no criteria, so only images of the account itself are allowed'
        : 'no criterion allows it';
    case 'cannot-evaluate':
      return 'no criterion is known to allow it';
  }
}

function settingsOf(images: readonly ImageInRegion[], say: Say): Block[] {
  const byRegion = new Map(images.map((each) => [each.region, each.settings]));
  return [...byRegion].flatMap(([region, settings]) => {
    const setting =
      settings === null
        ? 'not told'
        : joined(', ', [SETTING_STATE_WORDS[settings.state], settings.managedBy !== null && MANAGER_WORDS[settings.managedBy]]);
    const criteria = settings?.criteria.map((criterion) => criterionText(criterion, say)) ?? [];
    return [paragraph(say`${region}: ${setting}`), ...factsOf(criteria.map((text, index) => ({ label: `criterion ${index + 1}`, text })))];
  });
}

/** The line `next` is a sentence; the other lines are commands. */
function commandBlocks({ label, text }: EvidenceLine): Block[] {
  if (label === 'next') return [paragraph(`${capitalized(text)}.`)];
  return [...(label === 'read with' ? [paragraph('Read its output with')] : []), command(text)];
}

function credentialsOf({ observations, profile }: Session, say: Say): EvidenceLine[] {
  if (profile.pasted !== undefined) return [{ label: 'read from', text: 'the output of an administrator; this machine sent no request' }];
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
