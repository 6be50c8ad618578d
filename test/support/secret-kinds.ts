/**
 * A secret of every kind known to leak from support bundles, each in its usual context. A seed gives each place a different secret, so that
 * a leak shows its kind and place.
 */
import { createHash } from 'node:crypto';

export interface Planted {
  text: string;
  /** Text that must not appear, in any spelling. */
  secrets: readonly string[];
}

export interface SecretKind {
  name: string;
  /** The secret is recognisable by its form, so it is searched for in every field; other secrets are announced by a word in free text. */
  standsOut: boolean;
  plant(seed: string): Planted;
}

const LETTERS = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const HEX = '0123456789abcdef';
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Letters that depend on the seed only. */
export function letters(seed: string, length: number, alphabet = LETTERS): string {
  let text = '';
  for (let block = 0; text.length < length; block++) {
    const digest = createHash('sha256').update(`${seed} ${block}`).digest();
    for (const byte of digest) text += alphabet.charAt(byte % alphabet.length);
  }
  return text.slice(0, length);
}

const base64 = (text: string) => Buffer.from(text).toString('base64');

/** `words` puts the secret between neighbouring words. */
function kind(
  name: string,
  standsOut: boolean,
  words: (secret: string) => string,
  make = (seed: string) => `k${letters(seed, 14)}7q`,
): SecretKind {
  return {
    name,
    standsOut,
    plant(seed) {
      const secret = make(`${name} ${seed}`);
      return { text: words(secret), secrets: [secret] };
    },
  };
}

export const SECRET_KINDS: readonly SecretKind[] = [
  kind('proxy password', true, (s) => `http://svc:${s}@proxy.example.com:3128`),
  kind('proxy password, encoded', true, (s) => `http://svc:${encodeURIComponent(`${s}@/`)}@proxy.example.com:3128/`),
  kind('proxy password without a scheme', true, (s) => `CORP%5Csvc:${s}@proxy.example.com:3128`),
  kind('token in a repository URL', true, (s) => `https://x-access-token:${s}@git.example.com/a/b.git`),
  kind(
    'GitHub token',
    true,
    (s) => s,
    (seed) => `ghp_${letters(seed, 36)}`,
  ),
  kind(
    'GitLab token',
    true,
    (s) => s,
    (seed) => `glpat-${letters(seed, 20)}`,
  ),
  kind(
    'npm token',
    true,
    (s) => s,
    (seed) => `npm_${letters(seed, 36)}`,
  ),
  kind(
    'Bitbucket token',
    true,
    (s) => s,
    (seed) => `ATBB${letters(seed, 32)}`,
  ),
  kind(
    'JWT',
    true,
    (s) => `eyJhbGciOiJIUzI1NiJ9.${s}.c2lnbmF0dXJl`,
    (seed) => `eyJ${letters(seed, 40)}`,
  ),
  kind(
    'AWS access key id',
    true,
    (s) => s,
    (seed) => `AKIA${letters(seed, 16, BASE32)}`,
  ),
  kind(
    'AWS session token',
    true,
    (s) => s,
    (seed) => `IQoJb3JpZ2lu${letters(seed, 60)}`,
  ),
  kind(
    'presigned download',
    true,
    (s) => `https://files.example.com/x?X-Amz-Signature=${s}`,
    (seed) => letters(seed, 64, HEX),
  ),
  kind('SAS', true, (s) => `https://acme.blob.core.windows.net/c/x?sv=2024&sig=${s}%3D`),
  kind('sign-in redirect', true, (s) => `https://sso.example.com/cb?code=${s}&state=1`),
  kind(
    'NTLM message',
    true,
    (s) => s,
    (seed) => `TlRMTVNTUAADAAAA${letters(seed, 40)}`,
  ),
  kind(
    'encoded denial',
    true,
    (s) => `Encoded authorization failure message: ${s}`,
    (seed) => letters(seed, 80),
  ),
  kind(
    'private key',
    true,
    (s) => `-----BEGIN OPENSSH PRIVATE KEY-----\n${s}\n-----END OPENSSH PRIVATE KEY-----`,
    (seed) => letters(seed, 60),
  ),
  kind(
    'private key, cut',
    true,
    (s) => `-----BEGIN RSA PRIVATE KEY-----\n${s}`,
    (seed) => letters(seed, 60),
  ),
  kind(
    'PuTTY key',
    true,
    (s) => `PuTTY-User-Key-File-3: ssh-ed25519\nPrivate-Lines: 1\n${s}`,
    (seed) => letters(seed, 60),
  ),
  kind(
    'age key',
    true,
    (s) => s,
    (seed) => `AGE-SECRET-KEY-1${letters(seed, 58, BASE32)}`,
  ),
  {
    name: 'Basic header',
    standsOut: false,
    plant(seed) {
      const secret = `k${letters(`basic ${seed}`, 14)}7q`;
      return { text: `Proxy-Authorization: Basic ${base64(`svc:${secret}`)}`, secrets: [secret, base64(`svc:${secret}`)] };
    },
  },
  kind('Bearer header', false, (s) => `authorization: Bearer ${s}`),
  kind(
    'Negotiate challenge',
    false,
    (s) => `Proxy-Authenticate: Negotiate ${s}=`,
    (seed) => letters(seed, 40),
  ),
  kind('Digest header', false, (s) => `Authorization: Digest username="svc", response="${s}"`),
  kind('cookie', false, (s) => `Set-Cookie: BIGipServer=${s}; Path=/`),
  kind('header with a key', false, (s) => `x-api-key: ${s}`),
  kind(
    'secret access key',
    false,
    (s) => `AWS_SECRET_ACCESS_KEY=${s}`,
    (seed) => letters(seed, 40),
  ),
  kind(
    'credentials file',
    false,
    (s) => `aws_secret_access_key = ${s}`,
    (seed) => letters(seed, 40),
  ),
  kind('metadata credentials', false, (s) => `{"AccessKeyId":"x","SecretAccessKey":"${s}","Expiration":"2026-11-23T12:00:00Z"}`),
  kind('docker login', false, (s) => `{"auths":{"registry.example.com":{"auth":"${s}"}}}`),
  kind('netrc', false, (s) => `machine git.example.com login svc password ${s}`),
  kind('npmrc', false, (s) => `//registry.example.com/:_authToken=${s}`),
  kind('argument', false, (s) => `curl --proxy-user svc:${s} -v https://app.gitpod.io`),
  kind('short argument', false, (s) => `curl -U svc:${s} -v`),
  kind('password of ncat', false, (s) => `ProxyCommand ncat --proxy-auth svc:${s} --proxy p:3128 %h %p`),
  kind('sshpass', false, (s) => `sshpass -p ${s} ssh runner`),
  kind('environment', false, (s) => `GITPOD_RUNNER_TOKEN=${s}`),
  kind('variable of one word', false, (s) => `PGPASSWORD=${s} psql`),
  kind('setting of one word', false, (s) => `http.proxyPassword = ${s}`),
  kind('JSON', false, (s) => `{"password": "${s}"}`),
  kind('JSON in a log', false, (s) => `body={\\"client_secret\\": \\"${s}\\"}`),
  kind('YAML block', false, (s) => `password: |\n  ${s}\nport: 1`),
  kind('SAML', false, (s) => `SAMLResponse=${s}`),
  kind('device code', false, (s) => `user_code: ${s}`),
  kind('PKCE verifier', false, (s) => `code_verifier=${s}`),
  kind('told in prose', false, (s) => `the password is ${s} since Monday`),
];
