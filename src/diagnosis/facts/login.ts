/** Proxies that require a login, and the schemes they accept. */

import { type ConnectAnswer, connectAnswers, failedAnswerIds, failedAnswers, hostsOf, productsOf, schemesOf } from './connect-answers.ts';
import type { View } from './view.ts';

export interface LoginFacts {
  proxy: string;
  schemes: string[];
  products: string[];
  hosts: string[];
  credentialsSent: boolean;
  /** The proxy opened no tunnel at all, so the login is required for the whole list and not only for the requested hosts. */
  nothingPasses: boolean;
}

/** Claims of one rule, made of the 407 answers of each matching proxy. */
export function loginClaims(view: View, isAbout: (login: LoginFacts) => boolean) {
  return connectAnswers(view).flatMap(({ name, answers }) => {
    const asked = answers.filter((answer) => answer.kind === 'tunnel.407');
    const nothingPasses = answers.every(({ kind }) => kind !== null);
    const claims = [asked.filter(credentialsWereSent), asked.filter((answer) => !credentialsWereSent(answer))];
    return claims.flatMap((group) => {
      const accountsFor = failedAnswerIds(group);
      const facts = { ...loginFacts(name, group), nothingPasses };
      if (accountsFor.length === 0 || !isAbout(facts)) return [];
      return [{ subject: name, confidence: 'certain' as const, accountsFor, facts }];
    });
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
