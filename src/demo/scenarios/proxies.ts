/** Scenarios of the machine and its proxies (GD1xx). */
import type { NetworkDescription, PathRule, ProxyDescription } from '../description.ts';
import {
  DOCUMENTED_NO_PROXY,
  ENTERPRISE_RUNNER,
  ENVIRONMENT,
  LAPTOP,
  PROXY,
  proxyEnvironment,
  type ScenarioTable,
  SHORT_LIMITS,
  SOCKS,
} from './parts.ts';

const PROXY_URL_WITH_LOGIN = `http://svc-runner:autumn-2025@${PROXY.host}:${PROXY.port}`;

/** The firewall allows direct connections only to the documented exceptions; the rest must use the proxy. */
const ONLY_EXEMPT_GOES_DIRECT: readonly PathRule[] = [
  { to: 'app.gitpod.io', does: 'pass' },
  { to: '*.amazonaws.com', does: 'pass' },
  { to: '*.amazonaws.com.cn', does: 'pass' },
  { to: '*', does: 'refuse' },
];

/** A proxy that accepts only Kerberos logins, and the realm of its company. */
const KERBEROS = { challenges: ['Negotiate'], accepts: null };
const REALM = 'CORP.EXAMPLE.INTERNAL';

const behind = (does: Partial<ProxyDescription> = {}, environment = proxyEnvironment(DOCUMENTED_NO_PROXY)): NetworkDescription => ({
  proxy: { ...PROXY, ...does },
  environment,
  path: ONLY_EXEMPT_GOES_DIRECT,
});

const behindSocks = (socks: NonNullable<ProxyDescription['socks']>, scheme = 'socks5h'): NetworkDescription => ({
  proxy: { ...SOCKS, socks },
  environment: proxyEnvironment(DOCUMENTED_NO_PROXY, `${scheme}://${SOCKS.host}:${SOCKS.port}`),
  path: ONLY_EXEMPT_GOES_DIRECT,
});
/** A laptop whose system settings name a proxy script. The script sends VS Code's hosts to a proxy, and all others directly. */
const SCRIPT_HOST = 'wpad.example.internal';
const scriptFor = (list: string): NonNullable<NetworkDescription['script']> => ({
  url: `http://${SCRIPT_HOST}/proxy.pac`,
  text: `function FindProxyForURL(url, host) {\n  if (dnsDomainIs(host, "visualstudio.com"))\n    return "${list}";\n  return "DIRECT";\n}\n`,
});
const TO_PROXY = `PROXY ${PROXY.host}:${PROXY.port}`;

