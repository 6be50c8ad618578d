/** The response to an AWS call, reduced to the facts that the diagnosis uses. */
import * as z from 'zod';
import { accountId, publicText, regionName, resourceName } from '../privacy.ts';
import { AllowedImagesSettings } from './allowed-images-settings.ts';
import { ImagesSeen } from './image-facts.ts';

export const Identity = z.strictObject({
  kind: z.literal('identity'),
  account: accountId(),
  /** `aws`, `aws-cn`, `aws-us-gov` … from the ARN. */
  partition: publicText(),
  principalKind: z.enum(['root', 'user', 'assumed-role', 'federated-user', 'other']),
  /** Name of the user or role, without path and session. */
  principal: resourceName(),
});
export type Identity = z.infer<typeof Identity>;

/** Every region of the partition; `other` is unknown to this version. */
export const Regions = z.strictObject({
  kind: z.literal('regions'),
  regions: z.array(z.strictObject({ name: regionName(), optIn: z.enum(['opt-in-not-required', 'opted-in', 'not-opted-in', 'other']) })),
});
export type Regions = z.infer<typeof Regions>;

export const AwsResult = z.discriminatedUnion('kind', [
  Identity,
  Regions,
  z.strictObject({ kind: z.literal('settings'), ...AllowedImagesSettings.shape }),
  z.strictObject({ kind: z.literal('images'), ...ImagesSeen.shape }),
  z.strictObject({ kind: z.literal('parameter'), imageId: resourceName() }),
  /** EC2 returned DryRunOperation: all its checks before a launch passed. */
  z.strictObject({ kind: z.literal('dry-run') }),
]);
export type AwsResult = z.infer<typeof AwsResult>;
export type AwsResultOf<K extends AwsResult['kind']> = Extract<AwsResult, { kind: K }>;
