/** Makes pseudonyms, with one function per privacy class. Text rules and the schema walk share them, so that they always agree. */

import { addCheckLetter, isPseudonym, type PseudonymKind } from '../model/masked.ts';
import type { PrivacyClass } from '../model/privacy.ts';
import { maskArn } from './arn.ts';
import { maskAwsId } from './aws-ids.ts';
import { maskHost } from './hosts.ts';
import type { RedactionLevel } from './level.ts';
import type { NameContext } from './names.ts';
import { maskPath } from './paths.ts';
import type { PublicSet } from './public-set.ts';
import { isRedacted } from './span.ts';
import { createTagger, type Tagger } from './tag.ts';
import { GENERIC_NAMES, inspectorIn, isGenericOrganisation } from './words.ts';

export type IdentifierClass = Exclude<PrivacyClass, 'public' | 'secret' | 'text' | 'url'>;
export type Identifiers = Readonly<Record<IdentifierClass, (value: string) => string>> & { context: NameContext };

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
/** `12345`, `#12345`, `SUP-1234`: a support case number. */
const TICKET = /^#?(?:[A-Z]{1,10}-)?\d{1,10}$/;
/** The prefix of single sign-on roles, which shows the kind of sign-in; the rest of the name is a permission set. */
const SSO_ROLE = 'AWSReservedSSO_';
const HOST_SHAPE = /^(?:\*\.)?[a-z0-9_-]+(?:\.[a-z0-9_-]+)+$/i;

export function createIdentifiers(options: {
  level: RedactionLevel;
  key: Uint8Array;
  publicSet: PublicSet;
  made(pseudonym: string, original: string): void;
}): Identifiers {
  const { level, publicSet, made } = options;
  const tag: Tagger = createTagger(options.key);
  const settled = (value: string) => value === '' || isPseudonym(value) || isRedacted(value) || publicSet.has(value);

  const plain = (kind: Extract<PseudonymKind, 'org' | 'user' | 'res'>, value: string) => {
    const pseudonym = addCheckLetter(`px-${kind}-${tag(kind, value, 6)}`);
    made(pseudonym, value);
    return pseudonym;
  };
  const account = (value: string) => {
    if (settled(value)) return value;
    const lastDigits = level !== 'strict' && /^\d{12}$/.test(value) ? `-${value.slice(-4)}` : '';
    const pseudonym = addCheckLetter(`px-acct-${tag('account', value, 6)}${lastDigits}-`);
    made(pseudonym, value);
    return pseudonym;
  };
  const context: NameContext = { level, tag, publicSet, account, made };
  const host = (value: string) => maskHost(value, context);

  const resource = (value: string): string => {
    if (settled(value) || GENERIC_NAMES.has(value) || (level !== 'strict' && (UUID.test(value) || TICKET.test(value)))) return value;
    const id = maskAwsId(value, tag, level);
    if (id !== null) {
      if (id !== value) made(id, value);
      return id;
    }
    if (value.startsWith('arn:')) return maskArn(value, make) ?? plain('res', value);
    if (value.startsWith(SSO_ROLE)) return SSO_ROLE + resource(value.slice(SSO_ROLE.length));
    if (/^\d{12}$/.test(value)) return account(value);
    if (/^[^\s@/]+@[^\s@/]+$/.test(value)) return plain('user', value);
    return HOST_SHAPE.test(value) ? host(value) : plain('res', value);
  };

  const make: Identifiers = {
    context,
    host,
    address: host,
    account,
    path: (value) => (settled(value) ? value : maskPath(value, context)),
    user: (value) => (settled(value) ? value : plain('user', value)),
    organisation: (value) => {
      if (settled(value) || isGenericOrganisation(value)) return value;
      if (HOST_SHAPE.test(value)) return host(value);
      const product = inspectorIn(value);
      const isMasked = product !== null && value.startsWith(`${product} `) && isPseudonym(value.slice(product.length + 1));
      return isMasked ? value : `${product === null ? '' : `${product} `}${plain('org', value)}`;
    },
    resource,
  };
  return make;
}
