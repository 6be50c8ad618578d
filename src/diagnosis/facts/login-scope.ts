/**
 * For which hosts a proxy demands a login, and whether a login is valid although the proxy answers it with 407. Three observations show
 * this: the error that the proxy reports, its answers for other hosts with and without the login, and its answers when the same requests
 * are repeated.
 */
import { hostPort } from '../../model/target.ts';
import type { ConnectAnswer } from './connect-answers.ts';

/**
 * What is wrong with an account whose login is valid. `hosts`: the login passes for other hosts. `stopped`: it passed for this host before.
 * `expired`, `permission`: reported by the proxy.
 */
export type AccountMatter = 'hosts' | 'stopped' | 'expired' | 'permission';

export interface LoginScope {
  /** Tunnels that open without a login. */
  free: ConnectAnswer[];
  /** Tunnels that open only with the login. */
  proven: ConnectAnswer[];
  /** True if a tunnel that got 407 and a tunnel that opened were requested again, and both got the same answer as before. */
  isStable: boolean;
  /** What is wrong with the account; null if nothing shows that the login is valid, or if no login was sent. */
  account: AccountMatter | null;
  /** The controls and the opened tunnels that show that the login is valid. */
  evidence: string[];
}

/** Errors that a ProxySG reports for a valid login: the user lacks a permission, or the password has expired. */
const SAID: Readonly<Record<string, AccountMatter>> = {
  authorization_failed: 'permission',
  authentication_failed_password_expired: 'expired',
};

/**
 * `asked` contains the 407 answers of the proxy, either only to requests with a login or only to requests without one. Plain HTTP is
 * ignored, because a proxy may treat it differently.
 */
export function loginScope(answers: readonly ConnectAnswer[], asked: readonly ConnectAnswer[]): LoginScope {
  const sent = asked.some(({ tunnel }) => tunnel.credentialsSent);
  const tunnels = answers.filter(({ inClear }) => !inClear);
  const opened = tunnels.filter(({ kind }) => kind === null || kind === 'tunnel.5xx');
  const free = opened.filter(({ tunnel }) => !tunnel.credentialsSent);
  const openedWith = opened.filter(({ tunnel }) => tunnel.credentialsSent);
  const refusedWithout = tunnels.filter(({ kind, tunnel }) => kind === 'tunnel.407' && !tunnel.credentialsSent);
  const proven = sent ? openedWith.filter(isAtOneOf(refusedWithout)) : [];
  const stopped = sent ? openedWith.filter(isAtOneOf(asked.filter(isRepeat))) : [];
  const reference = sent ? proven : free;
  const said = asked.flatMap(({ tunnel }) => SAID[tunnel.proxyError ?? ''] ?? [])[0];
  const controls = tunnels.filter(({ observation }) => observation.purpose === 'login-repeat' || observation.purpose === 'without-login');
  return {
    ...{ free, proven },
    isStable: stopped.length === 0 && asked.some(isRepeat) && reference.some(isRepeat) && !contradictsItself(asked, opened),
    account: !sent ? null : (said ?? (stopped.length > 0 ? 'stopped' : proven.length > 0 ? 'hosts' : null)),
    evidence: [...new Set([...controls, ...reference].map(({ observation }) => observation.id))],
  };
}

/** True if the same request got 407 once and a tunnel once. */
function contradictsItself(asked: readonly ConnectAnswer[], opened: readonly ConnectAnswer[]): boolean {
  const requestOf = (answer: ConnectAnswer) => `${placeOf(answer)} ${answer.tunnel.credentialsSent}`;
  const passed = new Set(opened.map(requestOf));
  return asked.some((answer) => passed.has(requestOf(answer)));
}

function isRepeat({ observation }: ConnectAnswer): boolean {
  return observation.purpose === 'login-repeat';
}

function isAtOneOf(answers: readonly ConnectAnswer[]): (answer: ConnectAnswer) => boolean {
  const places = new Set(answers.map(placeOf));
  return (answer) => places.has(placeOf(answer));
}

function placeOf({ host, port }: ConnectAnswer): string {
  return hostPort(host, port);
}
