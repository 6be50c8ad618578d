/** If these fail, an administrator changes the wrong criterion, or allows more than is needed. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ImageCriterion } from '../../model/aws/allowed-images-settings.ts';
import { addCriterion, ownersOnlyCriterion } from './admit.ts';
import { evaluateCriteria } from './evaluate.ts';
import { readAllowedImagesSettings } from './read.ts';
import { requiredImage } from './required-images.ts';
import { type ImageTraits, publicTraits } from './traits.ts';

const NOW = '2026-11-24T00:00:00Z';
const BOTTLEROCKET = requiredImage('bottlerocket-aws-ecs-1-x86_64');
const GITPOD = requiredImage('gitpod/images/gitpod-next/ec2-runner-ami-*');
if (BOTTLEROCKET === null || GITPOD === null) throw new Error('the required images have other names');

/** The example of the EC2 User Guide ("Manage the settings for Allowed AMIs"): a criterion of each kind. */
const AWS_EXAMPLE = {
  State: 'audit-mode',
  ImageCriteria: [
    { MarketplaceProductCodes: ['abcdefg1234567890'] },
    { ImageProviders: ['123456789012', '123456789013'], CreationDateCondition: { MaximumDaysSinceCreated: 300 } },
    { ImageProviders: ['123456789014'], ImageNames: ['golden-ami-*'] },
    { ImageProviders: ['amazon'], DeprecationTimeCondition: { MaximumDaysSinceDeprecated: 0 } },
  ],
  ManagedBy: 'account',
};

function criteria(value: unknown): ImageCriterion[] {
  const settings = readAllowedImagesSettings({ State: 'enabled', ImageCriteria: value });
  if (settings === null) throw new Error('not read');
  return settings.criteria;
}

const image = (traits: ImageTraits): ImageTraits => ({ group: null, deprecatedAt: null, marketplaceProductCodes: [], ...traits });

describe('the example settings in the AWS documentation', () => {
  const example = readAllowedImagesSettings(AWS_EXAMPLE)?.criteria ?? [];

  it.each<[string, ImageTraits, number]>([
    ['the product code', image({ owner: '999999999999', marketplaceProductCodes: ['abcdefg1234567890'] }), 0],
    ['an owner and a recent creation date', image({ owner: '123456789013', createdAt: '2026-02-01T00:00:00Z' }), 1],
    ['an owner and a name', image({ owner: '123456789014', name: 'golden-ami-17', createdAt: '2020-01-01T00:00:00Z' }), 2],
    [
      'Amazon as owner, without a deprecation date',
      image({ owner: '137112412989', group: 'amazon', createdAt: '2020-01-01T00:00:00Z' }),
      3,
    ],
    [
      'Amazon as owner, with a deprecation date tomorrow',
      image({ owner: '137112412989', group: 'amazon', deprecatedAt: '2026-11-25T00:00:00Z' }),
      3,
    ],
  ])('allow an image by %s', (_, traits, criterion) => {
    expect(evaluateCriteria(example, traits, NOW)).toEqual({ outcome: 'allowed', criterion });
  });

  it.each<[string, ImageTraits, number, string[]]>([
    ['an owner and an exceeded age', image({ owner: '123456789012', name: 'a', createdAt: '2025-11-24T00:00:00Z' }), 1, ['created']],
    ['an owner and another name', image({ owner: '123456789014', name: 'silver-ami-1', createdAt: NOW }), 2, ['names']],
    [
      'Amazon as owner, with a deprecation date yesterday',
      image({ owner: '137112412989', group: 'amazon', name: 'a', createdAt: '2020-01-01T00:00:00Z', deprecatedAt: '2026-11-23T00:00:00Z' }),
      3,
      ['deprecated'],
    ],
  ])('hide an image by %s, and the result names the criteria it misses', (_, traits, criterion, fails) => {
    const seen = evaluateCriteria(example, traits, NOW);
    expect(seen.outcome).toBe('hidden');
    // The first criterion misses by one clause, too: these images have no product code.
    expect(seen.outcome === 'hidden' && seen.misses.find((miss) => miss.criterion === criterion)?.fails).toEqual(fails);
  });
});

