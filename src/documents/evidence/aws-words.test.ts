/** The text about AWS for the user, in which every private value must be masked. */
import { describe, expect, it } from 'vitest';
import { readAllowedImagesSettings } from '../../knowledge/allowed-images/read.ts';
import { readDenial } from '../../knowledge/aws/denied-message.ts';
import type { PhaseOf } from '../../model/phase.ts';
import { awsPhase } from '../../model/testing/aws-facts.ts';
import { createSay } from '../words/say.ts';
import { awsPhaseLines } from './aws-words.ts';
import { credentialLines } from './credential-words.ts';

const plain = createSay((text) => text);
const masked = createSay((text) => text.replaceAll(/[^ ,.:;()]/g, 'x'));

function phase(facts: Partial<PhaseOf<'aws'>>): PhaseOf<'aws'> {
  return awsPhase('get-allowed-images-settings', 'eu-west-1', facts);
}

const texts = (lines: { label: string; text: string }[]) => lines.map(({ label, text }) => `${label}: ${text}`);

describe('the evidence of an AWS call', () => {
  it('shows the Allowed AMIs settings criterion by criterion', () => {
    const criteria = [
      { ImageProviders: ['amazon', '123456789012'], CreationDateCondition: { MaximumDaysSinceCreated: 300 } },
      { ImageNames: ['acme-*'], Watermarks: ['x'] },
    ];
    const settings = readAllowedImagesSettings({ State: 'enabled', ManagedBy: 'declarative-policy', ImageCriteria: criteria });
    if (settings === null) throw new Error('not read');
    const result = { kind: 'settings' as const, ...settings };
    expect(texts(awsPhaseLines(phase({ result }), plain))).toEqual([
      'AWS: ec2:GetAllowedImagesSettings in eu-west-1, status 200',
      'Allowed AMIs: enforced, managed by a policy of the organisation',
      'criterion 1: owner amazon or 123456789012; at most 300 days old',
      'criterion 2: name acme-*; Watermarks, which this version cannot evaluate',
    ]);
    expect(JSON.stringify(awsPhaseLines(phase({ result }), masked))).not.toMatch(/acme|123456789012/);
  });

  it('says which policy denied the call, and quotes the message of AWS', () => {
    const { denial, text } = readDenial(
      'x is not authorized to perform: ec2:RunInstances with an explicit deny in a service control policy',
    );
    const lines = awsPhaseLines(
      phase({ operation: 'run-instances-dry-run', ok: false, denial, message: text, decoding: 'no-consent' }),
      plain,
    );
    expect(texts(lines)).toContain('refused: denied by a service control policy');
    expect(texts(lines)).toContain(`says: ${text}`);
  });

  it('does not say that a call was sent when its result was pasted', () => {
    const [line] = awsPhaseLines(phase({ pasted: true, 'http.response.status_code': null }), plain);
    expect(line?.text).toMatch(/^ec2:GetAllowedImagesSettings in eu-west-1, as provided/);
  });

  it('shows the first few of many images, and counts the rest', () => {
    const image = {
      id: 'ami-1',
      name: 'golden',
      requiredName: null,
      owner: '123456789012',
      ownerAlias: null,
      public: true,
      state: 'available',
      architecture: 'x86_64',
      createdAt: '2026-01-02T00:00:00Z',
      deprecatedAt: null,
      allowed: false,
      marketplaceProductCodes: [],
    };
    const lines = texts(awsPhaseLines(phase({ result: { kind: 'images', total: 900, images: Array(20).fill(image) } }), plain));
    expect(lines[1]).toBe('image: golden, owner 123456789012, made 2026-01-02, not allowed by the criteria');
    expect(lines.at(-1)).toBe('more: 895 further images');
  });
});

it('the table of credentials shows for each source what that source lacks', () => {
  const absent = { state: 'absent' as const, lacks: [] as string[], profile: null, keyPrefix: null, expiresAt: null, file: null };
  const lines = credentialLines(
    {
      sources: [
        { ...absent, lacks: ['AWS_SECRET_ACCESS_KEY'], source: 'environment', state: 'incomplete', keyPrefix: 'AKIA' },
        { ...absent, lacks: [], source: 'container' },
      ],
      takes: null,
      profile: { name: 'prod', namedBy: 'AWS_PROFILE', exists: false },
      files: [],
      region: { name: 'eu-west-1', from: 'config' },
    },
    plain,
  );
  expect(texts(lines)).toEqual([
    'profile: prod, by AWS_PROFILE, which does not exist',
    'variables: incomplete, lacks AWS_SECRET_ACCESS_KEY, key AKIA…',
    'the rest: 1 source with nothing in it',
    'used: none, because there are no usable credentials',
    'region: eu-west-1, from the configuration',
  ]);
});
