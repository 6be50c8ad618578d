/** Proxies that require a login, and the schemes they accept. */

import { type ConnectAnswer, connectAnswers, failedAnswerIds, failedAnswers, hostsOf, productsOf, schemesOf } from './connect-answers.ts';
import { type LoginScope, loginScope } from './login-scope.ts';
import { memoize } from './memo.ts';
import type { View } from './view.ts';

export interface LoginFacts {
  proxy: string;
  schemes: string[];
  products: string[];
  hosts: string[];
  credentialsSent: boolean;
  /** True if the proxy let no host past its login, so that the login is required for all listed hosts and not only for the requested ones. */
  nothingPasses: boolean;
}

/** The 407 answers of one proxy, either only to requests with a login or only to requests without one. */
export interface AskedLogin {
  asked: ConnectAnswer[];
  accountsFor: string[];
  facts: LoginFacts;
  scope: LoginScope;
}

export const askedLogins = memoize((view: View): AskedLogin[] =>
  connectAnswers(view).flatMap(({ name, answers }) => {
    const asked = answers.filter((answer) => answer.kind === 'tunnel.407');
    const nothingPasses = answers.every(({ kind }) => kind !== null && kind !== 'tunnel.5xx');
    const groups = [asked.filter(credentialsWereSent), asked.filter((answer) => !credentialsWereSent(answer))];
    return groups.flatMap((group) => {
      const accountsFor = failedAnswerIds(group);
      if (accountsFor.length === 0) return [];
      return [{ asked: group, accountsFor, facts: { ...loginFacts(name, group), nothingPasses }, scope: loginScope(answers, group) }];
    });
  }),
);

/** The claims of one rule: one claim for each matching proxy, made of the 407 answers of that proxy. */
export function loginClaims(view: View, isAbout: (login: LoginFacts, scope: LoginScope) => boolean) {
  return askedLogins(view).flatMap(({ asked, accountsFor, facts, scope }) => {
    if (!isAbout(facts, scope)) return [];
    const evidence = asked.flatMap(({ observation }) => (observation.purpose === 'other-host' ? observation.id : []));
    return [{ subject: facts.proxy, confidence: 'certain' as const, accountsFor, evidence, facts }];
  });
}

/** Every program supports Basic; a proxy that names no scheme is assumed to accept it. */
export function acceptsBasic(login: LoginFacts): boolean {
  return login.schemes.length === 0 || login.schemes.some((scheme) => scheme.toLowerCase() === 'basic');
}

function credentialsWereSent(answer: ConnectAnswer): boolean {
  return answer.tunnel.credentialsSent;
}

function loginFacts(proxy: string, group: readonly ConnectAnswer[]): Omit<LoginFacts, 'nothingPasses'> {
  return {
    proxy,
    schemes: schemesOf(group),
    products: productsOf(group),
    hosts: hostsOf(failedAnswers(group)),
    credentialsSent: group.some(credentialsWereSent),
  };
}
