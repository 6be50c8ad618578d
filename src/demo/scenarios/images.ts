/** The AWS account: credentials, images and launches (GD7xx). */

import { readAllowedImagesSettings, readImages } from '../../knowledge/allowed-images/read.ts';
import { DEMO_KEY, roleThroughKey } from '../aws/description.ts';
import { BOTTLEROCKET_IMAGE, RUNNER_IMAGE } from '../aws/images.ts';
import { DRY_RUN_PROFILE, LAUNCH_PROFILE, type ScenarioTable, STANDARD_RUNNER } from './parts.ts';

const shown = (Name: string, OwnerId: string, ImageOwnerAlias?: string) => ({
  Name,
  OwnerId,
  ImageOwnerAlias,
  ImageId: 'ami-0d0d0d0d0d0d0d0d0',
  State: 'available',
  Public: true,
  ImageAllowed: true,
});

export const IMAGE_SCENARIOS = {
  /** The user consented to AWS calls, but no credential source has credentials. */
  'aws-credentials-missing': {
    title: 'This machine has no AWS credentials',
    network: { noCredentials: true },
  },
  /** The session of this machine's key has expired. */
  'aws-credentials-expired': {
    title: 'The AWS session has ended',
    network: { aws: { keys: { [DEMO_KEY]: 'expired' } } },
  },
  /** The key on this machine was deleted in AWS. */
  'aws-credentials-invalid': {
    title: 'AWS does not know the key',
    network: { aws: { keys: {} } },
  },
  /** No policy of the role allows ec2:DescribeImages. */
  'describe-images-denied': {
    title: 'Images may not be listed',
    network: { aws: { refusals: [{ action: 'ec2:DescribeImages', by: 'identity-based', explicit: false }] } },
  },
  /** A service control policy of the organisation denies ec2:DescribeImages. */
  'denied-by-organization': {
    title: 'The organisation forbids listing images',
    network: { aws: { refusals: [{ action: 'ec2:DescribeImages', by: 'service control', explicit: true }] } },
  },
  /** Allowed AMIs allows only Amazon's images, so the runner's image passes and the environments' does not. */
  'ami-hidden-by-allowed-images': {
    title: 'Allowed AMIs hides an image',
    network: { aws: { allowedImages: { state: 'enabled', criteria: [{ providers: ['amazon', 'aws-marketplace'] }] } } },
  },
  /** The image of the environments is not shared with this account. */
  'ami-not-visible': {
    title: 'An image is not shared with the account',
    network: { aws: { images: [BOTTLEROCKET_IMAGE, { ...RUNNER_IMAGE, private: true }] } },
  },
  /** The runner's image is so old that AWS hides it from lists. */
  'ami-deprecated': {
    title: 'An image is deprecated',
    network: { aws: { images: [{ ...BOTTLEROCKET_IMAGE, deprecatedInDays: -120 }, RUNNER_IMAGE] } },
  },
  /** The role may list images but not launch them. */
  'launch-denied': {
    title: 'A launch would be refused',
    profile: LAUNCH_PROFILE,
    network: {
      aws: {
        refusals: [
          {
            action: 'ec2:RunInstances',
            by: 'identity-based',
            explicit: true,
            imageOwners: [RUNNER_IMAGE.owner],
            statement: { id: 'OnlyOurImages', key: 'ec2:Owner', values: ['123456789012', 'amazon'] },
          },
        ],
      },
    },
  },
  /** The account has no default VPC, and no subnet for the launch is given. */
  'launch-needs-parameters': {
    title: 'A launch cannot be tried without a subnet',
    profile: DRY_RUN_PROFILE,
    network: { aws: { noDefaultVpc: true } },
  },
  /** The environments' image is an AWS Marketplace product whose terms are not accepted. */
  'marketplace-terms-open': {
    title: 'Terms of AWS Marketplace are not accepted',
    profile: LAUNCH_PROFILE,
    network: {
      aws: {
        images: [
          BOTTLEROCKET_IMAGE,
          { ...RUNNER_IMAGE, marketplace: { productCode: 'demo1234', termsUrl: 'https://aws.amazon.com/marketplace/pp?sku=demo1234' } },
        ],
      },
    },
  },
  /** The network responds to AWS calls with a page of status 200, which the SDK reads as an empty list. */
  'aws-answer-not-understood': {
    title: 'A page answers for AWS',
    network: { aws: { answers: { 'ec2:DescribeImages': 'page', 'ec2:GetAllowedImagesSettings': 'page' } } },
  },
  /** The profile of the runner's operator has a role, and no policy lets its key assume the role. */
  'aws-role-denied': {
    title: 'The role of the AWS profile is refused',
    network: {
      noCredentials: true,
      environment: { AWS_PROFILE: 'runner-operator' },
      awsConfig: roleThroughKey('runner-operator'),
      aws: { refusals: [{ action: 'sts:AssumeRole', by: 'identity-based', explicit: false }] },
      ec2: true,
    },
  },
  /** One account's setting was pasted with another account's list: the setting excludes an image that the list shows. */
  'aws-answers-disagree': {
    title: 'Printed AWS answers contradict each other',
    profile: {
      ...STANDARD_RUNNER,
      consents: [],
      pasted: {
        settings: readAllowedImagesSettings({ State: 'enabled', ImageCriteria: [{ ImageProviders: ['amazon'] }], ManagedBy: 'account' }),
        images: readImages({
          Images: [
            shown('bottlerocket-aws-ecs-1-x86_64-v1.43.0-aaaaaaaa', '092701018921', 'amazon'),
            shown('gitpod/images/gitpod-next/ec2-runner-ami-1764', '995913728426'),
          ],
        }),
      },
    },
    network: { ec2: false },
  },
} satisfies ScenarioTable<7>;