export const PROXY_SCENARIOS = {
  /** No interface and no route, so no lookup and no connection works. */
  'no-network': {
    title: 'The machine has no network',
    profile: LAPTOP,
    network: { unplugged: true, names: [{ to: '*', answer: 'silent' }], path: [{ to: '*', does: 'drop' }] },
    limits: SHORT_LIMITS,
  },
  /** The proxy in the variables has a closed port. The exceptions in NO_PROXY still work. */
  'proxy-unreachable': {
    title: 'The proxy does not accept connections',
    profile: ENTERPRISE_RUNNER,
    network: { ...behind(), path: [{ to: PROXY.host, does: 'refuse' }, ...ONLY_EXEMPT_GOES_DIRECT] },
  },
  /** The proxy answers 407 and offers Basic, but the variables contain no credentials. */
  'proxy-requires-login': {
    title: 'The proxy demands a login that is not configured',
    profile: ENTERPRISE_RUNNER,
    network: behind({ login: { challenges: ['Basic realm="Example Corp proxy"'], accepts: null } }),
  },
  /** The proxy refuses CONNECT to one host with 403, and tunnels to other hosts on the same port. */
  'proxy-refuses-host': {
    title: 'The proxy refuses some hosts',
    profile: ENTERPRISE_RUNNER,
    network: behind({ connect: [{ to: 'releases.gitpod.io', status: 403, error: 'ERR_ACCESS_DENIED 0' }] }),
  },
  /** The proxy answers 407 although Basic credentials are sent, because the password was changed. */
  'proxy-rejects-credentials': {
    title: 'The proxy rejects the configured login',
    profile: ENTERPRISE_RUNNER,
    network: behind(
      { login: { challenges: ['Basic realm="Example Corp proxy"'], accepts: 'svc-runner:winter-2026' } },
      proxyEnvironment(DOCUMENTED_NO_PROXY, PROXY_URL_WITH_LOGIN),
    ),
  },
  /** Squid's default: CONNECT to port 443 is allowed, to 8443 it is refused. Direct egress exists, so UDP 4242 works. */
  'proxy-refuses-port': {
    title: 'The proxy refuses port 8443',
    network: { ...behind({ connect: [{ to: '*', port: 8443, status: 403, error: 'ERR_ACCESS_DENIED 0' }] }), path: [] },
  },
  /** The proxy answers CONNECT with 503, because it cannot resolve outside names. */
  'proxy-cannot-reach-upstream': {
    title: 'The proxy cannot reach the internet',
    profile: ENTERPRISE_RUNNER,
    network: behind({ connect: [{ to: '*', status: 503, error: 'ERR_DNS_FAIL 0' }] }),
  },
  /** No direct connection works and no variable names a proxy, but the proxy in git's settings can reach everything. */
  'proxy-not-configured': {
    title: 'Only git knows the proxy',
    network: {
      proxy: PROXY,
      otherProxies: [
        {
          program: 'git',
          proxy: { scheme: 'http', host: PROXY.host, port: PROXY.port },
          hasCredentials: false,
          noProxy: [],
          file: '/home/gitpod/.gitconfig',
        },
      ],
      path: [
        { to: '*', port: 4242, does: 'drop' },
        { to: '*', does: 'refuse' },
      ],
    },
    limits: SHORT_LIMITS,
  },
  /** The quotation marks of a shell script became part of the value. Direct egress works. */
  'proxy-variable-invalid': {
    title: 'A proxy variable is not a URL',
    network: { environment: proxyEnvironment(DOCUMENTED_NO_PROXY, '"http://proxy.example.internal:3128"') },
  },
  /** The upper-case and the lower-case variable name different proxies. Both work, so programs use different ones. */
  'proxy-variables-disagree': {
    title: 'Two proxy variables contradict each other',
    profile: ENTERPRISE_RUNNER,
    network: {
      ...behind(),
      names: [{ to: 'proxy-old.example.internal', answer: { addresses: [PROXY.address] } }],
      environment: {
        ...proxyEnvironment(DOCUMENTED_NO_PROXY),
        https_proxy: `http://proxy-old.example.internal:${PROXY.port}`,
        // wget reads only this spelling. Without it, NO_PROXY would be a second fault.
        no_proxy: DOCUMENTED_NO_PROXY,
      },
    },
  },
  /** AWS is reached through the proxy although the direct route works, because NO_PROXY lacks `.amazonaws.com`. */
  'no-proxy-incomplete': {
    title: 'NO_PROXY lacks a documented entry',
    profile: ENTERPRISE_RUNNER,
    network: { proxy: PROXY, environment: proxyEnvironment('.internal,169.254.169.254,app.gitpod.io') },
  },
  /** NO_PROXY in the spelling of the access requirements: half of the programs ignore the metadata service's network. */
  'no-proxy-read-differently': {
    title: 'Programs disagree about an entry of NO_PROXY',
    profile: ENTERPRISE_RUNNER,
    network: behind({}, proxyEnvironment('.internal,169.254.0.0/16,app.gitpod.io,.amazonaws.com')),
  },
  /** NO_PROXY exempts AWS calls from the proxy, and the firewall allows only the proxy and the management plane. */
  'direct-route-blocked': {
    title: 'NO_PROXY lists hosts whose direct route is blocked',
    profile: ENTERPRISE_RUNNER,
    network: {
      ...behind(),
      path: [
        { to: 'app.gitpod.io', does: 'pass' },
        { to: '*', does: 'refuse' },
      ],
    },
  },
  /** All servers agree on the time, and this machine's clock is two hours behind. */
  'clock-wrong': {
    title: 'The clock of this machine is two hours behind',
    profile: LAPTOP,
    network: { services: [{ to: '*', fault: { kind: 'clock', aheadMs: 7_200_000 } }] },
  },
  /** A device accepts every connection, even to an unused address, and closes the connections that it does not forward. */
  'transparent-proxy': {
    title: 'A transparent proxy accepts connections and cuts some of them',
    profile: ENVIRONMENT,
    network: {
      transparentProxy: true,
      path: [
        { to: 'public.ecr.aws', does: 'reset-in-tls' },
        { to: 'download.jetbrains.com', does: 'reset-in-tls' },
      ],
    },
  },
  /** Names resolve, every connection is dropped, and no proxy is set. */
  'no-direct-egress': {
    title: 'No connection leaves the network, and no proxy is configured',
    network: { path: [{ to: '*', does: 'drop' }] },
    limits: SHORT_LIMITS,
  },
  /** The proxy answers every CONNECT with 403, because none of its access rules includes this machine. */
  'proxy-refuses-everything': {
    title: 'The proxy refuses every host',
    profile: ENTERPRISE_RUNNER,
    network: behind({ connect: [{ to: '*', status: 403, error: 'ERR_ACCESS_DENIED 0' }] }),
  },
  /** The proxy answers 407 and does not offer Basic, the only scheme that most programs support. */
  'proxy-login-scheme-unsupported': {
    title: 'The proxy offers Kerberos and NTLM only',
    profile: ENTERPRISE_RUNNER,
    network: behind({ login: { challenges: ['Negotiate', 'NTLM'], accepts: null } }),
  },
  /** The login is accepted for every host but one, which another group of accounts may use. */
  'proxy-refuses-account': {
    title: 'The proxy does not let this account reach one host',
    profile: ENTERPRISE_RUNNER,
    network: behind(
      {
        login: { challenges: ['Basic realm="Example Corp proxy"'], accepts: 'svc-runner:autumn-2025' },
        connect: [{ to: 'releases.gitpod.io', status: 407, error: 'ERR_CACHE_ACCESS_DENIED 0' }],
      },
      proxyEnvironment(DOCUMENTED_NO_PROXY, PROXY_URL_WITH_LOGIN),
    ),
  },
  /** Only one host needs a login, and the variables contain no credentials. */
  'proxy-login-for-some-hosts': {
    title: 'The proxy asks for a login for one host only',
    profile: ENTERPRISE_RUNNER,
    network: behind({ login: { challenges: ['Basic realm="Example Corp proxy"'], accepts: null, for: 'releases.gitpod.io' } }),
  },
  /** The machine is configured for a Kerberos realm, and its ticket cache is empty. */
  'kerberos-ticket-missing': {
    title: 'The proxy wants a Kerberos ticket, and there is none',
    profile: ENTERPRISE_RUNNER,
    network: { ...behind({ login: KERBEROS }), login: { defaultRealm: REALM } },
  },
  /** The Kerberos ticket is from the last working day. */
  'kerberos-ticket-expired': {
    title: 'The Kerberos ticket for the proxy has expired',
    profile: ENTERPRISE_RUNNER,
    network: {
      ...behind({ login: KERBEROS }),
      login: { ticket: { user: 'anna', realm: REALM, endsAt: '2026-01-02T18:00:00.000Z', hasServiceTicket: false } },
    },
  },
  /** The KDC is in the company's network, which this machine reaches only through a VPN. */
  'kerberos-kdc-unreachable': {
    title: 'No KDC can be reached for a ticket that the proxy wants',
    profile: ENTERPRISE_RUNNER,
    limits: SHORT_LIMITS,
    network: {
      ...behind({ login: KERBEROS }),
      login: { defaultRealm: REALM, kdcs: [{ host: '10.20.0.88', port: 88, from: 'file' }] },
    },
  },
  /** The SOCKS proxy answers 2 (“not allowed by ruleset”) for one host, and connects to others. */
  'socks-refuses': {
    title: 'The SOCKS proxy does not allow some hosts',
    profile: ENTERPRISE_RUNNER,
    network: behindSocks({ rules: [{ to: 'releases.gitpod.io', reply: 2 }] }),
  },
  /** Internal DNS does not know public names. Programs that let the SOCKS proxy do the lookup work; curl and git do not. */
  'socks-lookup-fails': {
    title: 'For a SOCKS proxy, the wrong side looks up the host',
    profile: ENTERPRISE_RUNNER,
    network: {
      ...behindSocks({}, 'socks5'),
      names: [
        ...[SOCKS.host, 'app.gitpod.io', '*.amazonaws.com'].map((to) => ({ to, answer: 'genuine' as const })),
        { to: '*', answer: 'nxdomain' },
      ],
    },
  },
  /** The server of the proxy script refuses every connection. Direct egress works, so programs only lose the proxy. */
  'pac-unreachable': {
    title: 'The proxy script of the company cannot be fetched',
    profile: LAPTOP,
    network: { script: scriptFor(TO_PROXY), path: [{ to: SCRIPT_HOST, does: 'refuse' }] },
  },
  /** The URL of the script returns a page of the intranet. */
  'pac-not-a-script': {
    title: 'A web page arrives instead of the proxy script',
    profile: LAPTOP,
    network: { script: { ...scriptFor(''), text: '<!doctype html>\n<title>Moved</title>\n<p>See the intranet.\n' } },
  },
  /** The script lacks a quotation mark. Direct egress works. */
  'pac-broken': {
    title: 'The proxy script has a mistake in its second line',
    profile: LAPTOP,
    network: {
      proxy: PROXY,
      script: { ...scriptFor(''), text: scriptFor(TO_PROXY).text.replace('"visualstudio.com"', '"visualstudio.com') },
    },
  },
  /** FindProxyForURL runs in an endless loop. */
  'pac-never-ends': {
    title: 'The proxy script never finishes',
    profile: LAPTOP,
    network: { script: { ...scriptFor(''), text: 'function FindProxyForURL() {\n  for (;;);\n}\n' } },
  },
  /** The script sends VS Code's hosts to a closed port of the proxy, although their direct route works. */
  'pac-sends-elsewhere': {
    title: 'The proxy script sends VS Code to a proxy that is gone',
    profile: LAPTOP,
    network: { proxy: PROXY, script: scriptFor(TO_PROXY), path: [{ to: PROXY.host, does: 'refuse' }] },
  },
  /**
   * The name wpad does not exist in the company's network, but in its domain on the internet. The proxy of the script found there works.
   */
  'wpad-answered-by-another': {
    title: 'A server outside the network answers proxy discovery',
    profile: LAPTOP,
    shows: null,
    network: { proxy: PROXY, script: { ...scriptFor(TO_PROXY), url: 'http://wpad.example.com/wpad.dat', source: 'wpad-dns' } },
  },
  /** Only the proxy has egress, and only the script names it: VS Code works, and programs that read the variables fail. */
  'pac-disagrees-with-variables': {
    title: 'Only the proxy script knows the proxy',
    profile: LAPTOP,
    network: {
      proxy: PROXY,
      script: { ...scriptFor(''), text: `function FindProxyForURL(url, host) {\n  return "${TO_PROXY}";\n}\n` },
      path: [{ to: '*', port: 443, does: 'refuse' }],
    },
  },
} satisfies ScenarioTable<1>;
