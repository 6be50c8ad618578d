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
import { resolverKnowsNoPublicNames } from './rules/207-resolver-knows-no-public-names.ts';
import { resolverAnswersFalsely } from './rules/208-resolver-answers-falsely.ts';
import { resolverFilters } from './rules/209-resolver-filters.ts';
import { dnssecFails } from './rules/210-dnssec-fails.ts';
import { answersInjected } from './rules/211-answers-injected.ts';
import { nxdomainRewritten } from './rules/212-nxdomain-rewritten.ts';
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
import { packetLoss } from './rules/314-packet-loss.ts';
import { chainIncomplete } from './rules/316-chain-incomplete.ts';
import { certificateRefused } from './rules/317-certificate-refused.ts';
import { certificateRevoked } from './rules/318-certificate-revoked.ts';
import { revocationUnreachable } from './rules/319-revocation-unreachable.ts';
import { certificateNotYetValid } from './rules/320-certificate-not-yet-valid.ts';
import { clientCertificateRequired } from './rules/321-client-certificate-required.ts';
import { tlsRefusedByPolicy } from './rules/322-tls-refused-by-policy.ts';
import { tlsSettingsRefused } from './rules/323-tls-settings-refused.ts';
import { tlsAltered } from './rules/324-tls-altered.ts';
import { tlsNameNotServed } from './rules/325-tls-name-not-served.ts';
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
import { downloadStalls } from './rules/412-download-stalls.ts';
import { challengePage } from './rules/413-challenge-page.ts';
import { rateLimited } from './rules/414-rate-limited.ts';
import { requestTooLarge } from './rules/415-request-too-large.ts';
import { httpVersionRequired } from './rules/416-http-version-required.ts';
import { answerGarbled } from './rules/417-answer-garbled.ts';
import { answerNotProved } from './rules/418-answer-not-proved.ts';
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
import { metadataUnreachable } from './rules/604-metadata-unreachable.ts';
import { metadataHopLimit } from './rules/605-metadata-hop-limit.ts';
import { metadataThroughProxy } from './rules/606-metadata-through-proxy.ts';
import { awsCustomEndpointSet } from './rules/607-aws-custom-endpoint-set.ts';
import { regionUnknown } from './rules/608-region-unknown.ts';
import { awsCredentialsMissing } from './rules/701-aws-credentials-missing.ts';
import { awsCredentialsExpired } from './rules/702-aws-credentials-expired.ts';
import { awsCredentialsInvalid } from './rules/703-aws-credentials-invalid.ts';
import { describeImagesDenied } from './rules/704-describe-images-denied.ts';
import { deniedByOrganization } from './rules/705-denied-by-organization.ts';
import { amiHiddenByAllowedImages } from './rules/706-ami-hidden-by-allowed-images.ts';
import { amiNotVisible } from './rules/707-ami-not-visible.ts';
import { amiOwnerDiffersByRegion } from './rules/708-ami-owner-differs-by-region.ts';
import { amiDeprecated } from './rules/709-ami-deprecated.ts';
import { launchDenied } from './rules/710-launch-denied.ts';
import { launchNeedsParameters } from './rules/711-launch-needs-parameters.ts';
import { marketplaceTermsOpen } from './rules/712-marketplace-terms-open.ts';
import { awsAnswerNotUnderstood } from './rules/713-aws-answer-not-understood.ts';
import { awsAnswersDisagree } from './rules/714-aws-answers-disagree.ts';
import { awsRoleDenied } from './rules/715-aws-role-denied.ts';
import { sshClientMissing } from './rules/801-ssh-client-missing.ts';
import { sshConfigRefused } from './rules/802-ssh-config-refused.ts';
import { sshAliasUnmatched } from './rules/803-ssh-alias-unmatched.ts';
import { sshIncludeDead } from './rules/804-ssh-include-dead.ts';
import { sshSettingOverridden } from './rules/805-ssh-setting-overridden.ts';
import { sshProxyCommandMissing } from './rules/806-ssh-proxy-command-missing.ts';
import { sshIdentityUnusable } from './rules/807-ssh-identity-unusable.ts';
import { sshAddressStale } from './rules/808-ssh-address-stale.ts';
import { sshPortBlocked } from './rules/809-ssh-port-blocked.ts';
import { sshAnsweredBySomethingElse } from './rules/810-ssh-answered-by-something-else.ts';
import { sshLoginRefused } from './rules/811-ssh-login-refused.ts';
import { sshHostKeyChanged } from './rules/812-ssh-host-key-changed.ts';
import { sshAliasResolvesInDns } from './rules/813-ssh-alias-resolves-in-dns.ts';
import { sshTwoGenerations } from './rules/814-ssh-two-generations.ts';
import { sshAliasIsVirtual } from './rules/815-ssh-alias-is-virtual.ts';
import { sshProxyCommandFails } from './rules/816-ssh-proxy-command-fails.ts';
import { sshHostKeyUnknown } from './rules/817-ssh-host-key-unknown.ts';
import { sshNoCommonAlgorithm } from './rules/818-ssh-no-common-algorithm.ts';
import { sshCutAfterBanner } from './rules/819-ssh-cut-after-banner.ts';
import { sshTooManyKeys } from './rules/820-ssh-too-many-keys.ts';
import { sshControlPathUnusable } from './rules/821-ssh-control-path-unusable.ts';
import { sshPortSilent } from './rules/822-ssh-port-silent.ts';
import { sshHostnameMalformed } from './rules/823-ssh-hostname-malformed.ts';
import { sshRemoteCommandClash } from './rules/824-ssh-remote-command-clash.ts';
import { UNEXPLAINED } from './rules/901-unexplained-failure.ts';
import { probeCrashed } from './rules/902-probe-crashed.ts';
import { deadlineReached } from './rules/903-deadline-reached.ts';
import { measuredFromElsewhere } from './rules/904-measured-from-elsewhere.ts';
import { machineStarved } from './rules/905-machine-starved.ts';

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
  UNEXPLAINED,
  probeCrashed,
  deadlineReached,
  measuredFromElsewhere,
  machineStarved,
];
