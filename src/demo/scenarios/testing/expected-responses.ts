/** What each scenario answers to a plain socket: the first line is the fault, the other lines show that its surroundings work. */
import type { Url } from '../../testing/raw-client.ts';
import type { ScenarioName } from '../index.ts';
import { PROXY, SOCKS } from '../parts.ts';

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

export type Target = Url | { node: string } | ({ through: true; authorization?: string } & Url);
const through = (url: Url, authorization?: string): Target => ({
  through: true,
  ...url,
  ...(authorization === undefined ? {} : { authorization }),
});
const node = (address: string): Target => ({ node: address });

/** A v1 message for the tunnel 0x01020304, and the `recv_error` that reports it as unknown. */
export const STRAY = Buffer.from('11000000010203040000000000000000', 'hex');
const ANSWERED = 'udp 12000000010203040000000000000000';

const OK = 'http 200 text/html';
const JSON_OK = 'http 200 application/json';
const FIRST = '35.171.240.32';
const SECOND = '13.216.138.24';

const DOMAIN: Url = { host: 'runner.example.com' };
const BELOW_DOMAIN: Url = { host: 'gitpod-doctor.runner.example.com' };
const GOOGLE_API: Url = { host: 'compute.googleapis.com' };
const GOOGLE_IMAGES: Url = { host: 'us-docker.pkg.dev', path: '/v2/' };

/** The server of the proxy script, which has no TLS. */
const SCRIPT: Url = { host: 'wpad.example.internal', port: 80 };
const IN_CLEAR = 'tls ERR_SSL_WRONG_VERSION_NUMBER';

type Expected = readonly [Target, string];
/** The responses of hosts without a fault. */
const APP_OK: Expected = [APP, OK];
const RELEASES_OK: Expected = [RELEASES, JSON_OK];
const APEX_OK: Expected = [APEX, 'http 200 text/plain'];
const MCR_OK: Expected = [MCR, 'http 200 application/vnd.oci.image.index.v1+json'];
const ECR_OK: Expected = [ECR, 'http 401 application/json'];
const SSM_OK: Expected = [SSM, 'http 404 application/xml'];
const THROUGH_OK: Expected = [through(RELEASES), JSON_OK];
const NODE_OK: Expected = [node(FIRST), ANSWERED];
const EC2_OK: Expected = [{ host: 'ec2.us-east-1.amazonaws.com' }, 'http 302 to aws.amazon.com'];
const CLI_OK: Expected = [CLI, 'http 200 application/octet-stream'];

