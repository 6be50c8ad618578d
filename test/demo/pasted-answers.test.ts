/**
 * Most users on a call have no credentials, so an administrator pastes AWS's output. If one of these fails, a hidden image is reported as
 * unknown, a visible one as blocked, or contradictory files are believed.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { assembleRequirements } from '../../src/catalog/index.ts';
import { readPastedImages } from '../../src/cli/files/pasted-images.ts';
import { startPretendInternet } from '../../src/demo/internet.ts';
import { LAPTOP } from '../../src/demo/scenarios/parts.ts';
import { diagnose } from '../../src/diagnosis/index.ts';
import { buildReport } from '../../src/documents/report/report.ts';
import type { PastedImageAccess } from '../../src/model/aws/pasted-images.ts';
import { createProbes, pretendWorld } from '../../src/probes/index.ts';
import { startSweep } from '../../src/run/sweep.ts';
import { freshLog } from '../support/fresh-log.ts';

const folder = mkdtempSync(join(tmpdir(), 'pasted-answers-'));
const { world } = await startPretendInternet({ name: 'healthy', title: '', profile: LAPTOP, network: {} }, { extraUrls: [] });
const probes = createProbes(pretendWorld(world.network, { version: '0.0.0' }));
const IMAGE_ROWS = assembleRequirements(LAPTOP, null).filter(({ area, targets }) => area === 'ami' && targets.length > 0);
afterAll(async () => {
  await probes.close();
  await world.close();
  rmSync(folder, { recursive: true });
});

const crlf = (text: string) => text.replaceAll('\n', '\r\n');
const utf16 = (text: string) => Buffer.from(crlf(text), 'utf16le');
const WRITTEN: Readonly<Record<string, (text: string) => Buffer>> = {
  'UTF-8 with CRLF': (text) => Buffer.from(crlf(text)),
  'UTF-8 with a mark': (text) => Buffer.from(`\uFEFF${text}`),
  'UTF-8 with a mark and CRLF': (text) => Buffer.from(`\uFEFF${crlf(text)}`),
  'UTF-16 as PowerShell 5 writes it': (text) => utf16(`\uFEFF${text}`),
  'UTF-16 with the high byte first': (text) => utf16(`\uFEFF${text}`).swap16(),
  'UTF-16 without a mark': utf16,
  'UTF-16 with the high byte first, without a mark': (text) => utf16(text).swap16(),
};

const GITPOD = '995913728426';
const image = (Name: string, OwnerId: string, more: object) => ({
  Architecture: 'x86_64',
  CreationDate: '2025-07-10T21:02:11.000Z',
  ImageId: 'ami-0123456789abcdef0',
  Public: true,
  OwnerId,
  State: 'available',
  Name,
  DeprecationTime: '2027-07-10T21:02:11.000Z',
  ...more,
});
/** The list of an account that enforces or audits Allowed AMIs. Other accounts omit the mark. */
const bottlerocket = (ImageAllowed?: boolean) =>
  image('bottlerocket-aws-ecs-1-x86_64-v1.43.0-aaaaaaaa', '092701018921', { ImageOwnerAlias: 'amazon', ImageAllowed });
const gitpod = (ImageAllowed?: boolean) => image('gitpod/images/gitpod-next/ec2-runner-ami-1764', GITPOD, { ImageAllowed });

