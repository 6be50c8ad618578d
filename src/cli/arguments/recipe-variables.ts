/**
 * `--env NAME=VALUE` of `fleet recipe`: variables for proxies and CA files of the machines. Other variables are refused, because the files
 * of a recipe are shared.
 */
import { nearest, usageError } from './usage.ts';

const PROXIES = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'ALL_PROXY'];
const VARIABLES = [
  ...PROXIES,
  ...PROXIES.map((name) => name.toLowerCase()),
  ...['NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE', 'SSL_CERT_DIR', 'AWS_CA_BUNDLE'],
];

const EXAMPLE = 'Try: --env HTTPS_PROXY=http://proxy.example.com:3128';

export function checkedVariables(given: readonly string[]): Record<string, string> {
  const variables: Record<string, string> = {};
  for (const text of given) {
    const at = text.indexOf('=');
    const name = text.slice(0, Math.max(at, 0));
    const value = text.slice(at + 1);
    if (at < 1 || value === '') throw usageError('--env takes NAME=VALUE.', EXAMPLE);
    if (!VARIABLES.includes(name)) {
      const near = nearest(name, VARIABLES);
      throw usageError(
        '--env takes variables of proxies and CA files only.',
        near === null ? `Allowed variables: ${VARIABLES.join(' ')}` : `Did you mean --env ${near}=…`,
      );
    }
    if (value.includes('@')) throw usageError(`--env ${name} contains a login, which a shared file must not contain.`, EXAMPLE);
    if (/\p{Cc}/u.test(value)) throw usageError(`--env ${name} contains a control character.`, EXAMPLE);
    if (variables[name] !== undefined && variables[name] !== value) throw usageError(`--env ${name} was given twice.`, 'Leave one out.');
    variables[name] = value;
  }
  return variables;
}
