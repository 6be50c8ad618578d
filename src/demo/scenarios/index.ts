/** Every scenario, in the order of the codes that they show. */
import type { Scenario } from '../description.ts';
import { amiDeprecated } from './ami-deprecated.ts';
import { amiHiddenByAllowedImages } from './ami-hidden-by-allowed-images.ts';
import { amiNotVisible } from './ami-not-visible.ts';
import { answerGarbled } from './answer-garbled.ts';
import { answerUnusable } from './answer-unusable.ts';
import { answersInjected } from './answers-injected.ts';
import { awsAnswerNotUnderstood } from './aws-answer-not-understood.ts';
import { awsAnswersDisagree } from './aws-answers-disagree.ts';
import { awsCredentialsExpired } from './aws-credentials-expired.ts';
import { awsCredentialsInvalid } from './aws-credentials-invalid.ts';
import { awsCredentialsMissing } from './aws-credentials-missing.ts';
import { awsCustomEndpointSet } from './aws-custom-endpoint-set.ts';
import { awsEndpointBlocked } from './aws-endpoint-blocked.ts';
import { awsEndpointNotGenuine } from './aws-endpoint-not-genuine.ts';
import { blockPage } from './block-page.ts';
import { captivePortal } from './captive-portal.ts';
import { certificateExpired } from './certificate-expired.ts';
import { certificateForAnotherName } from './certificate-for-another-name.ts';
import { certificateNotYetValid } from './certificate-not-yet-valid.ts';
import { certificateRefused } from './certificate-refused.ts';
import { certificateRevoked } from './certificate-revoked.ts';
import { chainIncomplete } from './chain-incomplete.ts';
import { challengePage } from './challenge-page.ts';
import { clientCertificateRequired } from './client-certificate-required.ts';
import { clockWrong } from './clock-wrong.ts';
import { deniedByOrganization } from './denied-by-organization.ts';
import { describeImagesDenied } from './describe-images-denied.ts';
import { directRouteBlocked } from './direct-route-blocked.ts';
import { dnssecFails } from './dnssec-fails.ts';
import { downloadAltered } from './download-altered.ts';
import { downloadCutShort } from './download-cut-short.ts';
import { downloadStalls } from './download-stalls.ts';
import { downloadTooSlow } from './download-too-slow.ts';
import { extraTrustBroken } from './extra-trust-broken.ts';
import { gatewayAddressesDrifted } from './gateway-addresses-drifted.ts';
import { gatewayCannotUseProxy } from './gateway-cannot-use-proxy.ts';
import { gatewayPortBlocked } from './gateway-port-blocked.ts';
import { gatewaySubdomainsBlocked } from './gateway-subdomains-blocked.ts';
import { gatewayUdpPartlyOpen } from './gateway-udp-partly-open.ts';
import { gatewayUdpRefused } from './gateway-udp-refused.ts';
import { gatewayUdpSilent } from './gateway-udp-silent.ts';
import { healthy } from './healthy.ts';
import { httpVersionRequired } from './http-version-required.ts';
import { http2Downgraded } from './http2-downgraded.ts';
import { ipv6Broken } from './ipv6-broken.ts';
import { largeHelloDropped } from './large-hello-dropped.ts';
import { launchDenied } from './launch-denied.ts';
import { launchNeedsParameters } from './launch-needs-parameters.ts';
import { marketplaceTermsOpen } from './marketplace-terms-open.ts';
import { metadataHopLimit } from './metadata-hop-limit.ts';
import { metadataThroughProxy } from './metadata-through-proxy.ts';
import { metadataUnreachable } from './metadata-unreachable.ts';
import { nameFilteredInTls } from './name-filtered-in-tls.ts';
import { nameNotFound } from './name-not-found.ts';
import { nameSinkholed } from './name-sinkholed.ts';
import { noDirectEgress } from './no-direct-egress.ts';
import { noNetwork } from './no-network.ts';
import { noProxyIncomplete } from './no-proxy-incomplete.ts';
import { noProxyReadDifferently } from './no-proxy-read-differently.ts';
import { nxdomainRewritten } from './nxdomain-rewritten.ts';
import { portDropped } from './port-dropped.ts';
import { portRefused } from './port-refused.ts';
import { proxyCannotReachUpstream } from './proxy-cannot-reach-upstream.ts';
import { proxyLoginSchemeUnsupported } from './proxy-login-scheme-unsupported.ts';
import { proxyNotConfigured } from './proxy-not-configured.ts';
import { proxyRefusesEverything } from './proxy-refuses-everything.ts';
import { proxyRefusesHost } from './proxy-refuses-host.ts';
import { proxyRefusesPort } from './proxy-refuses-port.ts';
import { proxyRejectsCredentials } from './proxy-rejects-credentials.ts';
import { proxyRequiresLogin } from './proxy-requires-login.ts';
import { proxyUnreachable } from './proxy-unreachable.ts';
import { proxyVariableInvalid } from './proxy-variable-invalid.ts';
import { proxyVariablesDisagree } from './proxy-variables-disagree.ts';
import { rateLimited } from './rate-limited.ts';
import { redirectTargetBlocked } from './redirect-target-blocked.ts';
import { regionUnknown } from './region-unknown.ts';
import { requestTooLarge } from './request-too-large.ts';
import { resolverAnswersFalsely } from './resolver-answers-falsely.ts';
import { resolverFilters } from './resolver-filters.ts';
import { resolverKnowsNoPublicNames } from './resolver-knows-no-public-names.ts';
import { resolverRefuses } from './resolver-refuses.ts';
import { resolverSilent } from './resolver-silent.ts';
import { resolversDisagree } from './resolvers-disagree.ts';
import { revocationUnreachable } from './revocation-unreachable.ts';
import { servicePathGone } from './service-path-gone.ts';
import { serviceRefusesClient } from './service-refuses-client.ts';
import { serviceUnhealthy } from './service-unhealthy.ts';
import { sshAliasUnmatched } from './ssh-alias-unmatched.ts';
import { sshConfigRefused } from './ssh-config-refused.ts';
import { sshIncludeDead } from './ssh-include-dead.ts';
import { sshPortBlocked } from './ssh-port-blocked.ts';
import { sshProxyCommandMissing } from './ssh-proxy-command-missing.ts';
import { sshSettingOverridden } from './ssh-setting-overridden.ts';
import { sshTwoGenerations } from './ssh-two-generations.ts';
import { tlsAltered } from './tls-altered.ts';
import { tlsCutOff } from './tls-cut-off.ts';
import { tlsIntercepted } from './tls-intercepted.ts';
import { tlsNameNotServed } from './tls-name-not-served.ts';
import { tlsRefusedByPolicy } from './tls-refused-by-policy.ts';
import { tlsSettingsRefused } from './tls-settings-refused.ts';
import { tlsStalls } from './tls-stalls.ts';
import { tlsVersionRefused } from './tls-version-refused.ts';
import { transparentProxy } from './transparent-proxy.ts';
import { vpcEndpointUnreachable } from './vpc-endpoint-unreachable.ts';

