/** Regional API names of AWS: `ec2.eu-central-1.amazonaws.com`, `<account>.dkr.ecr.<region>.amazonaws.com.cn`. */
import { AWS_PARTITIONS } from '../../knowledge/aws/regions.ts';
import { remembered } from '../../model/remembered.ts';

const SUFFIXES = [...new Set(AWS_PARTITIONS.map(({ suffix }) => suffix))];
/** Matches a region by its form, because regions that do not exist must be recognised too. */
const REGIONAL = new RegExp(
  `^(?:[^.]+\\.)*?([a-z0-9-]+)\\.([a-z]{2,5}(?:-[a-z0-9]+)+)\\.(?:${SUFFIXES.map((suffix) => suffix.replaceAll('.', '\\.')).join('|')})$`,
);

export interface AwsName {
  /** The label before the region: `ec2`, `ecr`, `s3`. */
  service: string;
  region: string;
}

/** Service and region of a regional name; null for any other host. */
export const awsName = remembered((host): AwsName | null => {
  const name = host.toLowerCase();
  // Most hosts are not AWS names, and comparing the suffix is cheap.
  if (!SUFFIXES.some((suffix) => name.endsWith(suffix))) return null;
  const [, service, region] = REGIONAL.exec(name) ?? [];
  return service === undefined || region === undefined ? null : { service, region };
});

/** The service of a host of this region, as an array for flatMap; empty for any other host. */
export function serviceIn(region: string, host: string): string[] {
  const name = awsName(host);
  return name !== null && name.region === region ? [name.service] : [];
}

export function isRegionalAws(host: string): boolean {
  return awsName(host) !== null;
}
