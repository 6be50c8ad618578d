/**
 * `aws ec2 get-allowed-images-settings` is two years younger than Debian 12's aws (2.9). The command line reads additions to its model from
 * ~/.aws/models, so that the page's line runs unchanged; a newer version already has the same.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { HOME } from '../situation.ts';

const STRUCTURE = 'structure';
const text = { shape: 'String' };

const ADDED = {
  operations: {
    GetAllowedImagesSettings: {
      name: 'GetAllowedImagesSettings',
      http: { method: 'POST', requestUri: '/' },
      input: { shape: 'GetAllowedImagesSettingsRequest' },
      output: { shape: 'GetAllowedImagesSettingsResult' },
    },
  },
  shapes: {
    GetAllowedImagesSettingsRequest: { type: STRUCTURE, members: { DryRun: { shape: 'Boolean' } } },
    GetAllowedImagesSettingsResult: {
      type: STRUCTURE,
      members: {
        State: { ...text, locationName: 'state' },
        ImageCriteria: { shape: 'ImageCriterionList', locationName: 'imageCriterionSet' },
        ManagedBy: { ...text, locationName: 'managedBy' },
      },
    },
    ImageCriterionList: { type: 'list', member: { shape: 'ImageCriterion', locationName: 'item' } },
    ImageCriterion: {
      type: STRUCTURE,
      members: { ImageProviders: { shape: 'ImageProviderList', locationName: 'imageProviderSet' } },
    },
    ImageProviderList: { type: 'list', member: { ...text, locationName: 'item' } },
  },
};

export function teachTheCommandLine(): void {
  const folder = `${HOME}/.aws/models/ec2/2016-11-15`;
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/service-2.sdk-extras.json`, JSON.stringify({ version: 1.0, merge: ADDED }));
}
