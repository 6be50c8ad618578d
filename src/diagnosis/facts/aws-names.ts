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

/**
 * Service and region of a regional host name; null for any other host. Most hosts fail the comparison of the suffix, which costs less than
 * a lookup in the cache.
 */
export function awsName(host: string): AwsName | null {
  const name = host.toLowerCase();
  return SUFFIXES.some((suffix) => name.endsWith(suffix)) ? regionalName(name) : null;
}

const regionalName = remembered((name): AwsName | null => {
  const [, service, region] = REGIONAL.exec(name) ?? [];
  return service === undefined || region === undefined ? null : { service, region };
});

/** The service of a host of this region, as an array for flatMap; empty for any other host. */
export function serviceInRegion(region: string, host: string): string[] {
  const name = awsName(host);
  return name !== null && name.region === region ? [name.service] : [];
}

export function isRegionalAws(host: string): boolean {
  return awsName(host) !== null;
}
