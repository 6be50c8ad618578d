/** Words that identify nothing. A name made of them is not masked, so that reports stay readable. */

/** Single-label names common to many networks. */
export const GENERIC_NAMES: ReadonlySet<string> = new Set(
  `localhost proxy proxies webproxy gateway gw squid tinyproxy mitmproxy cache dns ns resolver ntp git gitlab github bitbucket
  gitea registry harbor docker mirror artifactory nexus sso idp login auth vpn firewall router server host hosts node www web api
  metrics prometheus grafana internal external corp intranet local lan home default bastion jump runner environment laptop
  metadata instance-data host.docker.internal`.split(/\s+/),
);

/** Common top-level domains and private suffixes. Any two-letter label counts as a country code. */
export const COMMON_SUFFIXES: ReadonlySet<string> = new Set(
  `com net org edu gov mil int info biz name pro dev app cloud tech online site online io ai co
  local localdomain localhost internal intern corp lan intra intranet home private test example invalid arpa remote environment`.split(
    /\s+/,
  ),
);

/** Second-level labels below a country that are not an organisation: `co.uk`, `com.au`. */
export const COUNTRY_SECOND_LEVEL: ReadonlySet<string> = new Set(['co', 'com', 'net', 'org', 'gov', 'ac', 'edu', 'or', 'ne', 'go']);

/** File extensions that are also country codes, so that `report.md` in free text is not taken for a host. */
export const FILE_EXTENSIONS: ReadonlySet<string> = new Set('md sh py rs pl so ps cc gz xz bz js ts tf go db'.split(' '));

/** Labels of AWS host names that mean a service or a kind of endpoint, never a customer. */
export const AWS_LABELS: ReadonlySet<string> = new Set(
  `ec2 ecr dkr api s3 ssm ssmmessages ec2messages sts dynamodb cloudformation secretsmanager logs monitoring kms iam ecs
  elasticloadbalancing acm autoscaling elb compute compute-1 vpce dualstack fips amazonaws cn com on aws public signin portal sso oidc`.split(
    /\s+/,
  ),
);

/** Hosted services with many customers. The host shows the product. The path reveals the customer and is masked. */
export const SHARED_SERVICES: readonly string[] = [
  'github.com',
  'api.github.com',
  'gitlab.com',
  'bitbucket.org',
  'dev.azure.com',
  'login.microsoftonline.com',
  'accounts.google.com',
];

/** Vendor domains with many hosts. They stay at the end of a masked name, so that readers and rules still see the owner. */
export const VENDOR_DOMAINS: readonly string[] = [
  ...['gitpod.io', 'gitpod.dev', 'ona.com', 'ona.environment'],
  ...['microsoft.com', 'visualstudio.com', 'vscode-unpkg.net', 'vsassets.io', 'azureedge.net', 'msecnd.net', 'microsoftonline.com'],
  ...['amazonaws.com', 'amazonaws.com.cn', 'amazon.com', 'ecr.aws', 'api.aws', 'cloudfront.net', 'awsapps.com'],
  ...['jetbrains.com', 'docker.io', 'docker.com', 'ghcr.io', 'github.com', 'githubusercontent.com'],
  ...['gitlab.com', 'bitbucket.org', 'atlassian.com', 'atlassian.net', 'okta.com', 'oktapreview.com', 'auth0.com', 'onelogin.com'],
];

/** Hosts that stay readable although they are not in the catalogue: vendors' pages, the neutral name, public resolvers. */
export const ALWAYS_PUBLIC: readonly string[] = [
  ...['aws.amazon.com', 'www.jetbrains.com', 'www.docker.com', 'gitpod.io', 'www.gitpod.io', 'ona.com', 'www.ona.com'],
  ...['example.com', '1.1.1.1', '1.0.0.1', '8.8.8.8', '8.8.4.4', '9.9.9.9', '149.112.112.112', 'fd00:ec2::254'],
  'fd00:ec2::253',
];

/** Makers of inspecting proxies and public CAs. They stay readable, because the product matters to the diagnosis. */
const VENDORS = `zscaler netskope paloalto palo alto networks fortinet fortigate fortiguard cisco check point checkpoint
  sophos symantec bluecoat blue coat broadcom mcafee skyhigh trellix forcepoint websense barracuda cloudflare menlo security
  squid mitmproxy charles fiddler burp portswigger kaspersky avast eset bitdefender digicert amazon let's encrypt isrg google
  trust services sectigo comodo globalsign geotrust entrust microsoft gts starfield identrust usertrust verisign thawte rapidssl cybertrust
  baltimore quovadis swisssign securetrust trustwave buypass certum actalis telia affirmtrust certainly zerossl secom harica`;