export const EXPECTED_RESPONSES: Readonly<Record<ScenarioName, readonly Expected[]>> = {
  healthy: [
    APP_OK,
    RELEASES_OK,
    APEX_OK,
    [BELOW, 'http 200 text/plain'],
    [SERVER, 'http 302 to vscode.download.prss.microsoft.com'],
    MCR_OK,
    ECR_OK,
    SSM_OK,
    [{ host: 'registry.example.com' }, OK],
    NODE_OK,
  ],
  'no-network': [
    [APP, 'dns ETIMEOUT'],
    [node(FIRST), 'udp drop'],
  ],
  'proxy-unreachable': [[{ host: PROXY.host, port: PROXY.port }, 'tcp refuse'], APP_OK, SSM_OK],
  'proxy-requires-login': [[through(RELEASES), 'tunnel 407 Basic'], APP_OK, [RELEASES, 'tcp refuse']],
  'proxy-refuses-host': [
    [through(RELEASES), 'tunnel 403'],
    [through(ECR), 'http 401 application/json'],
  ],
  'proxy-rejects-credentials': [
    [through(RELEASES, `Basic ${btoa('svc-runner:autumn-2025')}`), 'tunnel 407 Basic'],
    [through(RELEASES, `Basic ${btoa('svc-runner:winter-2026')}`), JSON_OK],
  ],
  'proxy-refuses-port': [[through(APEX), 'tunnel 403'], THROUGH_OK, APEX_OK, NODE_OK],
  'proxy-cannot-reach-upstream': [[through(RELEASES), 'tunnel 503'], APP_OK],
  'proxy-variable-invalid': [RELEASES_OK, APEX_OK],
  'no-proxy-incomplete': [[through(SSM), 'http 404 application/xml'], SSM_OK],
  'clock-wrong': [[APP, 'http 200 text/html dated 2 h ahead']],
  'proxy-not-configured': [THROUGH_OK, [RELEASES, 'tcp refuse']],
  'no-proxy-read-differently': [THROUGH_OK, APP_OK],
  'direct-route-blocked': [[SSM, 'tcp refuse'], [through(SSM), 'http 404 application/xml'], APP_OK],
  'transparent-proxy': [[ECR, 'tls ECONNRESET'], MCR_OK],
  'large-hello-dropped': [[ECR, 'tls silence'], MCR_OK],
  'no-direct-egress': [
    [APP, 'tcp drop'],
    [node(FIRST), 'udp drop'],
  ],
  'proxy-refuses-everything': [[through(RELEASES), 'tunnel 403'], [through(MCR), 'tunnel 403'], APP_OK],
  'proxy-login-scheme-unsupported': [[through(RELEASES), 'tunnel 407 Negotiate NTLM']],
  'proxy-refuses-account': [
    [through(RELEASES, `Basic ${btoa('svc-runner:autumn-2025')}`), 'tunnel 407 Basic'],
    [through(MCR, `Basic ${btoa('svc-runner:autumn-2025')}`), MCR_OK[1]],
    [through(MCR), 'tunnel 407 Basic'],
  ],
  'proxy-login-for-some-hosts': [
    [through(RELEASES), 'tunnel 407 Basic'],
    [through(MCR), MCR_OK[1]],
  ],
  'kerberos-ticket-missing': [[through(RELEASES), 'tunnel 407 Negotiate'], APP_OK],
  'kerberos-ticket-expired': [[through(RELEASES), 'tunnel 407 Negotiate'], APP_OK],
  'kerberos-kdc-unreachable': [[through(RELEASES), 'tunnel 407 Negotiate'], APP_OK],
  'socks-refuses': [[{ host: SOCKS.host, port: SOCKS.port }, 'tls ECONNRESET'], APP_OK],
  'socks-lookup-fails': [[RELEASES, 'dns ENOTFOUND'], APP_OK],
  'pac-unreachable': [[SCRIPT, 'tcp refuse'], APP_OK],
  'pac-not-a-script': [[SCRIPT, IN_CLEAR], APP_OK],
  'pac-broken': [[SCRIPT, IN_CLEAR], APP_OK],
  'pac-never-ends': [[SCRIPT, IN_CLEAR], APP_OK],
  'pac-sends-elsewhere': [[{ host: PROXY.host, port: PROXY.port }, 'tcp refuse'], APP_OK],
  'wpad-answered-by-another': [[{ host: 'wpad.example.com', port: 80 }, IN_CLEAR], APP_OK],
  'pac-disagrees-with-variables': [[APP, 'tcp refuse'], THROUGH_OK],
  'proxy-variables-disagree': [THROUGH_OK, [{ host: 'proxy-old.example.internal', port: PROXY.port }, 'tls ERR_SSL_WRONG_VERSION_NUMBER']],
  'ipv6-broken': [APP_OK],
  'tls-version-refused': [[ECR, 'tls ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION'], MCR_OK],
  'client-certificate-required': [[MARKET, 'tls ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED'], APP_OK],
  'tls-refused-by-policy': [[ECR, 'tls ERR_SSL_TLSV1_ALERT_ACCESS_DENIED'], MCR_OK],
  'tls-settings-refused': [[ECR, 'tls ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE'], MCR_OK],
  'tls-altered': [[ECR, 'tls ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC'], MCR_OK],
  'tls-name-not-served': [[ECR, 'tls ERR_SSL_TLSV1_UNRECOGNIZED_NAME'], MCR_OK],
  'tls-stalls': [[ECR, 'tls silence']],
  'name-not-found': [[ECR, 'dns ENOTFOUND'], MCR_OK],
  'resolver-silent': [[APP, 'dns ETIMEOUT'], NODE_OK],
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
  'resolvers-disagree': [[ECR, 'dns ENOTFOUND'], MCR_OK],
  'name-sinkholed': [[APP, 'tcp refuse'], CLI_OK],
  'port-refused': [[MCR, 'tcp refuse'], ECR_OK],
  'port-dropped': [[ECR, 'tcp drop'], MCR_OK],
  'name-filtered-in-tls': [[ECR, 'tls ECONNRESET'], MCR_OK],
  'tls-cut-off': [[APP, 'tls ECONNRESET'], [APEX, 'tls ECONNRESET'], NODE_OK],
  'tls-intercepted': [
    [APP, 'tls SELF_SIGNED_CERT_IN_CHAIN'],
    [MARKET, 'tls SELF_SIGNED_CERT_IN_CHAIN'],
  ],
  'http2-downgraded': [
    [APP, 'tls SELF_SIGNED_CERT_IN_CHAIN'],
    [RELEASES, 'tls SELF_SIGNED_CERT_IN_CHAIN'],
  ],
  'certificate-expired': [[RELEASES, 'tls CERT_HAS_EXPIRED'], APP_OK],
  'certificate-for-another-name': [[MCR, 'tls ERR_TLS_CERT_ALTNAME_INVALID'], ECR_OK],
  'chain-incomplete': [[RELEASES, 'tls UNABLE_TO_VERIFY_LEAF_SIGNATURE'], APP_OK],
  'certificate-refused': [[MCR, 'tls UNSPECIFIED'], ECR_OK],
  // A plain socket does not request stapling.
  'certificate-revoked': [[MARKET, OK], APP_OK],
  'revocation-unreachable': [[{ host: 'ocsp.demo-trust.example', port: 80 }, 'tcp drop'], APP_OK],
  'certificate-not-yet-valid': [[MCR, 'tls CERT_NOT_YET_VALID'], ECR_OK],
  'extra-trust-broken': [RELEASES_OK],
  'block-page': [[MARKET, 'tls SELF_SIGNED_CERT_IN_CHAIN'], APP_OK],
  'redirect-target-blocked': [
    [DOWNLOADS, 'tcp refuse'],
    [SERVER, 'http 302 to vscode.download.prss.microsoft.com'],
  ],
  'download-cut-short': [[CLI, 'http 200 application/octet-stream cut 49152/98304'], RELEASES_OK],
  'download-altered': [CLI_OK],
  'captive-portal': [
    [APP, 'tls SELF_SIGNED_CERT_IN_CHAIN'],
    [MCR, 'tls SELF_SIGNED_CERT_IN_CHAIN'],
  ],
  'download-too-slow': [CLI_OK, RELEASES_OK],
  'download-stalls': [RELEASES_OK, CLI_OK],
  'answer-unusable': [[APP, 'socket hang up'], RELEASES_OK],
  'service-path-gone': [[RELEASES, 'http 404 text/html'], CLI_OK],
  'gateway-addresses-drifted': [NODE_OK, APEX_OK],
  'service-unhealthy': [[RELEASES, 'http 503 text/html'], APP_OK],
  'service-refuses-client': [[RELEASES, 'http 403 text/html'], APP_OK],
  'challenge-page': [[RELEASES, 'http 403 text/html'], APP_OK],
  'rate-limited': [[RELEASES, 'http 429 text/html'], APP_OK],
  'request-too-large': [[RELEASES, 'http 431 text/html'], APP_OK],
  // The plain client of this test speaks HTTP/1.1.
  'http-version-required': [RELEASES_OK, APP_OK],
  'answer-garbled': [RELEASES_OK, CLI_OK],
  'gateway-port-blocked': [[APEX, 'tcp drop'], [{ host: APEX.host }, 'http 200 text/plain'], APP_OK, NODE_OK],
  'gateway-subdomains-blocked': [[BELOW, 'tls ECONNRESET'], APEX_OK],
  'gateway-udp-refused': [[node(FIRST), 'udp refuse'], APEX_OK],
  'gateway-udp-silent': [[node(FIRST), 'udp drop'], APEX_OK],
  'gateway-udp-partly-open': [[node(SECOND), 'udp drop'], NODE_OK],
  'gateway-cannot-use-proxy': [[node(FIRST), 'udp drop'], [APEX, 'tcp refuse'], THROUGH_OK],
  'aws-endpoint-blocked': [[SSM, 'tcp refuse'], EC2_OK],
  'aws-endpoint-not-genuine': [[SSM, 'tls ERR_TLS_CERT_ALTNAME_INVALID'], EC2_OK],
  'vpc-endpoint-unreachable': [[SSM, 'tcp drop'], EC2_OK],
  'metadata-unreachable': [SSM_OK],
  'metadata-hop-limit': [SSM_OK],
  'google-metadata-unreachable': [APP_OK],
  'google-account-missing': [APP_OK],
  'aws-credentials-missing': [SSM_OK],
  'aws-credentials-expired': [SSM_OK],
  'aws-credentials-invalid': [SSM_OK],
  'describe-images-denied': [SSM_OK],
  'denied-by-organization': [SSM_OK],
  'ami-hidden-by-allowed-images': [SSM_OK],
  'ami-not-visible': [SSM_OK],
  'ami-deprecated': [SSM_OK],
  'launch-denied': [SSM_OK],
  'launch-needs-parameters': [SSM_OK],
  'marketplace-terms-open': [SSM_OK],
  'aws-answer-not-understood': [SSM_OK],
  'aws-role-denied': [SSM_OK],
  'aws-answers-disagree': [SSM_OK],
  'metadata-through-proxy': [THROUGH_OK, RELEASES_OK],
  'aws-custom-endpoint-set': [SSM_OK],
  'region-unknown': [[{ host: 'ssm.us-esat-1.amazonaws.com' }, 'dns ENOTFOUND'], APP_OK],
  'aws-2026-healthy': [[DOMAIN, OK], [BELOW_DOMAIN, OK], APP_OK],
  'aws-2026-domain-not-in-dns': [[DOMAIN, 'dns ENOTFOUND'], APP_OK],
  'aws-2026-certificate-without-wildcard': [[BELOW_DOMAIN, 'tls ERR_TLS_CERT_ALTNAME_INVALID'], [DOMAIN, OK], APP_OK],
  'aws-2026-domain-blocked': [[DOMAIN, 'tcp drop'], [BELOW_DOMAIN, 'tcp drop'], APP_OK],
  'aws-2026-ecr-api-blocked': [[{ host: 'api.ecr.us-east-1.amazonaws.com' }, 'tcp refuse'], SSM_OK],
  'aws-2026-layers-blocked': [[{ host: 'prod-us-east-1-starport-layer-bucket.s3.us-east-1.amazonaws.com' }, 'tcp refuse'], SSM_OK],
  'aws-2026-logs-blocked': [[{ host: 'logs.us-east-1.amazonaws.com' }, 'tcp refuse'], SSM_OK],
  'aws-2026-intercepted': [[DOMAIN, 'tls SELF_SIGNED_CERT_IN_CHAIN']],
  'aws-2026-measured-as-document': [[APEX, 'tcp refuse'], [node(FIRST), 'udp refuse'], APP_OK],
  'aws-2026-shown-by-its-variables': [[{ host: 'api.ecr.us-east-1.amazonaws.com' }, 'tcp refuse'], SSM_OK],
  'aws-2026-without-signs': [[{ host: 'api.ecr.us-east-1.amazonaws.com' }, 'tcp refuse'], SSM_OK],
  'aws-2026-environment-ssh-blocked': [APP_OK],
  'aws-2026-not-known': [[APEX, 'tcp refuse'], APP_OK],
  'gcp-2026-healthy': [[DOMAIN, OK], [GOOGLE_API, OK], [GOOGLE_IMAGES, 'http 401 application/json'], APP_OK],
  'gcp-2026-domain-not-in-dns': [[DOMAIN, 'dns ENOTFOUND'], APP_OK],
  'gcp-2026-certificate-without-wildcard': [[BELOW_DOMAIN, 'tls ERR_TLS_CERT_ALTNAME_INVALID'], [DOMAIN, OK], APP_OK],
  'gcp-2026-domain-blocked': [[DOMAIN, 'tcp drop'], [BELOW_DOMAIN, 'tcp drop'], APP_OK],
  'gcp-2026-images-blocked': [
    [GOOGLE_IMAGES, 'tcp refuse'],
    [GOOGLE_API, OK],
  ],
  'gcp-2026-apis-blocked': [[GOOGLE_API, 'tcp drop'], APP_OK],
  'gcp-2026-metadata-unreachable': [
    [{ host: 'metadata.google.internal', port: 80 }, 'tcp drop'],
    [GOOGLE_API, OK],
  ],
  'gcp-2026-environment-ports-open': [[GOOGLE_API, OK], APP_OK],
  'gcp-2026-environment-port-refused': [[GOOGLE_API, OK], APP_OK],
  'gcp-2026-intercepted': [[DOMAIN, 'tls SELF_SIGNED_CERT_IN_CHAIN']],
  'gcp-2026-measured-as-aws': [[SSM, 'tcp refuse'], APP_OK],
  'document-measured-from-a-laptop': [
    [{ host: 'releases.gitpod.io', path: '/cli/stable/gitpod-linux-amd64.exe' }, 'http 404 text/html'],
    CLI_OK,
  ],
  'document-measured-as-aws-2026': [[{ host: 'api.ecr.us-east-1.amazonaws.com' }, 'tcp refuse'], SSM_OK],
  'ssh-config-refused': [APP_OK],
  'ssh-alias-unmatched': [APP_OK],
  'ssh-client-missing': [APP_OK],
  'ssh-include-dead': [APP_OK],
  'ssh-setting-overridden': [APP_OK],
  'ssh-two-generations': [APP_OK],
  'ssh-proxy-command-missing': [APP_OK],
  'ssh-port-blocked': [APP_OK],
};
