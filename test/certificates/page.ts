/** docs/certificates.md, from the generated chains and the recorded verdicts of other programs. */
import { CERTIFICATE_RULES, type CertificateRule, CONSUMER_VERIFIER } from '../../src/knowledge/certificates/rules.ts';
import { CONSUMERS } from '../../src/model/consumer.ts';
import { VERIFIERS, type Verifier } from '../../src/model/verifier.ts';
import { CHAINS } from '../../src/probes/testing/chains.ts';
import { PROGRAMS } from '../failure-kinds/ask/programs.ts';
import { readSaid } from './said.ts';

const INTRODUCTION = `# Certificates

Chains made by script (\`src/probes/testing/chains.ts\`), each with RSA and with EC keys, served on loopback to a client that has one
certificate in its store: OpenSSL's verdict, the failure that follows here, and what other programs say. Made by \`npm run generate\`; what
other programs say was recorded by \`npm run certificates\`, and \`test/certificates/\` asks \`openssl s_client\` for each chain again.

A chain is judged by OpenSSL itself, at security level 2 and with every certificate of a store as an anchor: by the OpenSSL in Node, which
gets the certificates in memory. Of several faults the last word of OpenSSL counts; an unknown issuer comes before it, and the name
after it. “Here” is the failure of a row whose program follows OpenSSL. Where other programs differ, a row follows its own program by the
second table, and \`test/certificates/verifiers.test.ts\` holds that to what Java and Go said: what a program refuses fails its rows, and what
it accepts passes, with a finding that says so.

Which certificates a program starts from: Go, containers, browsers, ssh and what else has no list of its own read the store of the
system; VS Code adds \`NODE_EXTRA_CA_CERTS\`, git \`http.sslCAInfo\`, and JetBrains IDEs their own list (\`src/model/consumer.ts\`). The public
roots count for all of them. Node alone wants a self-signed certificate at the end; for the others any certificate of a store is one.

Not among the chains: a certificate that its CA has revoked, by the answer that the server staples ([GD318](findings/GD318-certificate-revoked.md)).
Browsers and programs of Windows refuse it; for the others, which do not look, it is advice. The answer counts where it is about this
certificate, is current, and is signed by the issuer or by a responder that the issuer has certified (RFC 6960 §3.2); any other is reported as
an answer that cannot be used.`;

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
  return `${INTRODUCTION}\n\nAsked: ${asked.join(', ')}.\n\n${table}\n\n${rules()}\n`;
}

const VERIFIER_NAMES = { openssl: 'OpenSSL', go: 'Go', java: 'Java', chromium: 'Chromium' } as const satisfies Record<Verifier, string>;

/** The differences between programs, with the rule and its source. */
function rules(): string {
  const consumers = (verifier: Verifier) => CONSUMERS.filter((one) => CONSUMER_VERIFIER[one] === verifier).join(', ');
  const head = ['What a certificate has', ...VERIFIERS.map((one) => VERIFIER_NAMES[one])];
  const cell = ({ says, source }: CertificateRule) =>
    `${says === 'below-private-roots' ? 'accepts below private roots' : says} (${source})`;
  const rows = Object.values(CERTIFICATE_RULES).map((rule) => [rule.what, ...VERIFIERS.map((one) => cell(rule[one]))]);
  const table = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
  const who = VERIFIERS.map((one) => `${VERIFIER_NAMES[one]}: ${consumers(one)}`).join('; ');
  return `## Where programs differ\n\nBy whose rules a row is judged, by the program that needs it (\`src/knowledge/certificates/rules.ts\`): ${who}.\n\n${table}`;
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
