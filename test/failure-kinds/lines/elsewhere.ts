/** SSH, AWS and this machine itself: web programs do not meet these, so each line names the test that produces it. */
import type { FailureKind } from '../../../src/model/failure.ts';
import type { FindingName } from '../../../src/model/finding-codes.ts';
import type { Line } from '../line.ts';

const from =
  (file: string) =>
  (by: string, finding: FindingName | null, says?: string): readonly [Line] => [
    { by, finding, way: { as: 'test', file, ...(says === undefined ? {} : { says }) } },
  ];
const scenario = (by: string, name: FindingName): readonly [Line] => [{ by, finding: name, way: { as: 'scenario', name } }];

const client = from('src/probes/ssh/connect/failure-table.real.test.ts');
const hostile = from('src/probes/ssh/hostile.real.test.ts');
const outcomes = from('test/demo/aws-outcomes.test.ts');
const call = from('src/probes/aws/call-probe.test.ts');
const lack = from('src/probes/limits/limits.test.ts');

export const OTHER_LINES = {
  'ssh.client-missing': scenario('no ssh on this machine', 'ssh-client-missing'),
  'ssh.config-refused': scenario('a line that ssh does not know', 'ssh-config-refused'),
  'ssh.config-timeout': hostile('a configuration that ssh does not finish reading', 'ssh-config-refused', "state: 'timeout'"),
  'ssh.unresolved': scenario('an alias that no section matches', 'ssh-alias-unmatched'),
  'ssh.banner-timeout': client('no banner', 'ssh-port-silent'),
  'ssh.banner-closed': client('the end of the connection', 'ssh-port-blocked'),
  'ssh.banner-reset': client('a reset', 'ssh-port-blocked'),
  'ssh.not-ssh': client('a web page, or TLS', 'ssh-answered-by-something-else'),
  'ssh.cut-after-banner': client('the end of the connection after the banner', 'ssh-cut-after-banner'),
  'ssh.kex-timeout': client('no answer after the banner', 'ssh-cut-after-banner'),
  'ssh.no-common-algorithm': client('algorithms that the client does not have', 'ssh-no-common-algorithm'),
  'ssh.host-key-changed': client('a host key that differs from the stored one', 'ssh-host-key-changed'),
  'ssh.host-key-unknown': client('a host key that is not stored', 'ssh-host-key-unknown'),
  'ssh.permission-denied': client('a key that the server does not accept', 'ssh-login-refused'),
  'ssh.key-too-open': client('a key that others may read', 'ssh-identity-unusable'),
  'ssh.key-missing': client('a missing key file', 'ssh-identity-unusable'),
  'ssh.key-locked': client('a key with a passphrase', 'ssh-identity-unusable'),
  'ssh.too-many-keys': client('more keys than the server accepts', 'ssh-too-many-keys'),
  'ssh.proxy-command-missing': scenario('a missing proxy command', 'ssh-proxy-command-missing'),
  'ssh.proxy-command-failed': client('a proxy command that ends with an error', 'ssh-proxy-command-fails'),
  'ssh.proxy-command-timeout': client('a proxy command that says nothing', 'ssh-proxy-command-fails'),
  'ssh.control-path': from('src/diagnosis/rules/8xx-words.test.ts')('a control path that cannot be used', 'ssh-control-path-unusable'),
  'ssh.session-failed': client('no answer to ssh after the banner', 'ssh-login-refused'),
  'aws.no-credentials': scenario('no credentials on the machine', 'aws-credentials-missing'),
  'aws.sso-expired': from('src/probes/aws/credential-table.test.ts')(
    'an SSO session that has expired',
    'aws-credentials-expired',
    'sso expired → null',
  ),
  'aws.expired': scenario('ExpiredToken', 'aws-credentials-expired'),
  'aws.invalid-key': call('InvalidClientTokenId', 'aws-credentials-invalid'),
  'aws.invalid-signature': call('SignatureDoesNotMatch', 'aws-credentials-invalid'),
  'aws.auth-failure': call('AuthFailure with 401', 'aws-credentials-invalid'),
  'aws.not-authorized-for-image': call('AuthFailure with 400', 'ami-not-visible'),
  'aws.image-not-found': call('InvalidAMIID.NotFound', 'ami-not-visible'),
  'aws.unauthorized': scenario('UnauthorizedOperation', 'describe-images-denied'),
  'aws.opt-in-required': scenario('OptInRequired', 'marketplace-terms-open'),
  'aws.region-disabled': call('RegionDisabledException', 'region-unknown'),
  'aws.throttled': outcomes('RequestLimitExceeded', null),
  'aws.parameter': call('InvalidParameterValue', 'launch-needs-parameters'),
  'aws.server-error': outcomes('InternalError', 'service-unhealthy'),
  'aws.not-understood': call('an unknown error code', 'aws-answer-not-understood'),
  'aws.not-aws': from('src/probes/aws/call-way.test.ts')('an answer that does not come from AWS', 'aws-answer-not-understood'),
  'aws.in-clear': from('src/probes/aws/in-clear.test.ts')('AWS_ENDPOINT_URL with http://', 'aws-custom-endpoint-set'),
  'aws.clock': call('SignatureDoesNotMatch because the signature has expired', 'clock-wrong'),
  'machine.no-descriptors': lack('EMFILE at every stage', 'machine-starved'),
  'machine.no-memory': lack('ENOMEM, ENOBUFS at every stage', 'machine-starved'),
  'machine.no-processes': lack('EAGAIN when a process starts', 'machine-starved'),
  'machine.starved': lack('silence while this program could not run', 'machine-starved'),
  'probe.deadline': from('src/diagnosis/engine/diagnose.test.ts')('the deadline of the sweep', 'deadline-reached'),
  unclassified: from('src/probes/classify.test.ts')('an error that fits no other kind', 'unexplained-failure'),
} as const satisfies Partial<Record<FailureKind, readonly Line[]>>;