type Owner = 'amazon' | 'gitpod';
const OWNERS: readonly Owner[] = ['amazon', 'gitpod'];
const PROVIDERS = { amazon: 'amazon', gitpod: GITPOD, other: '111122223333' };
const CRITERIA: readonly (keyof typeof PROVIDERS)[][] = [['amazon', 'gitpod'], ['amazon'], ['gitpod'], ['other'], []];
/** Null: the setting was not handed in. */
type Setting = { state: string; criteria: readonly string[] } | null;
const STATES = ['enabled', 'audit-mode', 'disabled'].flatMap((state) => CRITERIA.map((criteria) => ({ state, criteria })));
const SETTINGS: [string, (typeof STATES)[number] | null][] = [
  ['not handed in', null],
  ...STATES.map((each): [string, typeof each] => [`${each.state} for ${each.criteria.join(' and ') || 'no owner'}`, each]),
];
/** How the list shows an image: not at all, unmarked, or with `ImageAllowed` true or false. */
type Shown = 'absent' | 'unmarked' | 'allowed' | 'refused';
/** Null: no list was handed in. */
type List = Readonly<Record<Owner, Shown>> | null;
const SHOWN: readonly Shown[] = ['absent', 'unmarked', 'allowed', 'refused'];
/** One call either marks every image or none. */
const isOneCall = (shown: readonly Shown[]) =>
  !shown.includes('unmarked') || shown.every((each) => each === 'unmarked' || each === 'absent');
const LISTS = SHOWN.flatMap((amazon) => SHOWN.map((gitpod) => ({ amazon, gitpod }))).filter((list) => isOneCall(Object.values(list)));

function printedSetting({ state, criteria }: (typeof STATES)[number]) {
  const providers = criteria.map((owner) => PROVIDERS[owner]);
  return { State: state, ImageCriteria: providers.length === 0 ? [] : [{ ImageProviders: providers }], ManagedBy: 'account' };
}

function printedList(list: NonNullable<List>) {
  const mark = { absent: undefined, unmarked: undefined, allowed: true, refused: false };
  const images = [bottlerocket(mark[list.amazon]), gitpod(mark[list.gitpod])];
  return { Images: images.filter((_, index) => Object.values(list)[index] !== 'absent') };
}

/** Derived from the EC2 User Guide ("How Allowed AMIs works") without the program: the causes, and the verdict of each owner's image. */
function expected(setting: Setting, list: List): { causes: string[]; verdicts: string[] } {
  const { state, criteria } = setting ?? { state: 'unknown', criteria: [] };
  const shown = (owner: Owner) => list !== null && list[owner] !== 'absent';
  const admits = (owner: Owner) => criteria.includes(owner);
  const marked = (owner: Owner, mark: Shown) => list?.[owner] === mark;
  const disagrees = (owner: Owner) =>
    (state === 'enabled' && shown(owner) && (!admits(owner) || marked(owner, 'refused'))) ||
    (state === 'disabled' && (marked(owner, 'allowed') || marked(owner, 'refused'))) ||
    (state === 'audit-mode' && marked(owner, admits(owner) ? 'refused' : 'allowed'));
  if (OWNERS.some(disagrees)) return { causes: ['aws-answers-disagree: likely'], verdicts: Array(2).fill('unknown: blocked-by:GD714') };

  // It is not public whether AWS verified Gitpod as a provider, which would then count as Amazon's: only an image that is shown proves it.
  const isPerhapsAdmitted = (owner: Owner) => owner === 'gitpod' && !admits('gitpod') && admits('amazon');
  const isHidden = (owner: Owner) => state === 'enabled' && !admits(owner) && (list === null ? !isPerhapsAdmitted(owner) : !shown(owner));
  // A list that shows only the other image may have been printed for that image alone.
  const isMissed = (owner: Owner) => list !== null && !isHidden(owner) && !OWNERS.some(shown);
  const wouldHide = OWNERS.filter((owner) => state === 'audit-mode' && shown(owner) && !admits(owner));
  const hidden = OWNERS.filter(isHidden);
  const held = hidden.some(isPerhapsAdmitted) ? 'likely' : 'certain';
  return {
    causes: [
      ...(hidden.length + wouldHide.length > 0 ? [`ami-hidden-by-allowed-images: ${held}`] : []),
      // Without the settings it is possible that they hide the images.
      ...OWNERS.filter(isMissed).map(() => `ami-not-visible: ${setting === null ? 'possible' : 'likely'}`),
    ],
    verdicts: OWNERS.map((owner) => {
      if (shown(owner)) return 'met';
      return isHidden(owner) || isMissed(owner) ? 'unmet' : 'unknown: needs-credentials';
    }),
  };
}

