/** Pasted output must be read as AWS printed it, and other text must not be accepted as output. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AllowedImagesSettings } from '../../model/aws/allowed-images-settings.ts';
import { ImagesSeen } from '../../model/aws/image-facts.ts';
import { readAllowedImagesSettings, readImages } from './read.ts';

/** As `aws ec2 describe-images` prints it, shortened. */
const DESCRIBED = {
  Images: [
    {
      Architecture: 'x86_64',
      CreationDate: '2025-07-10T21:02:11.000Z',
      ImageId: 'ami-0123456789abcdef0',
      ImageLocation: 'amazon/bottlerocket-aws-ecs-1-x86_64-v1.43.0-aaaaaaaa',
      ImageType: 'machine',
      Public: true,
      OwnerId: '149721548608',
      State: 'available',
      ImageOwnerAlias: 'amazon',
      Name: 'bottlerocket-aws-ecs-1-x86_64-v1.43.0-aaaaaaaa',
      DeprecationTime: '2027-07-10T21:02:11.000Z',
      ImageAllowed: false,
    },
    { ImageId: 'ami-0123456789abcdef1', Name: 'bottlerocket-aws-ecs-1-aarch64-v1.43.0-aaaaaaaa', CreationDate: '2025-08-10T00:00:00.000Z' },
    { ImageId: 'ami-0123456789abcdef2', Name: 'gitpod/images/gitpod-next/ec2-runner-ami-1764', OwnerId: '995913728426' },
  ],
};

describe('the images of an AWS CLI output', () => {
  it('are read with known and unknown fields, and the required images come first', () => {
    const { total, images } = readImages(DESCRIBED) ?? { total: -1, images: [] };
    expect(total).toBe(3);
    expect(images.map(({ requiredName }) => requiredName)).toEqual([
      'bottlerocket-aws-ecs-1-x86_64',
      'gitpod/images/gitpod-next/ec2-runner-ami-*',
      null,
    ]);
    expect(images[0]).toMatchObject({
      owner: '149721548608',
      ownerAlias: 'amazon',
      allowed: false,
      deprecatedAt: '2027-07-10T21:02:11.000Z',
    });
    expect(images[1]).toMatchObject({ ownerAlias: null, allowed: null, createdAt: null, public: null });
  });

  it('are an empty list when AWS returned none, and null when the output is of another command', () => {
    expect(readImages({ Images: [] })).toEqual({ total: 0, images: [] });
    for (const value of [{}, null, [], '{"Images": []}', { images: [] }, { Images: undefined }]) expect(readImages(value)).toBeNull();
  });

  it('are limited per name and owner, so that copies do not displace the genuine image', () => {
    const gitpod = (OwnerId: string, day: number) => ({
      Name: 'gitpod/images/gitpod-next/ec2-runner-ami-1',
      OwnerId,
      State: 'available',
      CreationDate: `2026-01-${10 + day}T00:00:00Z`,
    });
    const bottlerocket = {
      Name: 'bottlerocket-aws-ecs-1-x86_64-v1.43.0-fa2b8a6c',
      OwnerId: '092701018921',
      CreationDate: '2025-07-01T00:00:00Z',
    };
    const copies = Array.from({ length: 15 }, (_, day) => gitpod('111122223333', day));
    const genuine = Array.from({ length: 30 }, () => gitpod('995913728426', 0));
    const kept = readImages({ Images: [...copies, ...genuine, bottlerocket] })?.images ?? [];
    expect(new Set(kept.slice(0, 3).map(({ owner }) => owner))).toEqual(new Set(['111122223333', '995913728426', '092701018921']));
    expect(kept.length).toBe(20);
  });

  it('are limited in number, but the total is kept', () => {
    const many = { Images: [...Array.from({ length: 90 }, () => DESCRIBED.Images[1]), DESCRIBED.Images[2]] };
    expect(readImages(many)).toMatchObject({ total: 91, images: { length: 20, 0: { owner: '995913728426' } } });
  });
});

describe('the Allowed AMIs settings', () => {
  it('are read with every parameter that AWS documents', () => {
    const criterion = {
      ImageProviders: ['amazon', '995913728426'],
      ImageNames: ['gitpod/*', 'golden-*'],
      MarketplaceProductCodes: ['abc123'],
      CreationDateCondition: { MaximumDaysSinceCreated: 300 },
      DeprecationTimeCondition: { MaximumDaysSinceDeprecated: 0 },
    };
    const gitpod = 'gitpod/images/gitpod-next/ec2-runner-ami-*';
    expect(readAllowedImagesSettings({ State: 'enabled', ManagedBy: 'declarative-policy', ImageCriteria: [criterion] })).toEqual({
      state: 'enabled',
      managedBy: 'declarative-policy',
      criteria: [
        {
          providers: ['amazon', '995913728426'],
          names: [
            { pattern: 'gitpod/*', covers: [gitpod], overlaps: [] },
            { pattern: 'golden-*', covers: [], overlaps: [] },
          ],
          marketplaceProductCodes: ['abc123'],
          maximumDaysSinceCreated: 300,
          maximumDaysSinceDeprecated: 0,
          unknown: [],
        },
      ],
    });
  });

  it('keep the names of parameters that are unknown or have an unexpected value', () => {
    const given = { State: 'enabled', ImageCriteria: [{ ImageProviders: ['verified-partner'], ImageWatermarks: [{ WatermarkKey: 'k' }] }] };
    expect(readAllowedImagesSettings(given)?.criteria).toMatchObject([{ providers: null, unknown: ['ImageWatermarks', 'ImageProviders'] }]);
  });

  it.each([
    ['disabled', 'disabled'],
    ['audit-mode', 'audit-mode'],
    ['paused', 'other'],
  ])('are read from the state %s as %s', (State, state) => {
    expect(readAllowedImagesSettings({ State })).toEqual({ state, managedBy: null, criteria: [] });
  });

  it('are not read from the output of another AWS CLI command', () => {
    for (const value of [{}, { ImageCriteria: [] }, null, 7, { State: 3 }]) expect(readAllowedImagesSettings(value)).toBeNull();
  });
});

it('pasted text is refused or matches the schema, whatever it is', () => {
  const odd = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.anything(),
      fc.constantFrom('amazon', 'ami-0', '149721548608'),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(
        fc.constantFrom('State', 'ImageCriteria', 'Images', 'ImageNames', 'ImageProviders', 'Name', 'OwnerId', 'CreationDate', 'x y'),
        tie('value'),
      ),
    ),
  })).value;
  fc.assert(
    fc.property(odd, odd, (State, value) => {
      const settings = readAllowedImagesSettings({ State: typeof State === 'string' ? State : 'enabled', ImageCriteria: [value] });
      expect(AllowedImagesSettings.safeParse(settings).success).toBe(true);
      expect(ImagesSeen.safeParse(readImages({ Images: [value, { Name: State }] })).success).toBe(true);
    }),
  );
});
