/**
 * Most users on a call have no credentials, so an administrator pastes AWS's output. If one of these fails, a hidden image is reported as
 * unknown, a visible one as blocked, or contradictory files are believed.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readPastedImages } from '../../src/cli/files/pasted-images.ts';
import { startPretendInternet } from '../../src/demo/internet.ts';
import { LAPTOP } from '../../src/demo/scenarios/parts.ts';
import { diagnose } from '../../src/diagnosis/index.ts';
import { buildReport } from '../../src/documents/report/report.ts';
import type { PastedImageAccess } from '../../src/model/aws/pasted-images.ts';
import type { Profile } from '../../src/model/profile.ts';
import { createProbes, pretendWorld } from '../../src/probes/index.ts';
import { startSweep } from '../../src/run/sweep.ts';
import { freshLog } from '../support/fresh-log.ts';

const folder = mkdtempSync(join(tmpdir(), 'pasted-answers-'));
const { world } = await startPretendInternet({ name: 'healthy', title: '', profile: LAPTOP, network: {} }, { extraUrls: [] });
const probes = createProbes(pretendWorld(world.network, { version: '0.0.0' }));
afterAll(async () => {
  await probes.close();
  await world.close();
  rmSync(folder, { recursive: true });
});

const crlf = (text: string) => text.replaceAll('\n', '\r\n');
const utf16 = (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le');
const WRITTEN: Readonly<Record<string, (text: string) => Buffer>> = {
  'UTF-8': (text) => Buffer.from(text),
  'UTF-8 with a mark and CRLF': (text) => Buffer.from(`\uFEFF${crlf(text)}`),
  'UTF-16 as PowerShell 5 writes it': (text) => utf16(crlf(text)),
  'UTF-16, the high byte first': (text) => utf16(text).swap16(),
  'UTF-16 without a mark': (text) => Buffer.from(crlf(text), 'utf16le'),
};

const GITPOD = '995913728426';
const setting = (State: string, ...ImageCriteria: unknown[]) => ({ State, ImageCriteria, ManagedBy: 'account' });
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
/** As listed by an account that enforces or audits Allowed AMIs; other accounts omit the mark. */
const bottlerocket = (ImageAllowed?: boolean) =>
  image('bottlerocket-aws-ecs-1-x86_64-v1.43.0-aaaaaaaa', '092701018921', { ImageOwnerAlias: 'amazon', ImageAllowed });
const gitpod = (ImageAllowed?: boolean) => image('gitpod/images/gitpod-next/ec2-runner-ami-1764', GITPOD, { ImageAllowed });

const OWNERS = { ImageProviders: ['amazon', GITPOD] };
const AMAZON = { ImageProviders: ['amazon'] };
const ONLY_GITPOD = { ImageProviders: [GITPOD] };
const WITHOUT_EITHER = { ImageProviders: ['111122223333'] };

const MET: [string, string] = ['met', 'met'];
const HIDDEN = 'ami-hidden-by-allowed-images: likely';
const HIDDEN_FOR_SURE = 'ami-hidden-by-allowed-images: certain';
const NOT_SHOWN = 'ami-not-visible: likely';
const DISAGREE = 'aws-answers-disagree: likely';
const NEITHER: [string, string] = ['unknown: blocked-by:GD714', 'unknown: blocked-by:GD714'];

