/**
 * Privacy classes of persisted fields. The redactor walks a value together with its schema: a string without a class is
 * dropped and counted, so a new field is safe until it has a class.
 *
 * Enumerations, literals, booleans and numbers cannot carry free text and are public.
 */
import * as z from 'zod';
import { safeAccount, safeAddress, safeHost, safePattern, safeRegion, safeVariable } from './host-syntax.ts';

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
 * - `public`: identifies nothing (a phase name, a version, a host of the published requirements).
 * - `secret`: must never be stored; redacted at every level. No field has it today.
 * - `host`, `address`, `url`, `path`, `user`, `account`, `organisation`, `resource`: identifiers that become stable
 *   pseudonyms which keep their topology; names and addresses of the published catalogue stay readable.
 * - `text`: free text, masked by the text pass.
 */
export type PrivacyClass = (typeof PRIVACY_CLASSES)[number];

/** The class of every persisted string schema. */
export const privacy = z.registry<{ class: PrivacyClass }>();

function classed(name: PrivacyClass) {
  return () => z.string().register(privacy, { class: name });
}

/** A string whose text is encoded if it is invalid for its class: it is kept as a fact and means nothing to a shell or a rule. */
function checked(name: PrivacyClass, asFact: (text: string) => string) {
  return () => z.string().overwrite(asFact).register(privacy, { class: name });
}

/** A string without personal data. */
export const publicText = classed('public');
/** A host name; hosts of the catalogue stay readable. */
export const hostName = checked('host', safeHost);
/** A host as an exception list or an SSH jump spells it. */
export const hostPattern = checked('host', safePattern);
/** A host name that SSH accepts, which may be any text. */
export const hostAlias = classed('host');
/** An IPv4 or IPv6 address, without a port. */
export const ipAddress = checked('address', safeAddress);
/** A network in CIDR notation. */
export const ipNetwork = checked('address', safePattern);
/** An absolute URL without user info, query and fragment. */
export const plainUrl = classed('url');
/** A path on the local file system. */
export const filePath = classed('path');
/** The name of an account on a machine. */
export const userName = classed('user');
export const accountId = checked('account', safeAccount);
/** An AWS region, which is public. */
export const regionName = checked('public', safeRegion);
/** The name of an environment variable, or of a setting spelt like one. */
export const variableName = checked('public', safeVariable);
/** The name of an organisation, for instance in the subject of a certificate. */
export const organisation = classed('organisation');
/** The name of a customer's resource: a profile, an alias, a runner id. */
export const resourceName = classed('resource');
/** Free text: notes, error texts, banners. */
export const freeText = classed('text');
