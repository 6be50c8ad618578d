/**
 * Privacy classes of persisted fields. The redactor walks a value together with its schema: a string leaf
 * without a class is dropped and counted, so a new field is safe until somebody has thought about it.
 *
 * Enumerations, literals, booleans and numbers cannot carry free text and are public by construction.
 */
import * as z from 'zod';
import { accountFact, addressFact, hostFact, patternFact, regionFact, variableFact } from './host-syntax.ts';

export const PRIVACY_CLASSES = [
  'public',
  'secret',
  'host',
  'address',
  'url',
  'path',
  'user',
  'account',
  'organisation',
  'resource',
  'text',
] as const;

/**
 * - `public`: belongs to nobody (a phase name, a version, a host of the published requirements).
 * - `secret`: must never be stored; a field of this class is replaced at every level. None exists today.
 * - `host`, `address`, `url`, `path`, `user`, `account`, `organisation`, `resource`: identifiers that become
 *   stable pseudonyms which keep their topology; names and addresses of the published catalogue stay readable.
 * - `text`: free text, passed through the span-merging text pass.
 */
export type PrivacyClass = (typeof PRIVACY_CLASSES)[number];

/** The class of every string schema that is persisted. */
export const privacy = z.registry<{ class: PrivacyClass }>();

function classed(name: PrivacyClass) {
  return () => z.string().register(privacy, { class: name });
}

/** What was read is spelt so that it is no more than a fact, unless it is what it is called. */
function checked(name: PrivacyClass, asFact: (text: string) => string) {
  return () => z.string().overwrite(asFact).register(privacy, { class: name });
}

/** A string that identifies nobody. */
export const publicText = classed('public');
/** A host name; hosts of the catalogue stay readable. */
export const hostName = checked('host', hostFact);
/** Hosts as a list of exceptions or of jumps spells them. */
export const hostPattern = checked('host', patternFact);
/** What SSH takes for the name of a host, which may be anything. */
export const hostAlias = classed('host');
/** An IPv4 or IPv6 address, without a port. */
export const ipAddress = checked('address', addressFact);
/** A network in CIDR notation. */
export const ipNetwork = checked('address', patternFact);
/** An absolute URL without user info, query and fragment. */
export const plainUrl = classed('url');
/** A path on the local file system. */
export const filePath = classed('path');
/** The name of an account on some machine. */
export const userName = classed('user');
/** An AWS account id. */
export const accountId = checked('account', accountFact);
/** A region of AWS, which belongs to no one. */
export const regionName = checked('public', regionFact);
/** The name of a variable of the environment, or of a setting that is spelt like one. */
export const variableName = checked('public', variableFact);
/** The name of an organisation, for instance in the subject of a certificate. */
export const organisation = classed('organisation');
/** The name of a resource of the customer: a profile, an alias, a runner id. */
export const resourceName = classed('resource');
/** Free text: notes, error texts, banners. */
export const freeText = classed('text');
