/** The images of the simulated AWS, and which of them an account sees: owners, names, deprecation, sharing, Allowed AMIs. */
import {
  type AllowedImagesDescription,
  type AwsDescription,
  type CriterionDescription,
  DEMO_ACCOUNT,
  type ImageDescription,
} from './description.ts';

const DAY_MS = 86_400_000;
/** Public images are deprecated two years after their creation unless the owner sets another date. */
const TWO_YEARS = 730;

/** The owner of the Bottlerocket images in us-east-1. Every region has another owner. */
const BOTTLEROCKET_OWNER = '092701018921';
const GITPOD = '995913728426';

export const BOTTLEROCKET_IMAGE: ImageDescription = {
  id: 'ami-0b0b0b0b0b0b0b0b1',
  name: 'bottlerocket-aws-ecs-1-x86_64-v1.43.0-fa2b8a6c',
  owner: BOTTLEROCKET_OWNER,
  alias: 'amazon',
  ageDays: 490,
};
/** The image for the other architecture, which an imprecise name filter also matches. */
const BOTTLEROCKET_ARM: ImageDescription = {
  ...BOTTLEROCKET_IMAGE,
  id: 'ami-0b0b0b0b0b0b0b0b2',
  name: 'bottlerocket-aws-ecs-1-aarch64-v1.43.0-fa2b8a6c',
  architecture: 'arm64',
};
export const RUNNER_IMAGE: ImageDescription = {
  id: 'ami-0d0d0d0d0d0d0d0d2',
  name: 'gitpod/images/gitpod-next/ec2-runner-ami-20261012.1431',
  owner: GITPOD,
  ageDays: 40,
};
const OLDER_RUNNER_IMAGE: ImageDescription = {
  ...RUNNER_IMAGE,
  id: 'ami-0d0d0d0d0d0d0d0d1',
  name: 'gitpod/images/gitpod-next/ec2-runner-ami-20260810.0905',
  ageDays: 105,
};

export const PUBLIC_IMAGES: readonly ImageDescription[] = [BOTTLEROCKET_IMAGE, BOTTLEROCKET_ARM, OLDER_RUNNER_IMAGE, RUNNER_IMAGE];

/** Midnight of a day before or after today, so that two runs on one day give the same result. */
export function dayFromNow(now: number, days: number): string {
  return `${new Date(now + days * DAY_MS).toISOString().slice(0, 10)}T00:00:00.000Z`;
}

export function deprecationDays({ deprecatedInDays, ageDays }: ImageDescription): number {
  return deprecatedInDays ?? TWO_YEARS - ageDays;
}

export function imagesIn({ images = PUBLIC_IMAGES }: AwsDescription, region: string): readonly ImageDescription[] {
  return images.filter(({ regions }) => regions === undefined || regions.includes(region));
}

export interface ImageQuery {
  owners: readonly string[];
  ids: readonly string[];
  /** Filters by name. An image passes if one of a filter's values matches. */
  filters: ReadonlyMap<string, readonly string[]>;
  includeDeprecated: boolean;
}

/** The images that DescribeImages returns for this account. */
export function visibleImages(aws: AwsDescription, region: string, wanted: ImageQuery): readonly ImageDescription[] {
  const hides = aws.allowedImages?.state === 'enabled';
  return imagesIn(aws, region).filter((image) => {
    if (image.private === true && image.owner !== DEMO_ACCOUNT) return false;
    if (hides && isAllowed(image, aws.allowedImages) === false) return false;
    // A deprecated image is returned if the request gives its id.
    if (deprecationDays(image) < 0 && !wanted.includeDeprecated && wanted.ids.length === 0) return false;
    if (wanted.ids.length > 0 && !wanted.ids.includes(image.id)) return false;
    if (wanted.owners.length > 0 && !wanted.owners.some((owner) => isOwner(image, owner))) return false;
    return [...wanted.filters].every(([name, values]) => passes(image, name, values));
  });
}

function isOwner({ owner, alias }: ImageDescription, wanted: string): boolean {
  return wanted === owner || wanted === alias || (wanted === 'self' && owner === DEMO_ACCOUNT);
}

function passes(image: ImageDescription, filter: string, values: readonly string[]): boolean {
  const fields: Readonly<Record<string, string | undefined>> = {
    name: image.name,
    'owner-id': image.owner,
    'owner-alias': image.alias,
    'image-id': image.id,
    state: 'available',
    architecture: image.architecture ?? 'x86_64',
  };
  const field = fields[filter];
  return field !== undefined && values.some((value) => fits(value, field));
}

/** EC2's patterns: `*` matches any characters, `?` one character. */
function fits(pattern: string, text: string): boolean {
  const source = pattern
    .replaceAll(/[\\^$.|+()[\]{}]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`).test(text);
}

/** Whether Allowed AMIs allows an image; null if it is disabled. An account's own images are always allowed. */
export function isAllowed(image: ImageDescription, settings: AllowedImagesDescription | undefined): boolean | null {
  if (settings === undefined || settings.state === 'disabled') return null;
  return image.owner === DEMO_ACCOUNT || (settings.criteria ?? []).some((criterion) => meets(image, criterion));
}

function meets(image: ImageDescription, criterion: CriterionDescription): boolean {
  const { providers, names, maximumDaysSinceCreated = Infinity, maximumDaysSinceDeprecated = Infinity } = criterion;
  return (
    (providers === undefined || providers.some((provider) => provider === image.owner || provider === image.alias)) &&
    (names === undefined || names.some((name) => fits(name, image.name))) &&
    image.ageDays <= maximumDaysSinceCreated &&
    -deprecationDays(image) <= maximumDaysSinceDeprecated
  );
}
