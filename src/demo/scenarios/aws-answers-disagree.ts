/** The setting of one account was handed in with the list of another: it excludes an image that the list shows. */
import { readAllowedImagesSettings, readImages } from '../../knowledge/allowed-images/read.ts';
import type { Scenario } from '../description.ts';
import { STANDARD_RUNNER } from './parts.ts';

const shown = (Name: string, OwnerId: string, ImageOwnerAlias?: string) => ({
  Name,
  OwnerId,
  ImageOwnerAlias,
  ImageId: 'ami-0d0d0d0d0d0d0d0d0',
  State: 'available',
  Public: true,
  ImageAllowed: true,
});

export const awsAnswersDisagree: Scenario = {
  name: 'aws-answers-disagree',
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
  network: {},
};
