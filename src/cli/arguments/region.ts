/** `--region`: the name of a region, whether AWS has it or not; what looks like no name is answered with the nearest that is one. */
import { knownRegion, nearestRegion } from '../../knowledge/aws/regions.ts';
import { REGION_SHAPE } from '../../model/host-syntax.ts';
import { EXAMPLES } from './examples.ts';
import { usage } from './usage.ts';

export function isRegion(value: string | undefined): value is string {
  return value !== undefined && REGION_SHAPE.test(value);
}

export function region(value: string): string {
  if (!isRegion(value)) throw usage('--region takes the name of an AWS region.', `Try: --region ${meant(value)}`);
  return value;
}

/** Written in capitals, with the letter of a zone behind it, or with a slip of the finger. Only names of AWS are said: what was given may be a secret. */
function meant(value: string): string {
  const plain = value
    .slice(0, 40)
    .toLowerCase()
    .replace(/(\d)[a-z]$/, '$1');
  return knownRegion(plain)?.name ?? nearestRegion(plain) ?? EXAMPLES.region;
}
