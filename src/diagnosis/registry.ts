/** Every rule that exists. Order means nothing: cover orders what they claim. */
import type { Rule } from './rule.ts';
import { noNetwork } from './rules/101-no-network.ts';
import { proxyUnreachable } from './rules/102-proxy-unreachable.ts';
import { proxyRequiresLogin } from './rules/103-proxy-requires-login.ts';
import { proxyRefusesHost } from './rules/104-proxy-refuses-host.ts';
import { proxyRejectsCredentials } from './rules/105-proxy-rejects-credentials.ts';
import { proxyRefusesPort } from './rules/106-proxy-refuses-port.ts';
import { proxyCannotReachUpstream } from './rules/107-proxy-cannot-reach-upstream.ts';
import { proxyNotConfigured } from './rules/108-proxy-not-configured.ts';
import { proxyVariableInvalid } from './rules/109-proxy-variable-invalid.ts';
import { proxyVariablesDisagree } from './rules/110-proxy-variables-disagree.ts';
import { noProxyIncomplete } from './rules/111-no-proxy-incomplete.ts';
import { noProxyReadDifferently } from './rules/112-no-proxy-read-differently.ts';
import { directRouteBlocked } from './rules/113-direct-route-blocked.ts';
import { localFirewallBlocks } from './rules/114-local-firewall-blocks.ts';
import { clockWrong } from './rules/115-clock-wrong.ts';
import { transparentProxy } from './rules/117-transparent-proxy.ts';
import { noDirectEgress } from './rules/118-no-direct-egress.ts';
import { proxyRefusesEverything } from './rules/119-proxy-refuses-everything.ts';
import { proxyLoginSchemeUnsupported } from './rules/120-proxy-login-scheme-unsupported.ts';
import { nameNotFound } from './rules/201-name-not-found.ts';
import { resolverSilent } from './rules/202-resolver-silent.ts';
import { resolverRefuses } from './rules/203-resolver-refuses.ts';
import { nameSinkholed } from './rules/204-name-sinkholed.ts';
import { resolversDisagree } from './rules/205-resolvers-disagree.ts';
import { ipv6Broken } from './rules/206-ipv6-broken.ts';
import { portRefused } from './rules/301-port-refused.ts';
import { portDropped } from './rules/302-port-dropped.ts';
import { pathRejected } from './rules/303-path-rejected.ts';
import { nameFilteredInTls } from './rules/304-name-filtered-in-tls.ts';
import { tlsCutOff } from './rules/305-tls-cut-off.ts';
import { tlsStalls } from './rules/306-tls-stalls.ts';
import { tlsIntercepted } from './rules/307-tls-intercepted.ts';
import { certificateExpired } from './rules/308-certificate-expired.ts';
import { certificateForAnotherName } from './rules/309-certificate-for-another-name.ts';
import { tlsVersionRefused } from './rules/310-tls-version-refused.ts';
import { extraTrustBroken } from './rules/311-extra-trust-broken.ts';
import { largeHelloDropped } from './rules/312-large-hello-dropped.ts';
import { http2Downgraded } from './rules/313-http2-downgraded.ts';
import { blockPage } from './rules/401-block-page.ts';
import { captivePortal } from './rules/402-captive-portal.ts';
import { redirectTargetBlocked } from './rules/403-redirect-target-blocked.ts';
import { downloadCutShort } from './rules/404-download-cut-short.ts';
import { downloadAltered } from './rules/405-download-altered.ts';
import { serviceUnhealthy } from './rules/406-service-unhealthy.ts';
import { downloadTooSlow } from './rules/407-download-too-slow.ts';
import { proxyAltersHeaders } from './rules/408-proxy-alters-headers.ts';
import { serviceRefusesClient } from './rules/409-service-refuses-client.ts';
import { answerUnusable } from './rules/410-answer-unusable.ts';
import { servicePathGone } from './rules/411-service-path-gone.ts';
import { gatewayPortBlocked } from './rules/501-gateway-port-blocked.ts';
import { gatewaySubdomainsBlocked } from './rules/502-gateway-subdomains-blocked.ts';
import { gatewayUdpRefused } from './rules/503-gateway-udp-refused.ts';
import { gatewayUdpSilent } from './rules/504-gateway-udp-silent.ts';
import { gatewayUdpPartlyOpen } from './rules/505-gateway-udp-partly-open.ts';
import { gatewayAddressesDrifted } from './rules/506-gateway-addresses-drifted.ts';
import { gatewayNotNeeded } from './rules/507-gateway-not-needed.ts';
import { gatewayCannotUseProxy } from './rules/508-gateway-cannot-use-proxy.ts';
import { awsEndpointBlocked } from './rules/601-aws-endpoint-blocked.ts';
import { awsEndpointNotGenuine } from './rules/602-aws-endpoint-not-genuine.ts';
import { vpcEndpointUnreachable } from './rules/603-vpc-endpoint-unreachable.ts';
import { UNEXPLAINED } from './rules/901-unexplained-failure.ts';
import { probeCrashed } from './rules/902-probe-crashed.ts';
import { deadlineReached } from './rules/903-deadline-reached.ts';
import { measuredFromElsewhere } from './rules/904-measured-from-elsewhere.ts';

export const RULES: readonly Rule[] = [
  noNetwork,
  proxyUnreachable,
  proxyRequiresLogin,
  proxyRefusesHost,
  proxyRejectsCredentials,
  proxyRefusesPort,
  proxyCannotReachUpstream,
  proxyNotConfigured,
  proxyVariableInvalid,
  proxyVariablesDisagree,
  noProxyIncomplete,
  noProxyReadDifferently,
  directRouteBlocked,
  localFirewallBlocks,
  clockWrong,
  transparentProxy,
  noDirectEgress,
  proxyRefusesEverything,
  proxyLoginSchemeUnsupported,
  nameNotFound,
  resolverSilent,
  resolverRefuses,
  nameSinkholed,
  resolversDisagree,
  ipv6Broken,
  portRefused,
  portDropped,
  pathRejected,
  nameFilteredInTls,
  tlsCutOff,
  tlsStalls,
  tlsIntercepted,
  certificateExpired,
  certificateForAnotherName,
  tlsVersionRefused,
  extraTrustBroken,
  largeHelloDropped,
  http2Downgraded,
  blockPage,
  captivePortal,
  redirectTargetBlocked,
  downloadCutShort,
  downloadAltered,
  serviceUnhealthy,
  downloadTooSlow,
  proxyAltersHeaders,
  serviceRefusesClient,
  answerUnusable,
  servicePathGone,
  gatewayPortBlocked,
  gatewaySubdomainsBlocked,
  gatewayUdpRefused,
  gatewayUdpSilent,
  gatewayUdpPartlyOpen,
  gatewayAddressesDrifted,
  gatewayNotNeeded,
  gatewayCannotUseProxy,
  awsEndpointBlocked,
  awsEndpointNotGenuine,
  vpcEndpointUnreachable,
  UNEXPLAINED,
  probeCrashed,
  deadlineReached,
  measuredFromElsewhere,
];
