/**
 * Masks ids of AWS resources: `vpc-`, `subnet-`, `eni-` … and 8 or 17 hexadecimal digits. The kind and the last four digits stay, so that
 * the customer's administrator recognises the resource. The id of an image is not masked, because the access requirements concern images.
 */
import { addCheckLetter } from '../model/masked.ts';
import type { RedactionLevel } from './level.ts';
import type { Tagger } from './tag.ts';

const KINDS =
  'i|vpc|subnet|sg|sgr|eni|vpce|rtb|rtbassoc|acl|nat|igw|eigw|tgw|pcx|eipalloc|eipassoc|snap|vol|lt|fl|dopt|pl|vgw|cgw|vpn|cr|h|ami';
/** The source of a pattern for such an id. */
export const AWS_ID = `(?:${KINDS})-(?:[0-9a-f]{17}|[0-9a-f]{8})`;
const WHOLE = new RegExp(`^(${KINDS})-([0-9a-f]{17}|[0-9a-f]{8})$`);

/** Masks an id; null for other text. */
export function maskAwsId(text: string, tag: Tagger, level: RedactionLevel): string | null {
  const [, kind = '', digits = ''] = WHOLE.exec(text) ?? [];
  if (kind === '') return null;
  if (kind === 'ami' && level !== 'strict') return text;
  const lastDigits = level === 'strict' ? '' : `-${digits.slice(-4)}`;
  return addCheckLetter(`px-aws-${kind}-${tag('aws-id', text, 6)}${lastDigits}-`);
}
