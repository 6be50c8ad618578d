/** The written settings must mean what was evaluated, because the command replaces every existing criterion. */

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { writeCommand } from '../../shells/index.ts';
import { readAllowedImagesSettings } from './read.ts';
import { criteriaJson, criteriaTerraform, declarativePolicyJson, printoutCommands } from './write.ts';

const GIVEN = [
  { ImageProviders: ['amazon', '995913728426'], DeprecationTimeCondition: { MaximumDaysSinceDeprecated: 0 } },
  { ImageNames: ['golden "a" %{b}'], MarketplaceProductCodes: ['abc123'], CreationDateCondition: { MaximumDaysSinceCreated: 300 } },
];

it('JSON output can be parsed to the same criteria', () => {
  const values = fc.array(fc.string({ minLength: 1, maxLength: 30 }), { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(values, fc.nat(5000), (ImageNames, MaximumDaysSinceCreated) => {
      const given = [...GIVEN, { ImageNames, CreationDateCondition: { MaximumDaysSinceCreated } }];
      const criteria = readAllowedImagesSettings({ State: 'enabled', ImageCriteria: given })?.criteria ?? [];
      expect(JSON.parse(criteriaJson(criteria))).toEqual(given);
    }),
  );
});

it('Terraform output contains every parameter, and no value ends its string early', () => {
  const criteria = readAllowedImagesSettings({ State: 'enabled', ImageCriteria: GIVEN })?.criteria ?? [];
  expect(criteriaTerraform(criteria, 'enabled')).toBe(`resource "aws_ec2_allowed_images_settings" "this" {
  state = "enabled"

  image_criterion {
    image_providers = ["amazon", "995913728426"]
    deprecation_time_condition {
      maximum_days_since_deprecated = 0
    }
  }

  image_criterion {
    image_names = ["golden \\"a\\" %%{b}"]
    marketplace_product_codes = ["abc123"]
    creation_date_condition {
      maximum_days_since_created = 300
    }
  }
}`);
});

it('a declarative policy adds a criterion and keeps the others', () => {
  expect(JSON.parse(declarativePolicyJson(['aws-marketplace', '995913728426'], 3))).toEqual({
    ec2_attributes: {
      allowed_images_settings: {
        image_criteria: { criteria_3: { allowed_image_providers: { '@@append': ['aws_marketplace', '995913728426'] } } },
      },
    },
  });
});

it('the commands for an administrator list both required images, including deprecated images', () => {
  const { settings, images } = printoutCommands('eu-west-1');
  const [forSettings, forImages] = [settings, images].map((each) => writeCommand(each, 'posix'));
  expect(forSettings).toContain('get-allowed-images-settings --region eu-west-1');
  expect(forImages).toContain('--include-deprecated --owners amazon 149721548608 995913728426');
  expect(forImages).toContain('"Name=name,Values=bottlerocket-aws-ecs-1-x86_64-*,gitpod/images/gitpod-next/ec2-runner-ami-*"');
});

it('the PowerShell commands write UTF-8, because a plain redirection would write UTF-16', () => {
  for (const each of Object.values(printoutCommands('eu-west-1'))) {
    const line = writeCommand(each, 'powershell');
    expect(line).toMatch(/ --output json \| Set-Content -Encoding utf8 -LiteralPath [a-z-]+\.json$/);
    expect(line).not.toContain('>');
  }
});
