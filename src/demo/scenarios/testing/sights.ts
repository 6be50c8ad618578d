/** What a plain socket sees in each scenario: the first line of each is the fault, the others are its healthy surroundings. */
import type { Url } from '../../testing/raw-client.ts';
import { PROXY } from '../parts.ts';

export const RELEASES: Url = { host: 'releases.gitpod.io', path: '/ec2/stable/manifest.json' };
const CLI: Url = { host: 'releases.gitpod.io', path: '/cli/stable/gitpod-linux-amd64' };
export const APP: Url = { host: 'app.gitpod.io' };
const APEX: Url = { host: 'us01.gitpod.dev', port: 8443 };
const BELOW: Url = { host: 'api.us01.gitpod.dev', port: 8443 };
const SSM: Url = { host: 'ssm.us-east-1.amazonaws.com' };
export const ECR: Url = { host: 'public.ecr.aws', path: '/v2/' };
const MCR: Url = { host: 'mcr.microsoft.com', path: '/v2/devcontainers/base/manifests/ubuntu-24.04' };
export const MARKET: Url = { host: 'marketplace.visualstudio.com' };
const SERVER: Url = { host: 'update.code.visualstudio.com', path: '/latest/server-linux-x64/stable' };
const DOWNLOADS: Url = { host: 'vscode.download.prss.microsoft.com' };

export type Sight = Url | { node: string } | ({ through: true; authorization?: string } & Url);
const through = (url: Url, authorization?: string): Sight => ({
  through: true,
  ...url,
  ...(authorization === undefined ? {} : { authorization }),
});
const node = (address: string): Sight => ({ node: address });

/** A v1 message for the tunnel 0x01020304, and the `recv_error` that says there is no such tunnel. */
export const STRAY = Buffer.from('11000000010203040000000000000000', 'hex');
const ANSWERED = 'udp 12000000010203040000000000000000';

const OK = 'http 200 text/html';
const JSON_OK = 'http 200 application/json';
const FIRST = '35.171.240.32';
const SECOND = '13.216.138.24';

