/**
 * Compares the model with the real programs. Each runs in a network of only this machine, in which all names resolve to it; a listener
 * records whether the program contacted the proxy or the host. Without the program or namespaces the test is skipped with a message.
 */
import { test } from 'vitest';
import { destinationOf, routesTo } from '../../src/knowledge/no-proxy/index.ts';
import { parseProxyVariable } from '../../src/knowledge/proxies/variables.ts';
import { PROXY_VARIABLES } from '../../src/model/host-facts.ts';
import { CASES, type Case, sampled } from './cases.ts';
import { REAL_PROGRAMS } from './isolated/programs.ts';
import { canIsolate, whereItGoes, whyNot } from './isolated/run.ts';

const isolates = canIsolate();

const titled = REAL_PROGRAMS.map((program) => [`${program.name} goes by ${program.asked ?? 'variables and lists'}`, program] as const);

test.concurrent.for(titled)('%s, as the model predicts', { timeout: 60_000 }, async ([title, program], { expect, skip }) => {
  const reason = isolates ? await whyNot(program) : 'this machine lends no namespaces';
  if (reason !== null) {
    process.stderr.write(`PASSED OVER: ${title}: ${reason}.\n`);
    skip(reason);
  }
  const all = program.asked === undefined ? Object.values(CASES).flat() : CASES[program.asked];
  const cases = sampled(all, 'oneUrl' in program.visits ? 7 : 2);
  const seen = await whereItGoes(program, cases);
  const wrong = cases.flatMap(({ variables, urls }, index) =>
    urls.flatMap((url, at) => {
      const to = destinationOf(url);
      const model = to === null ? null : routesTo(to, environmentOf(variables))[program.name];
      const real = seen[index]?.[at]?.route;
      // No connection at all does not count as direct.
      return model === (real === 'nowhere' ? 'proxy' : real) ? [] : [`${url} under ${JSON.stringify(variables)}: ${real}`];
    }),
  );
  expect(wrong).toEqual([]);
});

function environmentOf(variables: Case['variables']) {
  const { NO_PROXY, no_proxy } = variables;
  return {
    proxies: PROXY_VARIABLES.flatMap((name) =>
      variables[name] === undefined ? [] : [parseProxyVariable(name, variables[name].replace('PROXY', '127.0.0.1:3128'))],
    ),
    lists: { ...(NO_PROXY === undefined ? {} : { NO_PROXY }), ...(no_proxy === undefined ? {} : { no_proxy }) },
  };
}
