/** The supported EC2 actions: regions, Allowed AMIs, images, and the dry run of a launch. */
import { AWS_REGIONS, partitionOf } from '../../knowledge/aws/regions.ts';
import { type AwsCall, listMembers } from './call.ts';
import type { AwsDescription, CriterionDescription, ImageDescription } from './description.ts';
import { DRY_RUN_OK, imageNotFound, imageNotShared, NO_DEFAULT_VPC, termsNotAccepted, unknownAction } from './errors.ts';
import { dayFromNow, deprecationDays, imagesIn, isAllowed, visibleImages } from './images.ts';
import { refusalOf } from './refusals.ts';
import type { ErrorReply, Reply, Xml } from './reply.ts';

/** The minimum page size of DescribeImages (EC2 API Reference). */
const MIN_PAGE = 5;

export function answerEc2(aws: AwsDescription, call: AwsCall, now: number): Reply {
  // The policy is checked later, together with the image, because it may deny only that image.
  const refused = call.action === 'RunInstances' ? null : refusalOf(aws, { action: `ec2:${call.action}`, resource: null });
  if (refused !== null) return refused;
  switch (call.action) {
    case 'DescribeRegions':
      return { result: { regionInfo: regions(aws, call) } };
    case 'GetAllowedImagesSettings':
      return { result: settings(aws) };
    case 'DescribeImages':
      return describeImages(aws, call, now);
    case 'RunInstances':
      return runInstances(aws, call);
    default:
      return unknownAction(call.action);
  }
}

function regions({ notOptedIn = [] }: AwsDescription, { fields, region }: AwsCall): Xml[] {
  const partition = partitionOf(region).name;
  const all = fields.get('AllRegions') === 'true';
  return AWS_REGIONS.filter((each) => each.partition === partition && (all || !notOptedIn.includes(each.name))).map(({ name, optIn }) => ({
    regionName: name,
    regionEndpoint: `ec2.${name}.${partitionOf(name).suffix}`,
    optInStatus: notOptedIn.includes(name) ? 'not-opted-in' : optIn ? 'opted-in' : 'opt-in-not-required',
  }));
}

function settings({ allowedImages = { state: 'disabled' } }: AwsDescription): { [element: string]: Xml } {
  const { state, managedBy = 'account', criteria = [] } = allowedImages;
  return { state, imageCriterionSet: criteria.map(criterionXml), managedBy };
}

function criterionXml({ providers, names, maximumDaysSinceCreated, maximumDaysSinceDeprecated }: CriterionDescription): Xml {
  return {
    imageProviderSet: providers ?? null,
    imageNameSet: names ?? null,
    creationDateCondition: maximumDaysSinceCreated === undefined ? null : { maximumDaysSinceCreated },
    deprecationTimeCondition: maximumDaysSinceDeprecated === undefined ? null : { maximumDaysSinceDeprecated },
  };
}

function describeImages(aws: AwsDescription, { fields, region }: AwsCall, now: number): Reply {
  const ids = listMembers(fields, 'ImageId');
  const found = visibleImages(aws, region, {
    ids,
    owners: listMembers(fields, 'Owner'),
    filters: filtersOf(fields),
    includeDeprecated: fields.get('IncludeDeprecated') === 'true',
  });
  const missing = ids.find((id) => !found.some((image) => image.id === id));
  if (missing !== undefined) return imageNotFound(missing);
  const from = Number(fields.get('NextToken') ?? 0);
  const page = Number(fields.get('MaxResults') ?? 0);
  const until = page === 0 ? found.length : from + Math.max(MIN_PAGE, page);
  const next = until < found.length ? String(until) : null;
  return { result: { imagesSet: found.slice(from, until).map((image) => imageXml(image, aws, now)), nextToken: next } };
}

function filtersOf(fields: URLSearchParams): Map<string, string[]> {
  const filters = new Map<string, string[]>();
  for (let at = 1; fields.has(`Filter.${at}.Name`); at++) {
    filters.set(fields.get(`Filter.${at}.Name`) ?? '', listMembers(fields, `Filter.${at}.Value`));
  }
  return filters;
}

function imageXml(image: ImageDescription, { allowedImages }: AwsDescription, now: number): Xml {
  const { id, name, owner, alias, architecture = 'x86_64', ageDays, marketplace } = image;
  return {
    imageId: id,
    imageLocation: `${alias ?? owner}/${name}`,
    imageState: 'available',
    imageOwnerId: owner,
    creationDate: dayFromNow(now, -ageDays),
    isPublic: image.private !== true,
    productCodes: marketplace === undefined ? null : [{ productCode: marketplace.productCode, type: 'marketplace' }],
    architecture,
    imageType: 'machine',
    imageOwnerAlias: alias ?? null,
    name,
    deprecationTime: dayFromNow(now, deprecationDays(image)),
    imageAllowed: isAllowed(image, allowedImages),
  };
}

/** Checks the policies, the subnet and then the image. Nothing is ever launched. */
function runInstances(aws: AwsDescription, { fields, region }: AwsCall): Reply {
  const id = fields.get('ImageId') ?? '';
  const image = imagesIn(aws, region).find((each) => each.id === id);
  const resource = `arn:aws:ec2:${region}::image/${id}`;
  return (
    refusalOf(aws, { action: 'ec2:RunInstances', resource, imageOwner: image?.owner }) ??
    placeError(aws, fields) ??
    imageError(aws, image, id)
  );
}

function placeError({ noDefaultVpc }: AwsDescription, fields: URLSearchParams): ErrorReply | null {
  const isPlaced = fields.has('SubnetId') || fields.has('NetworkInterface.1.SubnetId');
  return noDefaultVpc === true && !isPlaced ? NO_DEFAULT_VPC : null;
}

/** An image that Allowed AMIs hides does not exist for this account. */
function imageError(aws: AwsDescription, image: ImageDescription | undefined, id: string): ErrorReply {
  if (image === undefined) return imageNotFound(id);
  if (aws.allowedImages?.state === 'enabled' && isAllowed(image, aws.allowedImages) === false) return imageNotFound(id);
  if (image.private === true) return imageNotShared(id);
  return image.marketplace === undefined ? DRY_RUN_OK : termsNotAccepted(image.marketplace.termsUrl);
}