export const SIGHTS: Readonly<Record<string, readonly (readonly [Sight, string])[]>> = {
  healthy: [
    [APP, OK],
    [RELEASES, JSON_OK],
    [APEX, 'http 200 text/plain'],
    [BELOW, 'http 200 text/plain'],
    [SERVER, 'http 302 to vscode.download.prss.microsoft.com'],
    [MCR, 'http 200 application/vnd.oci.image.index.v1+json'],
    [ECR, 'http 401 application/json'],
    [SSM, 'http 404 application/xml'],
    [{ host: 'registry.example.com' }, OK],
    [node(FIRST), ANSWERED],
  ],
  'no-network': [
    [APP, 'dns ETIMEOUT'],
    [node(FIRST), 'udp drop'],
  ],
  'proxy-unreachable': [
    [{ host: PROXY.host, port: PROXY.port }, 'tcp refuse'],
    [APP, OK],
    [SSM, 'http 404 application/xml'],
  ],
  'proxy-requires-login': [
    [through(RELEASES), 'tunnel 407 Basic'],
    [APP, OK],
    [RELEASES, 'tcp refuse'],
  ],
  'proxy-refuses-host': [
    [through(RELEASES), 'tunnel 403'],
    [through(ECR), 'http 401 application/json'],
  ],
  'proxy-rejects-credentials': [
    [through(RELEASES, `Basic ${btoa('svc-runner:autumn-2025')}`), 'tunnel 407 Basic'],
    [through(RELEASES, `Basic ${btoa('svc-runner:winter-2026')}`), JSON_OK],
  ],
  'proxy-refuses-port': [
    [through(APEX), 'tunnel 403'],
    [through(RELEASES), JSON_OK],
    [APEX, 'http 200 text/plain'],
    [node(FIRST), ANSWERED],
  ],
  'proxy-cannot-reach-upstream': [
    [through(RELEASES), 'tunnel 503'],
    [APP, OK],
  ],
  'proxy-variable-invalid': [
    [RELEASES, JSON_OK],
    [APEX, 'http 200 text/plain'],
  ],
  'no-proxy-incomplete': [
    [through(SSM), 'http 404 application/xml'],
    [SSM, 'http 404 application/xml'],
  ],
  'clock-wrong': [[APP, 'http 200 text/html dated 2 h ahead']],
  'proxy-not-configured': [
    [through(RELEASES), JSON_OK],
    [RELEASES, 'tcp refuse'],
  ],
  'no-proxy-read-differently': [
    [through(RELEASES), JSON_OK],
    [APP, OK],
  ],
  'direct-route-blocked': [
    [SSM, 'tcp refuse'],
    [through(SSM), 'http 404 application/xml'],
    [APP, OK],
  ],
  'transparent-proxy': [
    [ECR, 'tls ECONNRESET'],
    [MCR, 'http 200 application/vnd.oci.image.index.v1+json'],
  ],
  'large-hello-dropped': [
    [ECR, 'tls silence'],
    [MCR, 'http 200 application/vnd.oci.image.index.v1+json'],
  ],
  'no-direct-egress': [
    [APP, 'tcp drop'],
    [node(FIRST), 'udp drop'],
  ],
  'proxy-refuses-everything': [
    [through(RELEASES), 'tunnel 403'],
    [through(MCR), 'tunnel 403'],
    [APP, OK],
  ],
  'proxy-login-scheme-unsupported': [[through(RELEASES), 'tunnel 407 Negotiate NTLM']],
  'proxy-variables-disagree': [
    [through(RELEASES), JSON_OK],
    [{ host: 'proxy-old.example.internal', port: PROXY.port }, 'tls ERR_SSL_WRONG_VERSION_NUMBER'],
  ],
  'ipv6-broken': [[APP, OK]],
  'tls-version-refused': [
    [ECR, 'tls ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION'],
    [MCR, 'http 200 application/vnd.oci.image.index.v1+json'],
  ],
  'client-certificate-required': [
    [MARKET, 'tls ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED'],
    [APP, OK],
  ],
  'tls-refused-by-policy': [
    [ECR, 'tls ERR_SSL_TLSV1_ALERT_ACCESS_DENIED'],
    [MCR, 'http 200 application/vnd.oci.image.index.v1+json'],
  ],
  'tls-settings-refused': [
    [ECR, 'tls ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE'],
    [MCR, 'http 200 application/vnd.oci.image.index.v1+json'],
  ],
  'tls-altered': [
    [ECR, 'tls ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC'],
    [MCR, 'http 200 application/vnd.oci.image.index.v1+json'],
  ],
  'tls-name-not-served': [
    [ECR, 'tls ERR_SSL_TLSV1_UNRECOGNIZED_NAME'],
    [MCR, 'http 200 application/vnd.oci.image.index.v1+json'],
  ],
  'tls-stalls': [[ECR, 'tls silence']],
  'name-not-found': [
    [ECR, 'dns ENOTFOUND'],
    [MCR, 'http 200 application/vnd.oci.image.index.v1+json'],
  ],
  'resolver-silent': [
    [APP, 'dns ETIMEOUT'],
    [node(FIRST), ANSWERED],
  ],
  'resolver-refuses': [[APP, 'dns EREFUSED']],
  'resolver-knows-no-public-names': [
    [APP, 'dns ENOTFOUND'],
    [ECR, 'dns ENOTFOUND'],
  ],
  'resolver-answers-falsely': [[APP, 'tls SELF_SIGNED_CERT_IN_CHAIN']],
  'resolver-filters': [[ECR, 'dns ENOTFOUND']],
  'dnssec-fails': [[ECR, 'dns ESERVFAIL']],
  'answers-injected': [[APP, 'tcp refuse']],
  'nxdomain-rewritten': [[APP, 'tls SELF_SIGNED_CERT_IN_CHAIN']],
  'resolvers-disagree': [
    [ECR, 'dns ENOTFOUND'],
    [MCR, 'http 200 application/vnd.oci.image.index.v1+json'],
  ],
  'name-sinkholed': [
    [APP, 'tcp refuse'],
    [CLI, 'http 200 application/octet-stream'],
  ],
  'port-refused': [
    [MCR, 'tcp refuse'],
    [ECR, 'http 401 application/json'],
  ],
  'port-dropped': [
    [ECR, 'tcp drop'],
    [MCR, 'http 200 application/vnd.oci.image.index.v1+json'],
  ],
  'name-filtered-in-tls': [
    [ECR, 'tls ECONNRESET'],
    [MCR, 'http 200 application/vnd.oci.image.index.v1+json'],
  ],
  'tls-cut-off': [
    [APP, 'tls ECONNRESET'],
    [APEX, 'tls ECONNRESET'],
    [node(FIRST), ANSWERED],
  ],
  'tls-intercepted': [
    [APP, 'tls SELF_SIGNED_CERT_IN_CHAIN'],
    [MARKET, 'tls SELF_SIGNED_CERT_IN_CHAIN'],
  ],
  'http2-downgraded': [
    [APP, 'tls SELF_SIGNED_CERT_IN_CHAIN'],
    [RELEASES, 'tls SELF_SIGNED_CERT_IN_CHAIN'],
  ],
  'certificate-expired': [
    [RELEASES, 'tls CERT_HAS_EXPIRED'],
    [APP, OK],
  ],
  'certificate-for-another-name': [
    [MCR, 'tls ERR_TLS_CERT_ALTNAME_INVALID'],
    [ECR, 'http 401 application/json'],
  ],
  'chain-incomplete': [
    [RELEASES, 'tls UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
    [APP, OK],
  ],
  'certificate-refused': [
    [MCR, 'tls UNSPECIFIED'],
    [ECR, 'http 401 application/json'],
  ],
  // A plain socket does not ask for what the server would send along.
  'certificate-revoked': [
    [MARKET, OK],
    [APP, OK],
  ],
  'revocation-unreachable': [
    [{ host: 'ocsp.demo-trust.example', port: 80 }, 'tcp drop'],
    [APP, OK],
  ],
  'certificate-not-yet-valid': [
    [MCR, 'tls CERT_NOT_YET_VALID'],
    [ECR, 'http 401 application/json'],
  ],
  'extra-trust-broken': [[RELEASES, JSON_OK]],
  'block-page': [
    [MARKET, 'tls SELF_SIGNED_CERT_IN_CHAIN'],
    [APP, OK],
  ],
  'redirect-target-blocked': [
    [DOWNLOADS, 'tcp refuse'],
    [SERVER, 'http 302 to vscode.download.prss.microsoft.com'],
  ],
  'download-cut-short': [
    [CLI, 'http 200 application/octet-stream cut 49152/98304'],
    [RELEASES, JSON_OK],
  ],
  'download-altered': [[CLI, 'http 200 application/octet-stream']],
  'captive-portal': [
    [APP, 'tls SELF_SIGNED_CERT_IN_CHAIN'],
    [MCR, 'tls SELF_SIGNED_CERT_IN_CHAIN'],
  ],
  'download-too-slow': [
    [CLI, 'http 200 application/octet-stream'],
    [RELEASES, JSON_OK],
  ],
  'download-stalls': [
    [RELEASES, JSON_OK],
    [CLI, 'http 200 application/octet-stream'],
  ],
  'answer-unusable': [
    [APP, 'socket hang up'],
    [RELEASES, JSON_OK],
  ],
  'service-path-gone': [
    [RELEASES, 'http 404 text/html'],
    [CLI, 'http 200 application/octet-stream'],
  ],
  'gateway-addresses-drifted': [
    [node(FIRST), ANSWERED],
    [APEX, 'http 200 text/plain'],
  ],
  'service-unhealthy': [
    [RELEASES, 'http 503 text/html'],
    [APP, OK],
  ],
  'service-refuses-client': [
    [RELEASES, 'http 403 text/html'],
    [APP, OK],
  ],
  'challenge-page': [
    [RELEASES, 'http 403 text/html'],
    [APP, OK],
  ],
  'rate-limited': [
    [RELEASES, 'http 429 text/html'],
    [APP, OK],
  ],
  'request-too-large': [
    [RELEASES, 'http 431 text/html'],
    [APP, OK],
  ],
  // The plain client of this test speaks HTTP/1.1.
  'http-version-required': [
    [RELEASES, JSON_OK],
    [APP, OK],
  ],
  'answer-garbled': [
    [RELEASES, JSON_OK],
    [CLI, 'http 200 application/octet-stream'],
  ],
  'gateway-port-blocked': [
    [APEX, 'tcp drop'],
    [{ host: APEX.host }, 'http 200 text/plain'],
    [APP, OK],
    [node(FIRST), ANSWERED],
  ],
  'gateway-subdomains-blocked': [
    [BELOW, 'tls ECONNRESET'],
    [APEX, 'http 200 text/plain'],
  ],
  'gateway-udp-refused': [
    [node(FIRST), 'udp refuse'],
    [APEX, 'http 200 text/plain'],
  ],
  'gateway-udp-silent': [
    [node(FIRST), 'udp drop'],
    [APEX, 'http 200 text/plain'],
  ],
  'gateway-udp-partly-open': [
    [node(SECOND), 'udp drop'],
    [node(FIRST), ANSWERED],
  ],
  'gateway-cannot-use-proxy': [
    [node(FIRST), 'udp drop'],
    [APEX, 'tcp refuse'],
    [through(RELEASES), JSON_OK],
  ],
  'aws-endpoint-blocked': [
    [SSM, 'tcp refuse'],
    [{ host: 'ec2.us-east-1.amazonaws.com' }, 'http 302 to aws.amazon.com'],
  ],
  'aws-endpoint-not-genuine': [
    [SSM, 'tls ERR_TLS_CERT_ALTNAME_INVALID'],
    [{ host: 'ec2.us-east-1.amazonaws.com' }, 'http 302 to aws.amazon.com'],
  ],
  'vpc-endpoint-unreachable': [
    [SSM, 'tcp drop'],
    [{ host: 'ec2.us-east-1.amazonaws.com' }, 'http 302 to aws.amazon.com'],
  ],
  'metadata-unreachable': [[SSM, 'http 404 application/xml']],
  'metadata-hop-limit': [[SSM, 'http 404 application/xml']],
  'aws-credentials-missing': [[SSM, 'http 404 application/xml']],
  'aws-credentials-expired': [[SSM, 'http 404 application/xml']],
  'aws-credentials-invalid': [[SSM, 'http 404 application/xml']],
  'describe-images-denied': [[SSM, 'http 404 application/xml']],
  'denied-by-organization': [[SSM, 'http 404 application/xml']],
  'ami-hidden-by-allowed-images': [[SSM, 'http 404 application/xml']],
  'ami-not-visible': [[SSM, 'http 404 application/xml']],
  'ami-deprecated': [[SSM, 'http 404 application/xml']],
  'launch-denied': [[SSM, 'http 404 application/xml']],
  'launch-needs-parameters': [[SSM, 'http 404 application/xml']],
  'marketplace-terms-open': [[SSM, 'http 404 application/xml']],
  'aws-answer-not-understood': [[SSM, 'http 404 application/xml']],
  'aws-answers-disagree': [[SSM, 'http 404 application/xml']],
  'metadata-through-proxy': [
    [through(RELEASES), JSON_OK],
    [RELEASES, JSON_OK],
  ],
  'aws-custom-endpoint-set': [[SSM, 'http 404 application/xml']],
  'region-unknown': [
    [{ host: 'ssm.us-esat-1.amazonaws.com' }, 'dns ENOTFOUND'],
    [APP, OK],
  ],
  'ssh-config-refused': [[APP, OK]],
  'ssh-alias-unmatched': [[APP, OK]],
  'ssh-include-dead': [[APP, OK]],
  'ssh-setting-overridden': [[APP, OK]],
  'ssh-two-generations': [[APP, OK]],
  'ssh-proxy-command-missing': [[APP, OK]],
  'ssh-port-blocked': [[APP, OK]],
};
