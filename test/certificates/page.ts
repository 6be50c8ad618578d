/** docs/certificates.md, from the generated chains and the recorded verdicts of other programs. */
import { CERTIFICATE_RULES, type CertificateRule, CONSUMER_VERIFIER } from '../../src/knowledge/certificates/rules.ts';
import { CONSUMERS } from '../../src/model/consumer.ts';
import { VERIFIERS, type Verifier } from '../../src/model/verifier.ts';
import { CHAINS } from '../../src/probes/testing/chains.ts';
import { PROGRAMS } from '../failure-kinds/ask/programs.ts';
import { readSaid } from './said.ts';

const INTRODUCTION = `# Certificates

This page shows how programs judge certificate chains. \`src/probes/testing/chains.ts\` makes each chain twice, with RSA and with EC keys.
A server on loopback sends the chain to a client that has one certificate in its store. The first table shows OpenSSL's verdict, the
failure that gitpod-doctor reports, and what other programs say.

\`npm run generate\` writes this page. \`npm run certificates\` recorded what other programs say. \`test/certificates/\` asks
\`openssl s_client\` again for each chain.

gitpod-doctor lets OpenSSL judge a chain: the OpenSSL in Node, at security level 2, with the certificates in memory. Every certificate of a
store is a trust anchor. If a chain has several faults, the last fault that OpenSSL reports counts. There are two exceptions: an unknown
issuer is reported first, and a wrong name only if nothing else is wrong.

“Here” is the failure of a row whose program follows OpenSSL. The second table shows where other programs differ, and a row follows the
rules of its own program. If the program refuses a certificate, its rows fail. If the program accepts what OpenSSL refuses, its rows pass,
and a finding says so. \`test/certificates/verifiers.test.ts\` compares these rules with what Java and Go said.

Programs differ in the certificates that they trust. Go, containers, browsers, ssh and every program without a list of its own read the
store of the system. VS Code also reads \`NODE_EXTRA_CA_CERTS\`, git reads \`http.sslCAInfo\`, and JetBrains IDEs also read their own list
(\`src/model/consumer.ts\`). All of them trust the public roots. Only Node requires a self-signed certificate at the end of a chain. For the
other programs, any certificate in the store can end a chain.

The table does not contain certificates that the OCSP response of the server reports as revoked
([GD318](findings/GD318-certificate-revoked.md)). Browsers and programs on Windows refuse such a certificate. Other programs do not read
the response, so for these the finding is advice. A response counts if it is about this certificate, is current, and is signed by the issuer
or by a responder that the issuer has certified (RFC 6960 §3.2). Any other response is reported as unusable.`;

export function certificatesPage(): string {
  const { versions, chains } = readSaid();
  const asked = PROGRAMS.flatMap((program) => (versions[program] === undefined ? [] : `${program} ${versions[program]}`));
  const programs = PROGRAMS.filter((program) => Object.values(chains).some((said) => said[program] !== undefined));
  const head = ['Chain', 'Verdict', 'Here', ...programs];
  const rows = CHAINS.map(({ name, openssl, kind }) => [
    name,
    openssl === null ? 'accepts' : `\`${openssl}\``,
    kind === null ? 'met' : `\`${kind}\``,
    ...programs.map((program) => saidOf(chains[`RSA ${name}`]?.[program], chains[`EC ${name}`]?.[program])),
  ]);
  const table = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
  return `${INTRODUCTION}\n\nVersions: ${asked.join(', ')}.\n\n${table}\n\n${rules()}\n`;
}

const VERIFIER_NAMES = { openssl: 'OpenSSL', go: 'Go', java: 'Java', chromium: 'Chromium' } as const satisfies Record<Verifier, string>;

/** The differences between programs, with the rule and its source. */
function rules(): string {
  const consumers = (verifier: Verifier) => CONSUMERS.filter((one) => CONSUMER_VERIFIER[one] === verifier).join(', ');
  const head = ['What a certificate has', ...VERIFIERS.map((one) => VERIFIER_NAMES[one])];
  const cell = ({ says, source }: CertificateRule) =>
    `${says === 'below-private-roots' ? 'accepts if the root is private' : says} (${source})`;
  const rows = Object.values(CERTIFICATE_RULES).map((rule) => [rule.what, ...VERIFIERS.map((one) => cell(rule[one]))]);
  const table = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
  const who = VERIFIERS.map((one) => `- ${VERIFIER_NAMES[one]}: ${consumers(one)}`).join('\n');
  return `## Where programs differ\n\nThe rules depend on the program that makes the connection (\`src/knowledge/certificates/rules.ts\`; \`tool\` is gitpod-doctor itself):\n\n${who}\n\n${table}`;
}

/** One word if both key types get the same verdict. */
function saidOf(rsa: string | undefined, ec: string | undefined): string {
  const [first, second] = [rsa, ec].map((text) => (text === undefined ? undefined : text === 'passes' ? 'accepts' : shortened(text)));
  if (first === undefined || second === undefined || first === second) return first ?? second ?? '–';
  const verdict = (text: string) => (text === 'accepts' ? 'accepts' : 'refuses');
  return verdict(first) === verdict(second) ? first : `RSA: ${first}; EC: ${second}`;
}

/** The message without times, class paths of exceptions and advice. */
function shortened(text: string): string {
  return text
    .replace(/: current time .*$/, '')
    .replace(/; if the root CA is installed.*$/, '')
    .replace(/ \(possibly because of "(.*?)( \(temporarily| while trying|").*$/, ' ($1)')
    .replace(/(?:java|sun)\.[\w.]+\.(\w+):/g, '$1:')
    .replaceAll('|', '\\|');
}