let files = 0;
function file(content: Buffer): string {
  files += 1;
  const path = join(folder, `${files}.json`);
  writeFileSync(path, content);
  return path;
}

/** What the program reads from printed files; null: not handed in. */
async function handedIn(settings: object | null, images: object | null, written = (text: string): Buffer => Buffer.from(text)) {
  const text = (value: object) => written(JSON.stringify(value, null, 4));
  const access = await readPastedImages({
    ...(settings === null ? {} : { 'allowed-images': file(text(settings)) }),
    ...(images === null ? {} : { images: file(text(images)) }),
  });
  if (access === null) throw new Error('nothing was handed in');
  return access;
}

/** Causes with their confidence, and the verdicts of both images. */
async function judged(pasted: PastedImageAccess): Promise<{ causes: string[]; verdicts: string[]; words: string }> {
  const log = freshLog({ ...LAPTOP, consents: [], pasted }, { demo: 'healthy', requirements: IMAGE_ROWS });
  await startSweep({ log, probes, requirements: IMAGE_ROWS.map(({ id }) => id), again: false }).done;
  const { findings, requirements } = buildReport(log.session, diagnose(log.session));
  const both = ['ami.bottlerocket', 'ami.ec2-runner'].flatMap((id) => requirements.find((row) => row.id === id) ?? []);
  return {
    causes: findings.map(({ name, confidence }) => `${name}: ${confidence}`),
    verdicts: both.map(({ verdict, reason }) => (reason === null ? verdict : `${verdict}: ${reason}`)),
    words: findings.flatMap(({ title, evidence }) => [title, ...evidence]).join('\n'),
  };
}

describe('pasted Allowed AMIs settings and a pasted list of images', () => {
  it('are reported as contradictory when the list contains an excluded image, and a missing image is named', async () => {
    const setting = printedSetting({ state: 'enabled', criteria: ['amazon'] });
    const apart = await judged(await handedIn(setting, printedList({ amazon: 'absent', gitpod: 'allowed' })));
    expect(apart.words).toMatch(/Probable cause: .*contradict each other[\s\S]*excludes gitpod\/\S+, but the list contains it/);
    const lacks = await judged(await handedIn(setting, printedList({ amazon: 'allowed', gitpod: 'absent' })));
    expect(lacks.words).toMatch(/list of images that you provided does not show gitpod\//);
  });

  const read = {
    settings: STATES.map((each) => handedIn(printedSetting(each), null)),
    lists: LISTS.map((each) => handedIn(null, printedList(each))),
  };

  it.each(SETTINGS)('give the right verdict for every list when the state of Allowed AMIs is %s', async (_, setting) => {
    const settings = setting === null ? null : ((await read.settings[STATES.indexOf(setting)])?.settings ?? null);
    const found: [List, object][] = [];
    for (const list of setting === null ? LISTS : [null, ...LISTS]) {
      const images = list === null ? null : ((await read.lists[LISTS.indexOf(list)])?.images ?? null);
      const { causes, verdicts } = await judged({ settings, images });
      found.push([list, { causes, verdicts }]);
    }
    expect(found).toEqual(found.map(([list]) => [list, expected(setting, list)]));
  });

  it.each(Object.entries(WRITTEN))('give the same result in %s as in UTF-8', async (_, written) => {
    const settings = STATES.map((each) => handedIn(printedSetting(each), null, written));
    expect(await Promise.all(settings)).toEqual(await Promise.all(read.settings));
    const lists = LISTS.map((each) => handedIn(null, printedList(each), written));
    expect(await Promise.all(lists)).toEqual(await Promise.all(read.lists));
  });
});
