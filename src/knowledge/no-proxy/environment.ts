/**
 * The proxy variables as programs read them. Proxies are kept in parts, without secrets; a list is kept as text, because a space, a bracket
 * or a comma changes its meaning for a program.
 */
import type { NoProxyVariable, ProxyVariable, ProxyVariableName } from '../../model/host-facts.ts';
import { noProxyText } from '../proxies/variables.ts';

export type NoProxyName = NoProxyVariable['name'];

export interface ProxyEnvironment {
  proxies: readonly ProxyVariable[];
  /** The lists by variable. A variable that is not set is absent. */
  lists: Readonly<Partial<Record<NoProxyName, string>>>;
}

/** Reads recorded facts. A dropped entry becomes one that matches nothing. */
export function environmentOfFacts(proxies: readonly ProxyVariable[], noProxy: readonly NoProxyVariable[]): ProxyEnvironment {
  return { proxies, lists: Object.fromEntries(noProxy.map((list) => [list.name, noProxyText(list)])) };
}

/** Like `a || b`: the first of these variables that is not empty. */
export function nonEmptyProxy(environment: ProxyEnvironment, ...names: ProxyVariableName[]): ProxyVariable | null {
  return named(environment, names).find((variable) => !isEmpty(variable)) ?? null;
}

/** Like `a ?? b`: the first variable that is set decides, and an empty one means no proxy. */
export function firstProxy(environment: ProxyEnvironment, ...names: ProxyVariableName[]): ProxyVariable | null {
  const [variable] = named(environment, names);
  return variable === undefined || isEmpty(variable) ? null : variable;
}

export function nonEmptyList(environment: ProxyEnvironment, ...names: NoProxyName[]): string {
  return names.map((name) => environment.lists[name] ?? '').find((text) => text !== '') ?? '';
}

export function firstList(environment: ProxyEnvironment, ...names: NoProxyName[]): string {
  return names.map((name) => environment.lists[name]).find((text) => text !== undefined) ?? '';
}

/** Whether one of these variables is set, even if empty. */
export function isAnySet(environment: ProxyEnvironment, ...names: ProxyVariableName[]): boolean {
  return named(environment, names).length > 0;
}

function named(environment: ProxyEnvironment, names: readonly ProxyVariableName[]): ProxyVariable[] {
  return names.flatMap((name) => environment.proxies.find((variable) => variable.name === name) ?? []);
}

function isEmpty(variable: ProxyVariable): boolean {
  return variable.problems.includes('empty');
}
