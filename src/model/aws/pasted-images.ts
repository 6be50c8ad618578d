/** The parsed output of AWS commands that an administrator ran and the user pasted. It is diagnosed like a response from AWS. */
import * as z from 'zod';
import { AllowedImagesSettings } from './allowed-images-settings.ts';
import { ImagesSeen } from './image-facts.ts';

/** Each part is null if it was not pasted. */
export const PastedImageAccess = z.strictObject({
  /** From `aws ec2 get-allowed-images-settings`. */
  settings: AllowedImagesSettings.nullable(),
  /** From `aws ec2 describe-images`. */
  images: ImagesSeen.nullable(),
});
export type PastedImageAccess = z.infer<typeof PastedImageAccess>;
