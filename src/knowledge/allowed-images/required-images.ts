/** Public facts about the required images, because an account that hides an image cannot describe it. */

export interface RequiredImage {
  /** The name as the access requirements spell it. */
  name: string;
  /** The search pattern. For a name without a wildcard it also matches names that continue with version and build. */
  search: string;
  /** The purpose in two or three words. */
  purpose: string;
  documentedOwner: string;
  /** Owned by Amazon itself, so the provider `amazon` admits it. Null if not known to be a verified provider. */
  isAmazons: true | null;
  /** Owners by region, if they differ. */
  ownersByRegion: Readonly<Record<string, string>> | null;
  /** The end of updates (RFC 3339), after which there is no newer image; null if the image is maintained. */
  updatesEnded: string | null;
}

/**
 * Owners of the Bottlerocket images by region. Public sources agree: the table of the Go tool `eks-ami-finder` (2026), a Terraform module
 * for us-east-1, bottlerocket issue 4707, a Terraform default for us-west-2. No call has confirmed them, so nothing is concluded from a
 * region or owner that is missing here.
 */
export const BOTTLEROCKET_OWNERS: Readonly<Record<string, string>> = {
  'af-south-1': '291523557710',
  'ap-east-1': '040063162771',
  'ap-east-2': '992382384230',
  'ap-northeast-1': '593245189075',
  'ap-northeast-2': '630172235254',
  'ap-northeast-3': '429266927828',
  'ap-south-1': '449901457613',
  'ap-south-2': '713232077714',
  'ap-southeast-1': '406264879685',
  'ap-southeast-2': '823100568288',
  'ap-southeast-3': '888108400464',
  'ap-southeast-4': '445448481902',
  'ap-southeast-5': '191778180997',
  'ap-southeast-6': '933873600184',
  'ap-southeast-7': '058264547253',
  'ca-central-1': '229026816814',
  'ca-west-1': '458152013874',
  'cn-north-1': '183365920950',
  'cn-northwest-1': '183890449532',
  'eu-central-1': '149721548608',
  'eu-central-2': '799456934533',
  'eu-north-1': '432623269467',
  'eu-south-1': '754205708698',
  'eu-south-2': '082494185113',
  'eu-west-1': '503807174151',
  'eu-west-2': '941016683700',
  'eu-west-3': '296779064547',
  'il-central-1': '346625278781',
  'me-central-1': '789853572315',
  'me-south-1': '340903185543',
  'mx-central-1': '481050282565',
  'sa-east-1': '044060155884',
  'us-east-1': '092701018921',
  'us-east-2': '419346874475',
  'us-gov-east-1': '372293620468',
  'us-gov-west-1': '372333677703',
  'us-west-1': '724952271658',
  'us-west-2': '651937483462',
};

export const REQUIRED_IMAGES: readonly RequiredImage[] = [
  {
    name: 'bottlerocket-aws-ecs-1-x86_64',
    search: 'bottlerocket-aws-ecs-1-x86_64-*',
    purpose: 'the runner service',
    documentedOwner: '149721548608',
    isAmazons: true,
    ownersByRegion: BOTTLEROCKET_OWNERS,
    // Bottlerocket v1.44.0 and its issue 4492: "aws-ecs-1 will cease to be updated on 24 July 2025".
    updatesEnded: '2025-07-24T00:00:00Z',
  },
  {
    name: 'gitpod/images/gitpod-next/ec2-runner-ami-*',
    search: 'gitpod/images/gitpod-next/ec2-runner-ami-*',
    purpose: 'the environments',
    documentedOwner: '995913728426',
    isAmazons: null,
    ownersByRegion: null,
    updatesEnded: null,
  },
];

/** Names of the required images, as the access requirements spell them. */
export const REQUIRED_NAMES: readonly string[] = REQUIRED_IMAGES.map(({ name }) => name);

export function requiredImage(name: string): RequiredImage | null {
  return REQUIRED_IMAGES.find((image) => image.name === name) ?? null;
}

/** The search pattern of a documented name (also one of an overlay). */
export function searchPattern(name: string): string {
  return requiredImage(name)?.search ?? (name.includes('*') ? name : `${name}-*`);
}

/** The expected owner in a region; null if unknown. */
export function ownerInRegion(image: RequiredImage, region: string | null): string | null {
  if (image.ownersByRegion === null) return image.documentedOwner;
  return region === null ? null : (image.ownersByRegion[region] ?? null);
}
