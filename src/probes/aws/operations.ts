/**
 * Builds the SDK's command for each call, and reduces the answer to the facts that the diagnosis needs. Null if a required part is missing.
 */
import { readAllowedImagesSettings, readImages } from '../../knowledge/allowed-images/read.ts';
import { searchPattern } from '../../knowledge/allowed-images/required-images.ts';
import type { LaunchShape } from '../../model/aws/ask.ts';
import type { AwsOperation, AwsTarget } from '../../model/aws/operation.ts';
import type { AwsResult, Identity, Regions } from '../../model/aws/result.ts';
import type { Service } from './endpoint.ts';
import type * as Sdk from './sdk.ts';

export interface Clients {
  sdk: typeof Sdk;
  of<S extends Service>(service: S): ReturnType<typeof Sdk.createClient<S>>;
  target: AwsTarget;
  launch: LaunchShape | null;
  signal: AbortSignal;
}

/** The maximum number of pages of DescribeImages. One owner has some hundred images with a name pattern. */
const MAX_PAGES = 10;
const PAGE = 1000;

export const OPERATION_SERVICES = {
  'get-caller-identity': 'sts',
  'describe-regions': 'ec2',
  'get-allowed-images-settings': 'ec2',
  'describe-images': 'ec2',
  'get-image-parameter': 'ssm',
  'run-instances-dry-run': 'ec2',
} as const satisfies Record<AwsOperation, Service>;

export const OPERATIONS: Record<AwsOperation, (clients: Clients) => Promise<AwsResult | null>> = {
  async 'get-caller-identity'({ sdk, of, signal }) {
    const { Account, Arn } = await of('sts').send(new sdk.GetCallerIdentityCommand({}), { abortSignal: signal });
    return identityOf(Account, Arn);
  },

  async 'describe-regions'({ sdk, of, signal }) {
    const { Regions: regions } = await of('ec2').send(new sdk.DescribeRegionsCommand({ AllRegions: true }), { abortSignal: signal });
    if (!Array.isArray(regions) || regions.length === 0) return null;
    return { kind: 'regions', regions: regions.flatMap(({ RegionName, OptInStatus }) => regionOf(RegionName, OptInStatus)) };
  },

  async 'get-allowed-images-settings'({ sdk, of, signal }) {
    const settings = readAllowedImagesSettings(await of('ec2').send(new sdk.GetAllowedImagesSettingsCommand({}), { abortSignal: signal }));
    return settings === null ? null : { kind: 'settings', ...settings };
  },

  async 'describe-images'({ sdk, of, target, signal }) {
    const images: unknown[] = [];
    let next: string | undefined;
    for (let page = 0; page < MAX_PAGES; page += 1) {
      const answer = await of('ec2').send(
        new sdk.DescribeImagesCommand({
          ...(target.owner === undefined ? {} : { Owners: [target.owner] }),
          Filters: [{ Name: 'name', Values: [searchPattern(target.name ?? '')] }],
          IncludeDeprecated: true,
          MaxResults: PAGE,
          ...(next === undefined ? {} : { NextToken: next }),
        }),
        { abortSignal: signal },
      );
      if (!Array.isArray(answer.Images)) return null;
      images.push(...answer.Images);
      next = answer.NextToken;
      if (next === undefined || next === '') break;
    }
    const seen = readImages({ Images: images });
    return seen === null ? null : { kind: 'images', ...seen };
  },

  async 'get-image-parameter'({ sdk, of, target, signal }) {
    const { Parameter } = await of('ssm').send(new sdk.GetParameterCommand({ Name: target.name ?? '' }), { abortSignal: signal });
    const imageId = Parameter?.Value ?? '';
    return /^ami-[0-9a-f]{8,17}$/.test(imageId) ? { kind: 'parameter', imageId } : null;
  },

  /**
   * Launches nothing, because with `DryRun` EC2 only reports whether it would. A permitted launch is an error with the name
   * DryRunOperation.
   */
  async 'run-instances-dry-run'({ sdk, of, target, launch, signal }) {
    const { subnet, securityGroups, instanceType, instanceProfile } = launch ?? NO_SHAPE;
    const profile =
      instanceProfile === null ? null : instanceProfile.startsWith('arn:') ? { Arn: instanceProfile } : { Name: instanceProfile };
    try {
      await of('ec2').send(
        new sdk.RunInstancesCommand({
          DryRun: true,
          MinCount: 1,
          MaxCount: 1,
          ...(target.image === undefined ? {} : { ImageId: target.image }),
          ...(instanceType === null ? {} : { InstanceType: instanceType as InstanceType }),
          ...(subnet === null ? {} : { SubnetId: subnet }),
          ...(securityGroups.length === 0 ? {} : { SecurityGroupIds: [...securityGroups] }),
          ...(profile === null ? {} : { IamInstanceProfile: profile }),
          MetadataOptions: { HttpTokens: 'required' },
        }),
        { abortSignal: signal },
      );
      return null;
    } catch (error) {
      if ((error as Error).name === 'DryRunOperation') return { kind: 'dry-run' };
      throw error;
    }
  },
};

type InstanceType = NonNullable<ConstructorParameters<typeof Sdk.RunInstancesCommand>[0]['InstanceType']>;

const NO_SHAPE: LaunchShape = { subnet: null, securityGroups: [], instanceType: null, instanceProfile: null };

/** Parses `arn:aws:sts::123456789012:assumed-role/name/session` and `arn:aws:iam::123456789012:user/path/name`. */
function identityOf(account: string | undefined, arn: string | undefined): Identity | null {
  const parts = /^arn:(aws[a-z-]{0,20}):(?:sts|iam)::(\d{12}):([a-z-]+)(?:\/(.+))?$/.exec(arn ?? '');
  if (parts === null) return null;
  const [, partition = '', id = '', kind = '', rest = ''] = parts;
  if (account !== id) return null;
  const path = rest.split('/');
  return {
    kind: 'identity',
    account: id,
    partition,
    principalKind: kind === 'root' || kind === 'user' || kind === 'assumed-role' || kind === 'federated-user' ? kind : 'other',
    principal: (kind === 'assumed-role' ? path[0] : path.at(-1)) ?? kind,
  };
}

const OPT_INS = ['opt-in-not-required', 'opted-in', 'not-opted-in'] as const;

function regionOf(name: string | undefined, optIn: string | undefined): Regions['regions'] {
  if (name === undefined || !/^[a-z0-9-]{4,40}$/.test(name)) return [];
  return [{ name, optIn: OPT_INS.find((known) => known === optIn) ?? 'other' }];
}
