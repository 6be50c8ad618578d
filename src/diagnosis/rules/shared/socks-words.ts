/** The title, evidence and fixes of GD131, by the meaning of the proxy's answer. */
import { command } from '../../../model/command/index.ts';
import type { SocksSubject } from '../../facts/socks.ts';
import type { FixDraft } from '../rule.ts';
import { requestedHostsText, toList } from './wording.ts';

export interface SocksFacts {
  proxy: string;
  matter: SocksSubject;
  endpoints: string[];
  replies: string[];
  everything: boolean;
  login: boolean;
}

interface Words {
  title(facts: SocksFacts): string;
  evidence(facts: SocksFacts): string;
  fixes(facts: SocksFacts): FixDraft[];
}

const network = (text: string): FixDraft => ({ owner: 'network-team', text });
const hosts = ({ endpoints }: SocksFacts) => toList(endpoints, 3);
const all = ({ everything, endpoints }: SocksFacts) => requestedHostsText(endpoints, everything);
const replied = ({ proxy, replies, endpoints }: SocksFacts) =>
  `${proxy} answers the request for ${toList(endpoints)} with ${toList(replies.map((reply) => `code ${reply.replace(/^.*_/, '')}`))}.`;

export const SOCKS_SUBJECT_WORDS: Readonly<Record<SocksSubject, Words>> = {
  rules: {
    title: (facts) => `The SOCKS proxy ${facts.proxy} does not allow ${facts.everything ? 'any host' : hosts(facts)}`,
    evidence: replied,
    fixes: (facts) => [
      network(`The rules of the SOCKS proxy ${facts.proxy} refuse our machine. Please allow CONNECT through the proxy ${all(facts)}.`),
    ],
  },
  path: {
    title: (facts) => `The SOCKS proxy ${facts.proxy} cannot reach ${facts.everything ? 'anything behind it' : hosts(facts)}`,
    evidence: replied,
    fixes: (facts) => [
      network(
        `The SOCKS proxy ${facts.proxy} accepts our requests but cannot connect. Please check that the proxy resolves public names, and that its route and the firewall behind it allow this ${all(facts)}.`,
      ),
    ],
  },
  login: {
    title: (facts) => `The SOCKS proxy ${facts.proxy} ${facts.login ? 'does not accept the login' : 'requires a login'}`,
    evidence: ({ proxy, login }) =>
      login
        ? `The variable for ${proxy} has a user name and password, but the proxy refuses them or requires another login method.`
        : `${proxy} accepts no connection without a login, but its variable has none.`,
    fixes: (facts) => [
      {
        owner: 'you',
        text: `Put the right user name and password for ${facts.proxy} into the proxy variables, with special characters percent-encoded. Set both where the failing program gets its variables: in the configuration of the runner, in the shell or in the IDE.`,
        command: command`export HTTPS_PROXY='socks5h://<user>:<password>@${facts.proxy}'\nexport HTTP_PROXY="$HTTPS_PROXY"`,
      },
      network(
        `The SOCKS proxy ${facts.proxy} refuses the login of our machine. Please give us a user name and password (RFC 1929), which is the only login that our programs support, or exempt our machine from the login.`,
      ),
    ],
  },
  request: {
    title: (facts) => `The SOCKS proxy ${facts.proxy} does not support the request for ${hosts(facts)}`,
    evidence: replied,
    fixes: (facts) => [
      network(
        `The SOCKS proxy ${facts.proxy} does not support CONNECT with a host name (RFC 1928, address type 3). Please tell us a proxy that supports host names, because our programs do not look up names themselves.`,
      ),
    ],
  },
  ident: {
    title: (facts) => `The SOCKS proxy ${facts.proxy} cannot confirm the user of this machine`,
    evidence: replied,
    fixes: (facts) => [
      network(
        `The SOCKS proxy ${facts.proxy} asks our machine for the name of the user by ident (RFC 1413), but our machine runs no ident service. Please let our machine use the proxy without ident, or use SOCKS 5.`,
      ),
    ],
  },
  http: {
    title: (facts) => `${facts.proxy} answers in HTTP, but the proxy variable says SOCKS`,
    evidence: ({ proxy }) => `${proxy} answers a SOCKS greeting with an HTTP response.`,
    fixes: (facts) => [
      {
        owner: 'you',
        text: `If ${facts.proxy} is the HTTP proxy of this network, write http:// in the proxy variables instead of the SOCKS scheme.`,
        command: command`export HTTPS_PROXY=http://${facts.proxy}\nexport HTTP_PROXY="$HTTPS_PROXY"`,
      },
    ],
  },
  protocol: {
    title: (facts) => `The server at ${facts.proxy} is not a SOCKS proxy`,
    evidence: ({ proxy }) => `${proxy} accepts the connection, but its answer is not SOCKS.`,
    fixes: (facts) => [
      {
        owner: 'you',
        text: `Compare host, port and scheme of the proxy variables with what your organisation publishes; ${facts.proxy} belongs to another service.`,
        command: command`env | grep -i _proxy`,
      },
    ],
  },
  silence: {
    title: (facts) => `The SOCKS proxy ${facts.proxy} does not answer`,
    evidence: ({ proxy, endpoints }) => `${proxy} accepts connections, but the request for ${toList(endpoints)} gets no SOCKS answer.`,
    fixes: (facts) => [
      network(
        `The SOCKS proxy ${facts.proxy} accepts connections from our machine but does not answer. Please check that the proxy runs and serves our subnet ${all(facts)}.`,
      ),
      {
        owner: 'you',
        text: `Check that ${facts.proxy} is a SOCKS proxy: an HTTP proxy stays silent in the same way. If it is an HTTP proxy, write http:// in the proxy variables.`,
        command: command`curl -sS -o /dev/null -m 10 -x http://${facts.proxy} https://releases.gitpod.io/`,
      },
    ],
  },
};
