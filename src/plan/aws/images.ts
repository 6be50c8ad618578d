/** Builds the requests for the images of a requirement: by the documented owner, and by other owners of the same image. */
import { requiredImage } from '../../knowledge/allowed-images/required-images.ts';
import type { AwsOptions } from '../../model/aws/ask.ts';
import type { ImageOwner } from '../../model/aws/operation.ts';
import type { ProbeRequest } from '../../model/probe-request.ts';
import type { Requirement } from '../../model/requirement.ts';
import { awsCall } from './requests.ts';

export function imageTarget(row: Requirement): { name: string; owner: string } | null {
  const target = row.targets.map((each) => each.target).find((each) => each.kind === 'ami');
  return target === undefined ? null : { name: target.name, owner: target.owner };
}

/** Amazon's images have another owner in each region; the alias `amazon` finds them everywhere. The account may own copies of others. */
export function imageRequests(row: Requirement, region: string, ask: AwsOptions): ProbeRequest[] {
  const image = imageTarget(row);
  if (image === null) return [];
  const owners: ImageOwner[] = [image.owner, requiredImage(image.name)?.isAmazons === true ? 'amazon' : 'self'];
  const parameter = parameterOf(image.name);
  return [
    ...owners.map((owner) => awsCall({ operation: 'describe-images', region, owner, name: image.name }, [row.id], ask)),
    ...(parameter === null ? [] : [awsCall({ operation: 'get-image-parameter', region, name: parameter }, [row.id], ask)]),
  ];
}

/** Bottlerocket publishes the id of its newest image in each region (Bottlerocket, "Retrieving the AMI id"). */
function parameterOf(name: string): string | null {
  const bottlerocket = /^bottlerocket-([a-z0-9-]+)-(x86_64|aarch64)/.exec(name);
  if (bottlerocket === null) return null;
  const [, variant, machine] = bottlerocket;
  return `/aws/service/bottlerocket/${variant}/${machine === 'aarch64' ? 'arm64' : machine}/latest/image_id`;
}
