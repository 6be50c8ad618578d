/** The image of the environments is a product whose terms nobody has accepted. */
import { BOTTLEROCKET, RUNNER_IMAGE } from '../aws/images.ts';
import type { Scenario } from '../description.ts';
import { LAUNCHES } from './parts.ts';

export const marketplaceTermsOpen: Scenario = {
  name: 'marketplace-terms-open',
  title: 'Terms of AWS Marketplace are not accepted',
  profile: LAUNCHES,
  network: {
    aws: {
      images: [
        BOTTLEROCKET,
        { ...RUNNER_IMAGE, marketplace: { productCode: 'demo1234', termsUrl: 'https://aws.amazon.com/marketplace/pp?sku=demo1234' } },
      ],
    },
    ec2: true,
  },
};
