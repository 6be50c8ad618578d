/** Every rule. The order has no meaning, because cover orders the claims. */

import { noNetwork } from './101-no-network.ts';
import { proxyUnreachable } from './102-proxy-unreachable.ts';
import { proxyRequiresLogin } from './103-proxy-requires-login.ts';
import { proxyRefusesHost } from './104-proxy-refuses-host.ts';
import { proxyRejectsCredentials } from './105-proxy-rejects-credentials.ts';
import { proxyRefusesPort } from './106-proxy-refuses-port.ts';
import { proxyCannotReachUpstream } from './107-proxy-cannot-reach-upstream.ts';
import { proxyNotConfigured } from './108-proxy-not-configured.ts';
import { proxyVariableInvalid } from './109-proxy-variable-invalid.ts';
import { proxyVariablesDisagree } from './110-proxy-variables-disagree.ts';
import { noProxyIncomplete } from './111-no-proxy-incomplete.ts';
import { noProxyReadDifferently } from './112-no-proxy-read-differently.ts';
import { directRouteBlocked } from './113-direct-route-blocked.ts';
import { localFirewallBlocks } from './114-local-firewall-blocks.ts';
import { clockWrong } from './115-clock-wrong.ts';
import { transparentProxy } from './117-transparent-proxy.ts';
import { noDirectEgress } from './118-no-direct-egress.ts';
import { proxyRefusesEverything } from './119-proxy-refuses-everything.ts';
import { proxyLoginSchemeUnsupported } from './120-proxy-login-scheme-unsupported.ts';
import { nameNotFound } from './201-name-not-found.ts';
import { resolverSilent } from './202-resolver-silent.ts';
import { resolverRefuses } from './203-resolver-refuses.ts';
import { nameSinkholed } from './204-name-sinkholed.ts';
import { resolversDisagree } from './205-resolvers-disagree.ts';
import { ipv6Broken } from './206-ipv6-broken.ts';
import { resolverKnowsNoPublicNames } from './207-resolver-knows-no-public-names.ts';
import { resolverAnswersFalsely } from './208-resolver-answers-falsely.ts';
import { resolverFilters } from './209-resolver-filters.ts';
import { dnssecFails } from './210-dnssec-fails.ts';
import { answersInjected } from './211-answers-injected.ts';
import { nxdomainRewritten } from './212-nxdomain-rewritten.ts';
import { portRefused } from './301-port-refused.ts';
import { portDropped } from './302-port-dropped.ts';
import { pathRejected } from './303-path-rejected.ts';
import { nameFilteredInTls } from './304-name-filtered-in-tls.ts';
import { tlsCutOff } from './305-tls-cut-off.ts';
import { tlsStalls } from './306-tls-stalls.ts';
import { tlsIntercepted } from './307-tls-intercepted.ts';
import { certificateExpired } from './308-certificate-expired.ts';
import { certificateForAnotherName } from './309-certificate-for-another-name.ts';
import { tlsVersionRefused } from './310-tls-version-refused.ts';
import { extraTrustBroken } from './311-extra-trust-broken.ts';
import { largeHelloDropped } from './312-large-hello-dropped.ts';
import { http2Downgraded } from './313-http2-downgraded.ts';
import { packetLoss } from './314-packet-loss.ts';
import { chainIncomplete } from './316-chain-incomplete.ts';
import { certificateRefused } from './317-certificate-refused.ts';
import { certificateRevoked } from './318-certificate-revoked.ts';
import { revocationUnreachable } from './319-revocation-unreachable.ts';
import { certificateNotYetValid } from './320-certificate-not-yet-valid.ts';
import { clientCertificateRequired } from './321-client-certificate-required.ts';
import { tlsRefusedByPolicy } from './322-tls-refused-by-policy.ts';
import { tlsSettingsRefused } from './323-tls-settings-refused.ts';
import { tlsAltered } from './324-tls-altered.ts';
import { tlsNameNotServed } from './325-tls-name-not-served.ts';
import { blockPage } from './401-block-page.ts';
import { captivePortal } from './402-captive-portal.ts';
import { redirectTargetBlocked } from './403-redirect-target-blocked.ts';
import { downloadCutShort } from './404-download-cut-short.ts';
import { downloadAltered } from './405-download-altered.ts';
import { serviceUnhealthy } from './406-service-unhealthy.ts';
import { downloadTooSlow } from './407-download-too-slow.ts';
import { proxyAltersHeaders } from './408-proxy-alters-headers.ts';
import { serviceRefusesClient } from './409-service-refuses-client.ts';
import { answerUnusable } from './410-answer-unusable.ts';
import { servicePathGone } from './411-service-path-gone.ts';
import { downloadStalls } from './412-download-stalls.ts';
import { challengePage } from './413-challenge-page.ts';
import { rateLimited } from './414-rate-limited.ts';
import { requestTooLarge } from './415-request-too-large.ts';
import { httpVersionRequired } from './416-http-version-required.ts';
import { answerGarbled } from './417-answer-garbled.ts';
import { answerNotProved } from './418-answer-not-proved.ts';
import { gatewayPortBlocked } from './501-gateway-port-blocked.ts';
import { gatewaySubdomainsBlocked } from './502-gateway-subdomains-blocked.ts';
import { gatewayUdpRefused } from './503-gateway-udp-refused.ts';
import { gatewayUdpSilent } from './504-gateway-udp-silent.ts';
import { gatewayUdpPartlyOpen } from './505-gateway-udp-partly-open.ts';
import { gatewayAddressesDrifted } from './506-gateway-addresses-drifted.ts';
import { gatewayNotNeeded } from './507-gateway-not-needed.ts';
import { gatewayCannotUseProxy } from './508-gateway-cannot-use-proxy.ts';
import { awsEndpointBlocked } from './601-aws-endpoint-blocked.ts';
import { awsEndpointNotGenuine } from './602-aws-endpoint-not-genuine.ts';
import { vpcEndpointUnreachable } from './603-vpc-endpoint-unreachable.ts';
import { metadataUnreachable } from './604-metadata-unreachable.ts';
import { metadataHopLimit } from './605-metadata-hop-limit.ts';
import { metadataThroughProxy } from './606-metadata-through-proxy.ts';
import { awsCustomEndpointSet } from './607-aws-custom-endpoint-set.ts';
import { regionUnknown } from './608-region-unknown.ts';
import { awsCredentialsMissing } from './701-aws-credentials-missing.ts';
import { awsCredentialsExpired } from './702-aws-credentials-expired.ts';
import { awsCredentialsInvalid } from './703-aws-credentials-invalid.ts';
import { describeImagesDenied } from './704-describe-images-denied.ts';
import { deniedByOrganization } from './705-denied-by-organization.ts';
import { amiHiddenByAllowedImages } from './706-ami-hidden-by-allowed-images.ts';
import { amiNotVisible } from './707-ami-not-visible.ts';
import { amiOwnerDiffersByRegion } from './708-ami-owner-differs-by-region.ts';
import { amiDeprecated } from './709-ami-deprecated.ts';
import { launchDenied } from './710-launch-denied.ts';
import { launchNeedsParameters } from './711-launch-needs-parameters.ts';
import { marketplaceTermsOpen } from './712-marketplace-terms-open.ts';
import { awsAnswerNotUnderstood } from './713-aws-answer-not-understood.ts';
import { awsAnswersDisagree } from './714-aws-answers-disagree.ts';
import { awsRoleDenied } from './715-aws-role-denied.ts';
import { sshClientMissing } from './801-ssh-client-missing.ts';
import { sshConfigRefused } from './802-ssh-config-refused.ts';
import { sshAliasUnmatched } from './803-ssh-alias-unmatched.ts';
import { sshIncludeDead } from './804-ssh-include-dead.ts';
import { sshSettingOverridden } from './805-ssh-setting-overridden.ts';
import { sshProxyCommandMissing } from './806-ssh-proxy-command-missing.ts';
import { sshIdentityUnusable } from './807-ssh-identity-unusable.ts';
import { sshAddressStale } from './808-ssh-address-stale.ts';
import { sshPortBlocked } from './809-ssh-port-blocked.ts';
import { sshAnsweredBySomethingElse } from './810-ssh-answered-by-something-else.ts';
import { sshLoginRefused } from './811-ssh-login-refused.ts';
import { sshHostKeyChanged } from './812-ssh-host-key-changed.ts';
import { sshAliasResolvesInDns } from './813-ssh-alias-resolves-in-dns.ts';
import { sshTwoGenerations } from './814-ssh-two-generations.ts';
import { sshAliasIsVirtual } from './815-ssh-alias-is-virtual.ts';
import { sshProxyCommandFails } from './816-ssh-proxy-command-fails.ts';
import { sshHostKeyUnknown } from './817-ssh-host-key-unknown.ts';
import { sshNoCommonAlgorithm } from './818-ssh-no-common-algorithm.ts';
import { sshCutAfterBanner } from './819-ssh-cut-after-banner.ts';
import { sshTooManyKeys } from './820-ssh-too-many-keys.ts';
import { sshControlPathUnusable } from './821-ssh-control-path-unusable.ts';
import { sshPortSilent } from './822-ssh-port-silent.ts';
import { sshHostnameMalformed } from './823-ssh-hostname-malformed.ts';
import { sshRemoteCommandClash } from './824-ssh-remote-command-clash.ts';
import { UNEXPLAINED_CODE } from './901-unexplained-failure.ts';
import { probeCrashed } from './902-probe-crashed.ts';
import { deadlineReached } from './903-deadline-reached.ts';
import { measuredFromElsewhere } from './904-measured-from-elsewhere.ts';
import { machineStarved } from './905-machine-starved.ts';
import type { Rule } from './rule.ts';

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
  resolverKnowsNoPublicNames,
  resolverAnswersFalsely,
  resolverFilters,
  dnssecFails,
  answersInjected,
  nxdomainRewritten,
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
  packetLoss,
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
  proxyAltersHeaders,
  serviceRefusesClient,
  answerUnusable,
  servicePathGone,
  downloadStalls,
  challengePage,
  rateLimited,
  requestTooLarge,
  httpVersionRequired,
  answerGarbled,
  answerNotProved,
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
  amiOwnerDiffersByRegion,
  amiDeprecated,
  launchDenied,
  launchNeedsParameters,
  marketplaceTermsOpen,
  awsAnswerNotUnderstood,
  awsAnswersDisagree,
  awsRoleDenied,
  sshClientMissing,
  sshConfigRefused,
  sshAliasUnmatched,
  sshIncludeDead,
  sshSettingOverridden,
  sshProxyCommandMissing,
  sshIdentityUnusable,
  sshAddressStale,
  sshPortBlocked,
  sshAnsweredBySomethingElse,
  sshLoginRefused,
  sshHostKeyChanged,
  sshAliasResolvesInDns,
  sshTwoGenerations,
  sshAliasIsVirtual,
  sshProxyCommandFails,
  sshHostKeyUnknown,
  sshNoCommonAlgorithm,
  sshCutAfterBanner,
  sshTooManyKeys,
  sshControlPathUnusable,
  sshPortSilent,
  sshHostnameMalformed,
  sshRemoteCommandClash,
  UNEXPLAINED_CODE,
  probeCrashed,
  deadlineReached,
  measuredFromElsewhere,
  machineStarved,
];
