/** The AWS API calls this tool makes, and their targets. All of them only read; the dry run launches nothing. */
import * as z from 'zod';
import { accountId, publicText, regionName, resourceName } from '../privacy.ts';

export const AwsOperation = z.enum([
  'get-caller-identity',
  'describe-regions',
  'get-allowed-images-settings',
  'describe-images',
  'get-image-parameter',
  'run-instances-dry-run',
]);
export type AwsOperation = z.infer<typeof AwsOperation>;

/** The IAM action a policy must allow for the call; its prefix is the service. */
export const AWS_ACTIONS = {
  'get-caller-identity': 'sts:GetCallerIdentity',
  'describe-regions': 'ec2:DescribeRegions',
  'get-allowed-images-settings': 'ec2:GetAllowedImagesSettings',
  'describe-images': 'ec2:DescribeImages',
  'get-image-parameter': 'ssm:GetParameter',
  'run-instances-dry-run': 'ec2:RunInstances',
} as const satisfies Record<AwsOperation, string>;

/** An owner as DescribeImages accepts it: an alias or an account id. `amazon` is Amazon and its verified providers. */
export const ImageOwner = z.union([z.enum(['amazon', 'aws-marketplace', 'self']), accountId()]);
export type ImageOwner = z.infer<typeof ImageOwner>;

/** One call in one region. `owner` and `name` select images, `name` alone selects a parameter, and `image` is for the dry run. */
export const AwsTarget = z.strictObject({
  kind: z.literal('aws'),
  operation: AwsOperation,
  region: regionName(),
  owner: ImageOwner.optional(),
  /** A name pattern with `*`, or the path of a public parameter. */
  name: publicText().optional(),
  /** The image's id, `ami-…`. */
  image: resourceName().optional(),
});
export type AwsTarget = z.infer<typeof AwsTarget>;

/** The call in words: action, subject, region. */
export function awsTargetText({ operation, region, owner, name, image }: AwsTarget): string {
  const about = [image, name, owner === undefined ? undefined : `of ${owner}`].filter((part) => part !== undefined);
  return [AWS_ACTIONS[operation], ...about, `in ${region}`].join(' ');
}
