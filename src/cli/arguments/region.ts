/** `--region`: a region name, whether or not AWS has it; for other text the hint names the nearest region. */
import { knownRegion, nearestRegion } from '../../knowledge/aws/regions.ts';
import { REGION_SHAPE } from '../../model/host-syntax.ts';
import { EXAMPLES } from './examples.ts';
import { usage } from './usage.ts';

export function isRegion(value: string | undefined): value is string {
  return value !== undefined && REGION_SHAPE.test(value);
}

export function checkedRegion(value: string): string {
  if (!isRegion(value)) throw usage('--region takes the name of an AWS region.', `Try: --region ${meant(value)}`);
  return value;
}

/** Recognises capitals, an availability zone or a typo. Suggests only names of AWS, because the input may be a secret. */
function meant(value: string): string {
  const plain = value
    .slice(0, 40)
    .toLowerCase()
    .replace(/(\d)[a-z]$/, '$1');
  return knownRegion(plain)?.name ?? nearestRegion(plain) ?? EXAMPLES.region;
}