describe("the required images, if the account's list of images is unknown", () => {
  const inEurope = (of: typeof BOTTLEROCKET) => publicTraits(of, 'eu-central-1');

  it.each<[string, unknown, string, string]>([
    ["both owners' ids", [{ ImageProviders: ['149721548608', '995913728426'] }], 'allowed', 'allowed'],
    ['the owner of another region', [{ ImageProviders: ['092701018921'] }], 'hidden', 'hidden'],
    ["the alias amazon, which may include Gitpod's owner", [{ ImageProviders: ['amazon'] }], 'allowed', 'cannot-evaluate'],
    ['the marketplace and backups only', [{ ImageProviders: ['aws-marketplace', 'aws-backup-vault'] }], 'hidden', 'hidden'],
    ['the value none', [{ ImageProviders: ['none'] }], 'hidden', 'hidden'],
    ['no criterion', [], 'hidden', 'hidden'],
    ['an empty criterion', [{}], 'hidden', 'hidden'],
    ['a name pattern', [{ ImageNames: ['gitpod/*'] }], 'hidden', 'allowed'],
    ['name patterns that some images match', [{ ImageNames: ['*-x86_64-v1.4*', '*ami-2026*'] }], 'cannot-evaluate', 'cannot-evaluate'],
    [
      'a maximum age that an image without updates exceeds',
      [{ CreationDateCondition: { MaximumDaysSinceCreated: 365 } }],
      'hidden',
      'cannot-evaluate',
    ],
    [
      'a maximum age that no known image exceeds',
      [{ CreationDateCondition: { MaximumDaysSinceCreated: 900 } }],
      'cannot-evaluate',
      'cannot-evaluate',
    ],
    [
      'an unknown deprecation date',
      [{ DeprecationTimeCondition: { MaximumDaysSinceDeprecated: 0 } }],
      'cannot-evaluate',
      'cannot-evaluate',
    ],
    [
      'an unknown parameter',
      [{ ImageProviders: ['149721548608', '995913728426'], Watermarks: ['x'] }],
      'cannot-evaluate',
      'cannot-evaluate',
    ],
    ['an unknown parameter next to a failing clause', [{ ImageProviders: ['none'], Watermarks: ['x'] }], 'hidden', 'hidden'],
  ])('are evaluated by public facts under %s', (_, given, bottlerocket, gitpod) => {
    expect(evaluateCriteria(criteria(given), inEurope(BOTTLEROCKET), NOW).outcome).toBe(bottlerocket);
    expect(evaluateCriteria(criteria(given), inEurope(GITPOD), NOW).outcome).toBe(gitpod);
  });

  it('are reported with the nearest criterion first', () => {
    const seen = evaluateCriteria(
      criteria([
        { ImageProviders: ['123456789012'], ImageNames: ['golden-*'] },
        { ImageProviders: ['149721548608'], ImageNames: ['golden-*'] },
      ]),
      inEurope(BOTTLEROCKET),
      NOW,
    );
    expect(seen).toMatchObject({ outcome: 'hidden', misses: [{ criterion: 1, fails: ['names'] }, { criterion: 0 }] });
  });

  it('are inconclusive in a region for which the owner of the image is unknown', () => {
    expect(evaluateCriteria(criteria([{ ImageProviders: ['123456789012'] }]), publicTraits(BOTTLEROCKET, 'xx-new-1'), NOW)).toMatchObject({
      outcome: 'cannot-evaluate',
      open: [{ criterion: 0, open: ['providers'] }],
    });
  });
});

const owner = fc.constantFrom('111111111111', '222222222222', '149721548608', '995913728426');
const providers = fc.oneof(owner, fc.constantFrom('amazon', 'aws-marketplace', 'aws-backup-vault'));
const anyCriterion = fc
  .record(
    {
      ImageProviders: fc.array(providers, { minLength: 1, maxLength: 4 }),
      ImageNames: fc.array(fc.constantFrom('golden-*', 'gitpod/*', 'bottlerocket-*', '*ami*'), { minLength: 1, maxLength: 2 }),
      MarketplaceProductCodes: fc.array(fc.constantFrom('abc123', 'def456'), { minLength: 1, maxLength: 2 }),
      CreationDateCondition: fc.record({ MaximumDaysSinceCreated: fc.nat(900) }),
      DeprecationTimeCondition: fc.record({ MaximumDaysSinceDeprecated: fc.nat(900) }),
    },
    { requiredKeys: [] },
  )
  .filter((criterion) => Object.keys(criterion).length > 0);
const regions = fc.constantFrom('us-east-1', 'eu-central-1', 'xx-new-1', null);

describe('the criterion to add', () => {
  it('allows the images, is minimal, and hides no image that was allowed before', () => {
    fc.assert(
      fc.property(fc.array(anyCriterion, { maxLength: 12 }), regions, (given, region) => {
        const before = criteria(given);
        const images = [publicTraits(BOTTLEROCKET, region), publicTraits(GITPOD, region)];
        const left = images.filter((each) => evaluateCriteria(before, each, NOW).outcome !== 'allowed');
        const added = ownersOnlyCriterion(left);
        if (added === null) {
          expect(left).toEqual([]);
          return;
        }
        const after = addCriterion(before, added);
        if (after === null) {
          expect(before.length).toBeGreaterThanOrEqual(10);
          return;
        }
        // Images allowed before stay allowed, because an additional criterion never removes one.
        for (const each of images) expect(evaluateCriteria(after, each, NOW).outcome).toBe('allowed');
        const values = added.providers ?? [];
        for (const part of values) {
          const less = addCriterion(before, { ...added, providers: values.filter((value) => value !== part) });
          const lost = left.filter((each) => evaluateCriteria(less ?? [], each, NOW).outcome !== 'allowed');
          expect(lost.length).toBeGreaterThan(0);
        }
        expect(after.length).toBeLessThanOrEqual(Math.max(10, before.length));
      }),
    );
  });

  it('is not suggested when this version does not know a parameter', () => {
    const added = ownersOnlyCriterion([{ owner: '995913728426' }]);
    expect(added && addCriterion(criteria([{ Watermarks: ['x'] }]), added)).toBeNull();
  });

  it('replaces the value "none", which is valid only alone', () => {
    const added = ownersOnlyCriterion([{ owner: '995913728426' }]);
    expect(added && addCriterion(criteria([{ ImageProviders: ['none'] }]), added)).toEqual([added]);
  });
});
