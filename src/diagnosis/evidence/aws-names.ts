/** Regional API names of AWS: `ec2.eu-central-1.amazonaws.com`, `<account>.dkr.ecr.<region>.amazonaws.com.cn`. */

const REGIONAL = /^(?:[^.]+\.)*?([a-z0-9-]+)\.([a-z]{2}(?:-[a-z]+)+-\d)\.amazonaws\.com(?:\.cn)?$/;

export interface AwsName {
  /** The label in front of the region: `ec2`, `ecr`, `s3`. */
  service: string;
  region: string;
}

/** Service and region of a regional name; null for any other host. */
export function awsName(host: string): AwsName | null {
  const match = REGIONAL.exec(host.toLowerCase());
  const [, service, region] = match ?? [];
  return service === undefined || region === undefined ? null : { service, region };
}

export function isRegionalAws(host: string): boolean {
  return awsName(host) !== null;
}
