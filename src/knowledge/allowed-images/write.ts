/** Allowed AMIs criteria as text to paste: for the AWS CLI, Terraform, and an Organizations policy. */

import type { ImageCriterion, ImageProvider } from '../../model/aws/allowed-images-settings.ts';
import { type Command, command } from '../../model/command/index.ts';
import { REQUIRED_IMAGES } from './required-images.ts';

/** For `aws ec2 replace-image-criteria-in-allowed-images-settings --image-criteria`. */
export function criteriaJson(criteria: readonly ImageCriterion[], indent = 2): string {
  return JSON.stringify(criteria.map(requestOf), null, indent);
}

function requestOf(criterion: ImageCriterion): Record<string, unknown> {
  const { providers, names, marketplaceProductCodes, maximumDaysSinceCreated, maximumDaysSinceDeprecated } = criterion;
  return {
    ...(providers === null ? {} : { ImageProviders: providers }),
    ...(names === null ? {} : { ImageNames: names.map(({ pattern }) => pattern) }),
    ...(marketplaceProductCodes === null ? {} : { MarketplaceProductCodes: marketplaceProductCodes }),
    ...(maximumDaysSinceCreated === null ? {} : { CreationDateCondition: { MaximumDaysSinceCreated: maximumDaysSinceCreated } }),
    ...(maximumDaysSinceDeprecated === null
      ? {}
      : { DeprecationTimeCondition: { MaximumDaysSinceDeprecated: maximumDaysSinceDeprecated } }),
  };
}

/** A Terraform resource; it requires the provider hashicorp/aws 6.20 or later. */
export function criteriaTerraform(criteria: readonly ImageCriterion[], state: 'enabled' | 'audit-mode'): string {
  return [
    'resource "aws_ec2_allowed_images_settings" "this" {',
    `  state = "${state}"`,
    ...criteria.flatMap((criterion) => ['', ...blockOf(criterion)]),
    '}',
  ].join('\n');
}

function blockOf(criterion: ImageCriterion): string[] {
  const { providers, names, marketplaceProductCodes, maximumDaysSinceCreated, maximumDaysSinceDeprecated } = criterion;
  const list = (name: string, values: readonly string[] | null) =>
    values === null ? [] : [`    ${name} = [${values.map((value) => hclString(value)).join(', ')}]`];
  const days = (block: string, field: string, value: number | null) =>
    value === null ? [] : [`    ${block} {`, `      ${field} = ${value}`, '    }'];
  return [
    '  image_criterion {',
    ...list('image_providers', providers),
    ...list('image_names', names === null ? null : names.map(({ pattern }) => pattern)),
    ...list('marketplace_product_codes', marketplaceProductCodes),
    ...days('creation_date_condition', 'maximum_days_since_created', maximumDaysSinceCreated),
    ...days('deprecation_time_condition', 'maximum_days_since_deprecated', maximumDaysSinceDeprecated),
    '  }',
  ];
}

/** Escapes quotes, backslashes and template openers, which have a meaning in HCL. */
function hclString(text: string): string {
  return `"${text.replaceAll(/[\\"]/g, (sign) => `\\${sign}`).replaceAll(/[$%](?=\{)/g, (sign) => sign + sign)}"`;
}

/** The part of an EC2 declarative policy that adds a criterion (AWS Organizations User Guide, declarative policies). */
export function declarativePolicyJson(providers: readonly ImageProvider[], criterion: number): string {
  const added = { allowed_image_providers: { '@@append': providers.map((provider) => provider.replaceAll('-', '_')) } };
  return JSON.stringify({ ec2_attributes: { allowed_images_settings: { image_criteria: { [`criteria_${criterion}`]: added } } } }, null, 2);
}

/** Commands for an administrator. The flags `--allowed-images` and `--images` read their output. */
export function printoutCommands(region: string): { settings: Command; images: Command } {
  const owners = ['amazon', ...REQUIRED_IMAGES.map(({ documentedOwner }) => documentedOwner)];
  const names = REQUIRED_IMAGES.map(({ search }) => search).join(',');
  return {
    settings: command`aws ec2 get-allowed-images-settings --region ${region} --output json > allowed-images.json`,
    images: command`aws ec2 describe-images --region ${region} --include-deprecated --owners ${owners} --filters "Name=name,Values=${names}" --output json > images.json`,
  };
}
