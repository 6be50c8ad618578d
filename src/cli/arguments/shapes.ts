/** The forms of flag values, shared by the command line, profile files and their schema. */
import { LABEL_PATTERN } from '../../model/host-syntax.ts';

export const ACCOUNT_PATTERN = /^\d{12}$/;
/** A value that begins with a hyphen or contains a space is refused. ssh itself reports other invalid values. */
export const SSH_ALIAS_PATTERN = /^[^\s-]\S{0,252}$/;

/** A name for one machine, which is also used in file names and tables. */
export const PLACE_PATTERN = /^[A-Za-z0-9][\w.:/@-]{0,63}$/;
const OCTET = '(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])';
const GROUP = '[0-9A-Fa-f]{1,4}';
const HOSTS = [
  // URL parsers treat a name whose last label begins with a digit as an IP address, usually an invalid one.
  `(?:${LABEL_PATTERN}\\.)*[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.?`,
  `(?:${OCTET}\\.){3}${OCTET}`,
  `\\[(?:${GROUP}:){7}${GROUP}\\]`,
  `\\[(?!(?:[^\\]:]*:){8})(?:${GROUP}(?::${GROUP})*)?::(?:${GROUP}(?::${GROUP})*)?\\]`,
];
const PORT = '(?:6553[0-5]|655[0-2][0-9]|65[0-4][0-9]{2}|6[0-4][0-9]{3}|[1-5]?[0-9]{1,4})';

/** The URL of a service without login, query and fragment, which may be secret. Names are ASCII or `xn--…`. */
export const SERVICE_ADDRESS_PATTERN = new RegExp(`^(?:https?://)?(?:${HOSTS.join('|')})(?::${PORT})?(?:/[^\\s?#]*)?$`);

/** A host name or an IPv4 address. Environments have no IPv6 address. */
export const ENVIRONMENT_PATTERN = new RegExp(`^(?=.{1,253}$)(?:${HOSTS.slice(0, 2).join('|')})$`);

export const LAUNCH_PATTERNS = {
  'launch-subnet': /^subnet-[0-9a-f]{8,17}$/,
  'launch-security-group': /^sg-[0-9a-f]{8,17}$/,
  'launch-type': /^[a-z0-9-]{1,20}\.[a-z0-9-]{1,20}$/,
  'launch-profile': /^[\w+=,.@:/-]{1,400}$/,
} as const;