/** Setting, list, causes, and the verdicts of Bottlerocket's image and of Gitpod's. */
const SITUATIONS: [string, object | null, object[] | null, string[], [string, string]][] = [
  ['setting disabled, both images listed', setting('disabled'), [bottlerocket(), gitpod()], [], MET],
  ['enabled for both owners, both images listed', setting('enabled', OWNERS), [bottlerocket(true), gitpod(true)], [], MET],
  ['enabled for Amazon, Gitpod’s image missing', setting('enabled', AMAZON), [bottlerocket(true)], [HIDDEN], ['met', 'unmet']],
  ['enabled for Gitpod, Amazon’s image missing', setting('enabled', ONLY_GITPOD), [gitpod(true)], [HIDDEN_FOR_SURE], ['unmet', 'met']],
  ['enabled for other owners, no image listed', setting('enabled', WITHOUT_EITHER), [], [HIDDEN_FOR_SURE], ['unmet', 'unmet']],
  ['enabled without criteria, no image listed', setting('enabled'), [], [HIDDEN_FOR_SURE], ['unmet', 'unmet']],
  [
    'enabled for both owners, one image missing',
    setting('enabled', OWNERS),
    [bottlerocket(true)],
    [],
    ['met', 'unknown: needs-credentials'],
  ],
  ['setting disabled, one image missing', setting('disabled'), [bottlerocket()], [], ['met', 'unknown: needs-credentials']],
  ['setting disabled, no image listed', setting('disabled'), [], [NOT_SHOWN, NOT_SHOWN], ['unmet', 'unmet']],
  ['audit mode, one image would be hidden', setting('audit-mode', AMAZON), [bottlerocket(true), gitpod(false)], [HIDDEN_FOR_SURE], MET],
  ['no setting pasted, both images listed', null, [bottlerocket(), gitpod()], [], MET],
  ['no setting pasted, one image missing', null, [gitpod()], [], ['unknown: needs-credentials', 'met']],
  ['only the setting pasted, disabled', setting('disabled'), null, [], ['unknown: needs-credentials', 'unknown: needs-credentials']],
  [
    'only the setting pasted, enabled for Gitpod',
    setting('enabled', ONLY_GITPOD),
    null,
    [HIDDEN_FOR_SURE],
    ['unmet', 'unknown: needs-credentials'],
  ],
  // One of the two files comes from another account, region or day.
  ['enabled for Amazon, Gitpod’s image listed', setting('enabled', AMAZON), [bottlerocket(true), gitpod(true)], [DISAGREE], NEITHER],
  ['enabled for Gitpod, only Amazon’s image listed', setting('enabled', ONLY_GITPOD), [bottlerocket(true)], [DISAGREE], NEITHER],
  ['enabled, images listed as not allowed', setting('enabled', OWNERS), [bottlerocket(true), gitpod(false)], [DISAGREE], NEITHER],
  ['setting disabled, images listed with the allowed mark', setting('disabled'), [bottlerocket(true), gitpod(false)], [DISAGREE], NEITHER],
  ['audit mode, images marked differently', setting('audit-mode', OWNERS), [bottlerocket(true), gitpod(false)], [DISAGREE], NEITHER],
];

function file(name: string, content: Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

async function handedIn(settings: object | null, images: object[] | null, written: (text: string) => Buffer): Promise<PastedImageAccess> {
  const text = (value: object) => written(JSON.stringify(value, null, 4));
  const access = await readPastedImages({
    ...(settings === null ? {} : { 'allowed-images': file('allowed-images.json', text(settings)) }),
    ...(images === null ? {} : { images: file('images.json', text({ Images: images })) }),
  });
  if (access === null) throw new Error('nothing was handed in');
  return access;
}

/** Causes with their confidence, and the verdicts of both images. */
async function judged(pasted: PastedImageAccess): Promise<{ causes: string[]; verdicts: string[]; words: string }> {
  const profile: Profile = { ...LAPTOP, consents: [], pasted };
  const log = freshLog(profile, { demo: 'healthy' });
  const rows = log.session.requirements.filter(({ area, targets }) => area === 'ami' && targets.length > 0).map(({ id }) => id);
  await startSweep({ log, probes, requirements: rows, again: false }).done;
  const { findings, requirements } = buildReport(log.session, diagnose(log.session));
  const both = ['ami.bottlerocket', 'ami.ec2-runner'].flatMap((id) => requirements.find((row) => row.id === id) ?? []);
  return {
    causes: findings.map(({ name, confidence }) => `${name}: ${confidence}`),
    verdicts: both.map(({ verdict, reason }) => (reason === null ? verdict : `${verdict}: ${reason}`)),
    words: findings.flatMap(({ title, evidence }) => [title, ...evidence]).join('\n'),
  };
}

it('says how pasted files contradict each other, and which image a list lacks', async () => {
  const utf8 = (text: string) => Buffer.from(text);
  const apart = await judged(await handedIn(setting('enabled', AMAZON), [gitpod(true)], utf8));
  expect(apart.words).toMatch(/Probable cause: .*do not belong together[\s\S]*excludes gitpod\/\S+, yet the list shows it/);
  const lacks = await judged(await handedIn(setting('enabled', AMAZON), [bottlerocket(true)], utf8));
  expect(lacks.words).toMatch(/list of images that was handed in does not show gitpod\//);
});

describe.each(SITUATIONS)('a pasted setting and list: %s', (_, settings, images, causes, verdicts) => {
  it.each(Object.keys(WRITTEN))('are judged correctly from %s', async (name) => {
    const written = WRITTEN[name];
    if (written === undefined) throw new Error(name);
    expect(await judged(await handedIn(settings, images, written))).toMatchObject({ causes, verdicts });
  });
});
