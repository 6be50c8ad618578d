/**
 * Which findings a kind of failure can turn out to be, the likeliest first. A message proves none of them: they are
 * where to look, and the walk measures.
 */
import type { FailureKind } from '../failure.ts';
import type { FindingName } from '../finding-codes.ts';
import type { Place } from './places.ts';

const REFUSED_BY_PROXY: readonly FindingName[] = ['proxy-refuses-host', 'proxy-refuses-port', 'proxy-refuses-everything'];
const RESOLVER: readonly FindingName[] = ['resolver-refuses', 'resolver-silent', 'name-not-found'];
const CUT_OFF: readonly FindingName[] = ['name-filtered-in-tls', 'tls-cut-off'];
const FOREIGN_ANSWER: readonly FindingName[] = ['block-page', 'captive-portal'];

const OF_KIND = {
  'dns.nxdomain': ['name-not-found', 'resolver-knows-no-public-names', 'resolvers-disagree'],
  'dns.no-data': ['name-not-found'],
  'dns.servfail': RESOLVER,
  'dns.refused': RESOLVER,
  'dns.timeout': ['resolver-silent', 'no-network'],
  'dns.malformed': ['resolver-refuses'],
  'dns.unavailable': ['resolver-silent', 'resolver-refuses', 'no-network'],
  'tcp.refused': ['port-refused', 'no-direct-egress', 'name-sinkholed'],
  'tcp.timeout': ['port-dropped', 'no-direct-egress', 'proxy-not-configured'],
  'tcp.unreachable': ['path-rejected', 'no-network', 'ipv6-broken'],
  'tcp.prohibited': ['path-rejected', 'local-firewall-blocks'],
  'tcp.reset': ['port-refused', 'tls-cut-off'],
  'tcp.local-denied': ['local-firewall-blocks'],
  'tcp.no-address': ['no-network', 'ipv6-broken'],
  'tcp.aborted': ['local-firewall-blocks'],
  'tunnel.407': ['proxy-requires-login', 'proxy-rejects-credentials', 'proxy-login-scheme-unsupported'],
  'tunnel.4xx': REFUSED_BY_PROXY,
  'tunnel.5xx': ['proxy-cannot-reach-upstream'],
  'tunnel.unexpected-status': [...REFUSED_BY_PROXY, 'captive-portal'],
  'tunnel.closed': [...REFUSED_BY_PROXY, 'proxy-unreachable'],
  'tunnel.reset': [...REFUSED_BY_PROXY, 'proxy-unreachable'],
  'tunnel.timeout': ['proxy-cannot-reach-upstream', 'proxy-unreachable'],
  'tunnel.not-http': ['proxy-variable-invalid', 'proxy-refuses-everything'],
  'tls.reset': CUT_OFF,
  'tls.closed': CUT_OFF,
  'tls.timeout': ['tls-stalls', 'large-hello-dropped'],
  'tls.not-tls': FOREIGN_ANSWER,
  'tls.protocol-version': ['tls-version-refused'],
  'tls.alert': ['tls-settings-refused', 'client-certificate-required', 'tls-name-not-served'],
  'tls.client-certificate': ['client-certificate-required'],
  'tls.access-denied': ['tls-refused-by-policy'],
  'tls.insufficient-security': ['tls-settings-refused'],
  'tls.internal-error': ['tls-name-not-served'],
  'tls.inappropriate-fallback': ['tls-altered', 'tls-version-refused'],
  'tls.unrecognized-name': ['tls-name-not-served', 'name-sinkholed'],
  'tls.certificate-status': ['tls-settings-refused'],
  'tls.no-application-protocol': ['tls-settings-refused'],
  'tls.ech-required': ['tls-settings-refused'],
  'tls.legacy-renegotiation': ['tls-settings-refused'],
  'tls.small-dh': ['tls-settings-refused'],
  'tls.bad-record-mac': ['tls-altered'],
  'tls.malformed': ['tls-altered'],
  'tls.expired': ['certificate-expired', 'clock-wrong', 'tls-intercepted'],
  'tls.not-yet-valid': ['clock-wrong', 'certificate-not-yet-valid'],
  'tls.name-mismatch': ['certificate-for-another-name', 'name-sinkholed', 'captive-portal'],
  'tls.self-signed': ['tls-intercepted', 'captive-portal'],
  'tls.unknown-issuer': ['tls-intercepted', 'extra-trust-broken', 'chain-incomplete'],
  'tls.bad-certificate': ['tls-intercepted', 'certificate-refused', 'extra-trust-broken'],
  'tls.incomplete-chain': ['chain-incomplete', 'tls-intercepted'],
  'tls.key-too-small': ['certificate-refused'],
  'tls.weak-signature': ['certificate-refused'],
  'tls.name-constraints': ['certificate-refused'],
  'tls.path-length': ['certificate-refused'],
  'tls.invalid-ca': ['certificate-refused'],
  'tls.invalid-purpose': ['certificate-refused'],
  'tls.revoked': ['certificate-revoked'],
  'http.timeout': ['service-unhealthy', 'tls-stalls'],
  'http.reset': ['download-cut-short', 'block-page'],
  'http.closed': ['download-cut-short', 'block-page'],
  'http.not-http': FOREIGN_ANSWER,
  'http.status': ['service-refuses-client', 'proxy-refuses-host', 'service-unhealthy', 'block-page', 'challenge-page'],
  'http.truncated': ['download-cut-short'],
  'http.checksum': ['download-altered'],
  'http.redirect': ['redirect-target-blocked', 'captive-portal'],
  'http.version-required': ['http-version-required'],
  'http.encoding': ['answer-garbled'],
  'udp.silent': ['gateway-udp-silent'],
  'udp.refused': ['gateway-udp-refused'],
  'udp.rejected': ['path-rejected'],
  'udp.local-denied': ['local-firewall-blocks'],
  'udp.no-route': ['no-network'],
  'udp.unexpected-reply': ['gateway-udp-partly-open'],
  'ssh.client-missing': ['ssh-client-missing'],
  'ssh.config-refused': ['ssh-config-refused'],
  'ssh.config-timeout': ['ssh-config-refused'],
  'ssh.unresolved': ['ssh-alias-unmatched', 'ssh-include-dead'],
  'ssh.banner-timeout': ['ssh-port-silent', 'ssh-cut-after-banner'],
  'ssh.banner-closed': ['ssh-port-blocked', 'ssh-answered-by-something-else'],
  'ssh.banner-reset': ['ssh-port-blocked', 'ssh-cut-after-banner'],
  'ssh.not-ssh': ['ssh-answered-by-something-else'],
  'ssh.cut-after-banner': ['ssh-cut-after-banner'],
  'ssh.kex-timeout': ['ssh-cut-after-banner'],
  'ssh.no-common-algorithm': ['ssh-no-common-algorithm'],
  'ssh.host-key-changed': ['ssh-host-key-changed'],
  'ssh.host-key-unknown': ['ssh-host-key-unknown'],
  'ssh.permission-denied': ['ssh-login-refused', 'ssh-identity-unusable'],
  'ssh.key-too-open': ['ssh-identity-unusable'],
  'ssh.key-missing': ['ssh-identity-unusable'],
  'ssh.key-locked': ['ssh-identity-unusable'],
  'ssh.too-many-keys': ['ssh-too-many-keys'],
  'ssh.proxy-command-missing': ['ssh-proxy-command-missing'],
  'ssh.proxy-command-failed': ['ssh-proxy-command-fails'],
  'ssh.proxy-command-timeout': ['ssh-proxy-command-fails'],
  'ssh.control-path': ['ssh-control-path-unusable'],
  'ssh.session-failed': ['ssh-login-refused'],
  'aws.no-credentials': ['aws-credentials-missing'],
  'aws.sso-expired': ['aws-credentials-expired'],
  'aws.expired': ['aws-credentials-expired', 'clock-wrong'],
  'aws.invalid-key': ['aws-credentials-invalid', 'region-unknown'],
  'aws.invalid-signature': ['aws-credentials-invalid', 'clock-wrong'],
  'aws.auth-failure': ['aws-credentials-invalid', 'region-unknown'],
  'aws.not-authorized-for-image': ['ami-not-visible'],
  'aws.image-not-found': ['ami-hidden-by-allowed-images', 'ami-not-visible'],
  'aws.unauthorized': ['denied-by-organization', 'describe-images-denied', 'launch-denied', 'aws-role-denied'],
  'aws.opt-in-required': ['marketplace-terms-open', 'region-unknown'],
  'aws.region-disabled': ['region-unknown'],
  'aws.throttled': [],
  'aws.parameter': ['launch-needs-parameters'],
  'aws.server-error': ['service-unhealthy'],
  'aws.not-understood': ['aws-answer-not-understood'],
  'aws.not-aws': ['aws-answer-not-understood', 'aws-endpoint-not-genuine'],
  'aws.in-clear': ['aws-custom-endpoint-set'],
  'aws.clock': ['clock-wrong'],
  'machine.no-descriptors': ['machine-starved'],
  'machine.no-memory': ['machine-starved'],
  'machine.no-processes': ['machine-starved'],
  'machine.starved': ['machine-starved'],
  'probe.deadline': [],
  unclassified: [],
} as const satisfies Record<FailureKind, readonly FindingName[]>;

/** Nothing about the target can be said while its proxy is the far end that failed. */
const AT_PROXY: Partial<Record<FailureKind, readonly FindingName[]>> = {
  'tls.not-tls': ['proxy-variable-invalid', 'proxy-unreachable'],
};

export function likelyFindings(kind: FailureKind, peer: 'target' | 'proxy', place: Place | null): FindingName[] {
  if (kind.startsWith('tunnel.')) return unique([...(place?.throughProxy ?? []), ...OF_KIND[kind]]);
  if (peer === 'proxy') return unique(AT_PROXY[kind] ?? ['proxy-unreachable']);
  return unique([...(place?.unreachable(kind) ?? []), ...OF_KIND[kind]]);
}

function unique(names: readonly FindingName[]): FindingName[] {
  return [...new Set(names)];
}
