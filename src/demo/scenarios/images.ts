/** Scenarios of the AWS account: credentials, images and launches (GD7xx). */

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
  /** The user agreed to AWS calls, but no credential source has credentials. */
  'aws-credentials-missing': {
    title: 'This machine has no AWS credentials',
    network: { noCredentials: true },
  },
  /** The session token on this machine has expired. */
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
    title: 'AWS does not allow listing images',
    network: { aws: { refusals: [{ action: 'ec2:DescribeImages', by: 'identity-based', explicit: false }] } },
  },
  /** A service control policy of the organisation denies ec2:DescribeImages. */
  'denied-by-organization': {
    title: 'The organisation forbids listing images',
    network: { aws: { refusals: [{ action: 'ec2:DescribeImages', by: 'service control', explicit: true }] } },
  },
  /** Allowed AMIs allows only Amazon's images, so the runner's image can be used and the environments' image cannot. */
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
  /** The role is allowed to list images but not to launch them. */
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
  /** The network answers AWS calls with a page of status 200, which the SDK reads as an empty list. */
  'aws-answer-not-understood': {
    title: 'A web page answers for AWS',
    network: { aws: { answers: { 'ec2:DescribeImages': 'page', 'ec2:GetAllowedImagesSettings': 'page' } } },
  },
  /** The profile of the runner's operator names a role, and no policy lets its key assume that role. */
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
  /** The settings of one account were pasted with the list of another: the settings exclude an image that the list shows. */
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