/** Inspection products. Engineers need the product's name, even if the rest of the name belongs to a customer. */
const INSPECTORS =
  /(?<![\p{L}\p{N}])(?:zscaler|netskope|goskope|palo ?alto(?: networks)?|prisma access|forcepoint|websense|cisco(?: umbrella)?|fortinet|fortigate|blue ?coat|symantec|mcafee|skyhigh|trellix|sophos|sonicwall|smoothwall|check ?point|trend ?micro|watchguard|barracuda|iboss|cato networks|menlo security|squid|mitmproxy)(?![\p{L}\p{N}])/iu;

/** The product in a name, such as `Zscaler` in `ACME Zscaler Root CA`; null if it names no known product. */
export function inspectorIn(name: string): string | null {
  return INSPECTORS.exec(name)?.[0] ?? null;
}

const CERTIFICATE_WORDS = `root roots ca cas intermediate issuing certificate certificates certification authority authorities
  class server client tls ssl rsa ecc ecdsa sha sha256 sha384 global public corporate enterprise internal proxy inspection
  interception default web user forward trusted untrusted trust inc ltd llc gmbh corp corporation company limited co the of for and
  appliance gateway firewall secure security services service research group high assurance ev dv ov`;

const ORGANISATION_WORDS: ReadonlySet<string> = new Set(`${VENDORS} ${CERTIFICATE_WORDS}`.split(/\s+/));

/** True if no word reveals a customer: `Zscaler Root CA` and `Corporate Root CA` reveal none, `ACME Root CA` does. */
export function isGenericOrganisation(text: string): boolean {
  const words = text
    .toLowerCase()
    .replaceAll('cisco umbrella', 'cisco')
    .split(/[^\p{L}\p{N}']+/u);
  return words.every((word) => word === '' || /^(?:\d{1,4}|[a-z]\d{1,2}|g\d|x\d)$/.test(word) || ORGANISATION_WORDS.has(word));
}

/** `java-17-openjdk-amd64`, `python3.11`, `jdk-17.0.9+9`: the folders of runtimes, by version and machine; never an IPv4 address. */
const RUNTIME =
  /^(?:python|java|jdk|jre|openjdk|corretto|temurin|openssl|node)[-@]?v?\d{1,4}(?:\.\d{1,4}){0,2}(?:[_+]\d{1,3})?(?:-(?:openjdk|oracle|amazon-corretto|temurin|ibm|jdk|jre))?(?:-(?:amd64|arm64|x64|aarch64|x86_64))?(?:\.jdk)?$/;

/** Whether a folder or file (in lower case) is at the same path on every machine. */
export function isCommonSegment(segment: string): boolean {
  return COMMON_PATH_SEGMENTS.has(segment) || RUNTIME.test(segment);
}

/** Folders and files at the same path on every machine. */
const COMMON_PATH_SEGMENTS: ReadonlySet<string> = new Set(
  `etc usr opt var tmp run lib lib64 share local bin sbin home root mnt srv dev proc sys ssl tls certs cert pki ca-trust extracted
  pem private ca-certificates anchors source ca-certificates.crt ca-bundle.crt ca-bundle.pem ca.pem ca.crt cert.pem certs.pem
  tls-ca-bundle.pem bundle.pem root.pem root.crt rootca.pem openssl openssl.cnf system library keychains users documents desktop
  downloads appdata roaming programdata windows system32 .ssh .aws .config .gitconfig .docker .kube config config.json credentials
  gitpod ona ssh ssh_config ssh_config.d ssh-agent ssh.exe openssh known_hosts known_hosts2 authorized_keys id_rsa id_ed25519 id_ecdsa resolv.conf hosts nsswitch.conf v1 v2 api c:
  jvm java security cacerts python python3 site-packages dist-packages certifi cacert.pem node_modules homebrew cellar libexec contents
  javavirtualmachines frameworks git mingw64 aws-cli botocore default-java current trusted-certificates jetbrains pip`.split(/\s+/),
);