export const ALL: readonly Scenario[] = [
  healthy,
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
  clockWrong,
  transparentProxy,
  noDirectEgress,
  proxyRefusesEverything,
  proxyLoginSchemeUnsupported,
  nameNotFound,
  resolverSilent,
  resolverRefuses,
  resolverKnowsNoPublicNames,
  resolverAnswersFalsely,
  resolverFilters,
  dnssecFails,
  answersInjected,
  nxdomainRewritten,
  nameSinkholed,
  resolversDisagree,
  ipv6Broken,
  portRefused,
  portDropped,
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
  chainIncomplete,
  certificateRefused,
  certificateRevoked,
  revocationUnreachable,
  certificateNotYetValid,
  clientCertificateRequired,
  tlsRefusedByPolicy,
  tlsSettingsRefused,
  tlsAltered,
  tlsNameNotServed,
  blockPage,
  captivePortal,
  redirectTargetBlocked,
  downloadCutShort,
  downloadAltered,
  serviceUnhealthy,
  downloadTooSlow,
  downloadStalls,
  serviceRefusesClient,
  answerUnusable,
  servicePathGone,
  challengePage,
  rateLimited,
  requestTooLarge,
  httpVersionRequired,
  answerGarbled,
  gatewayPortBlocked,
  gatewaySubdomainsBlocked,
  gatewayUdpRefused,
  gatewayUdpSilent,
  gatewayUdpPartlyOpen,
  gatewayAddressesDrifted,
  gatewayCannotUseProxy,
  awsEndpointBlocked,
  awsEndpointNotGenuine,
  vpcEndpointUnreachable,
  metadataUnreachable,
  metadataHopLimit,
  metadataThroughProxy,
  awsCustomEndpointSet,
  regionUnknown,
  awsCredentialsMissing,
  awsCredentialsExpired,
  awsCredentialsInvalid,
  describeImagesDenied,
  deniedByOrganization,
  amiHiddenByAllowedImages,
  amiNotVisible,
  amiDeprecated,
  launchDenied,
  launchNeedsParameters,
  marketplaceTermsOpen,
  awsAnswerNotUnderstood,
  awsAnswersDisagree,
  sshConfigRefused,
  sshAliasUnmatched,
  sshIncludeDead,
  sshSettingOverridden,
  sshTwoGenerations,
  sshProxyCommandMissing,
  sshPortBlocked,
];
