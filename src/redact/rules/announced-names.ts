/** Names that only the preceding word identifies: the subject of a certificate, a realm, a login, a key's fingerprint and comment. */
import type { Identifiers } from '../identifiers.ts';
import { type IdentifierRule, isRedacted, type Span } from '../span.ts';

/** An attribute of a certificate's subject (RFC 4514), also as OpenSSL spells it: `CN=…, O = …`, `/O=…/CN=…`. */
const SUBJECT =
  /(?<![A-Za-z0-9])(CN|O|OU|L|ST|DC|UID|serialNumber|street|organizationName|commonName)[ ]?=[ ]?(?:"([^"\n]{1,256})"|([^\s,;/+"'<>=\\][^,;/\n+"<>=\\]{0,127}))/g;
/** The name of the next attribute, which the match includes if spaces separate the attributes. */
const NEXT_ATTRIBUTE = /\s+(?:[A-Z]{1,3}|emailAddress|serialNumber)\s*$/;
const REALM = /\brealm[ ]?=[ ]?(?:"([^"\n]{1,256})"|([^\s,"]{1,256}))/gi;
/** `as 'jdoe'` and `for user jdoe` of ssh, `"user": "jdoe"`, `X-Authenticated-User: jdoe`, `login jdoe` of a netrc. */
const LOGINS = [
  /\bas '([^'\s]{1,64})'/g,
  /\b(?:for|invalid|unknown) user ([A-Za-z_][A-Za-z0-9._-]{1,63})(?![A-Za-z0-9@\\])/g,
  /\b(?:user|user_?name|login|upn)["']\s{0,4}:\s{0,4}["']([^"'\s]{1,128})["']/gi,
  /\b(?:user|user_?name|upn)=([^\s"'&,;<>)\]}]{1,128})/gi,
  /\bx-[a-z-]{0,32}user:[ \t]{0,4}([^\s,;]{1,128})/gi,
  /\blogin[ \t]{1,8}(\S{1,128})[ \t\n]{1,8}password\b/gi,
];
const NOBODY = /^(?:git|root|nobody|anonymous|admin|ubuntu|ec2-user|gitpod|none|null|true|false|unknown|<.*|\$.*|arn:.*)$/i;
const FINGERPRINT = /\b(?:SHA256:[A-Za-z0-9+/]{43}|MD5:(?:[0-9a-f]{2}:){15}[0-9a-f]{2})/g;
/** A public key with its comment, which is usually `user@machine`. */
const PUBLIC_KEY =
  /\b(?:sk-)?(?:ssh-(?:rsa|ed25519|dss)|ecdsa-sha2-nistp\d{3})(?:@openssh\.com)?[ \t]{1,4}(AAAA[A-Za-z0-9+/]{8,4096}={0,2}(?:[ \t]{1,4}[^\n"]{1,256})?)/g;

export function findAnnouncedNames(text: string, make: Identifiers): Span[] {
  const spans: Span[] = [];
  const add = (rule: IdentifierRule, value: string, end: number, mask: (value: string) => string) => {
    if (value === '' || isRedacted(value)) return;
    const replacement = mask(value);
    if (replacement !== value) spans.push({ start: end - value.length, end, rule, secret: false, replacement });
  };
  if (text.includes('=')) {
    for (const match of text.matchAll(SUBJECT)) {
      const [whole, , quoted, bare = ''] = match;
      const isLast = text.charAt(match.index + whole.length) !== '=';
      const value = quoted ?? (isLast ? bare : bare.replace(NEXT_ATTRIBUTE, '')).trimEnd();
      const end = match.index + whole.length - (quoted === undefined ? bare.length - value.length : 1);
      add('organisation', value, end, make.organisation);
    }
    for (const match of text.matchAll(REALM)) {
      const [whole, quoted, bare = ''] = match;
      add('organisation', quoted ?? bare, match.index + whole.length - (quoted === undefined ? 0 : 1), make.organisation);
    }
  }
  for (const pattern of LOGINS) {
    for (const match of text.matchAll(pattern)) {
      const name = match[1] ?? '';
      if (!NOBODY.test(name)) add('user', name, match.index + match[0].indexOf(name, match[0].search(/[ '"=:]/)) + name.length, make.user);
    }
  }
  for (const match of text.matchAll(FINGERPRINT)) add('resource', match[0], match.index + match[0].length, make.resource);
  for (const match of text.matchAll(PUBLIC_KEY)) add('resource', match[1] ?? '', match.index + match[0].length, make.resource);
  return spans;
}
