/**
 * The causes, at least two, that each control distinguishes: its result rules some of them out. For failed handshakes, where causes are
 * ruled out step by step, the plan uses this table to decide whether a control is still worth a connection.
 */
import type { FindingName } from '../model/finding-codes.ts';
import type { ControlPurpose } from '../model/probe-request.ts';

export const DISCRIMINATES = {
  'neutral-name': ['name-filtered-in-tls', 'tls-cut-off', 'tls-stalls', 'large-hello-dropped'],
  'port-443': ['gateway-port-blocked', 'proxy-refuses-port', 'port-refused', 'port-dropped', 'path-rejected', 'proxy-refuses-host'],
  'other-host': [
    'proxy-requires-login',
    'proxy-login-for-some-hosts',
    'proxy-refuses-host',
    'proxy-refuses-everything',
    'no-direct-egress',
    'port-dropped',
    'port-refused',
    'path-rejected',
  ],
  'other-route': ['direct-route-blocked', 'no-proxy-incomplete', 'gateway-cannot-use-proxy', 'port-dropped', 'aws-endpoint-blocked'],
  'family-6': ['ipv6-broken', 'port-dropped'],
  'redirect-target': ['tls-intercepted', 'redirect-target-blocked'],
  repeat: [
    ...['name-filtered-in-tls', 'tls-cut-off', 'tls-stalls', 'large-hello-dropped', 'download-cut-short'],
    ...['download-stalls', 'service-unhealthy', 'no-network', 'resolver-silent', 'redirect-target-blocked'],
    ...['packet-loss', 'unexplained-failure'],
  ],
  'small-hello': ['large-hello-dropped', 'tls-stalls'],
  'small-answer': ['tls-stalls', 'large-hello-dropped'],
  'unserved-address': ['transparent-proxy', 'tls-cut-off', 'tls-stalls', 'tls-intercepted', 'block-page'],
  'other-programs-proxy': ['proxy-not-configured', 'no-direct-egress', 'port-refused', 'port-dropped', 'path-rejected'],
  'other-lookup': ['socks-lookup-fails', 'socks-refuses', 'name-not-found'],
  'login-means': ['kerberos-ticket-missing', 'kerberos-ticket-expired', 'proxy-refuses-ticket', 'proxy-login-scheme-unsupported'],
  kdc: ['kerberos-kdc-unreachable', 'kerberos-ticket-missing', 'kerberos-ticket-expired'],
  'login-repeat': ['proxy-login-for-some-hosts', 'proxy-refuses-account', 'proxy-requires-login'],
  'without-login': ['proxy-refuses-account', 'proxy-rejects-credentials'],
  throughput: ['download-too-slow', 'download-stalls', 'download-cut-short'],
  'program-trust': ['tls-intercepted', 'extra-trust-broken'],
  'named-authority': ['tls-intercepted', 'certificate-for-another-name', 'block-page'],
  'other-owner': ['tls-intercepted', 'certificate-for-another-name', 'block-page'],
  'dns-details': [
    'resolver-filters',
    'dnssec-fails',
    'answers-injected',
    'name-not-found',
    'resolver-refuses',
    'name-sinkholed',
    'resolver-silent',
  ],
  'invented-name': ['nxdomain-rewritten', 'name-sinkholed', 'certificate-for-another-name'],
  'other-answer': ['resolver-answers-falsely', 'answers-injected', 'port-refused', 'port-dropped', 'certificate-for-another-name'],
  revocation: ['revocation-unreachable', 'certificate-revoked'],
  'plain-http': ['captive-portal', 'block-page'],
  'packet-loss': ['packet-loss', 'port-dropped', 'resolver-silent', 'download-too-slow'],
  'server-time': ['clock-wrong', 'certificate-expired', 'aws-credentials-expired'],
  'far-end': ['gateway-udp-silent', 'gateway-udp-refused', 'local-firewall-blocks'],
  'home-region': ['aws-credentials-invalid', 'region-unknown'],
  'account-regions': ['region-unknown', 'aws-endpoint-blocked'],
  'where-from': ['metadata-unreachable', 'metadata-hop-limit'],
  'virtual-name': ['ssh-alias-resolves-in-dns', 'ssh-alias-unmatched'],
  'script-entry': ['pac-sends-elsewhere', 'pac-disagrees-with-variables', 'no-direct-egress', 'proxy-not-configured'],
  'lighthouse-name': ['gateway-addresses-drifted', 'gateway-udp-silent', 'gateway-udp-refused', 'gateway-udp-partly-open'],
} as const satisfies Record<ControlPurpose, readonly FindingName[]>;
