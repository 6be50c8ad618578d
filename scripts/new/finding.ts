/** A cause: its code, its place among the rules, and the beginning of rule, test, lab scenario and trial by hand. */
import { FINDINGS } from '../../src/model/finding-codes.ts';
import { labScenario } from './scenario.ts';
import { type Begun, camel, nameIn, Tree, Unusable } from './tree.ts';

const CODES = 'src/model/finding-codes.ts';
const REGISTRY = 'src/diagnosis/rules/all.ts';

export function newFinding([code = '', word, option, lab, ...more]: readonly string[], tree = new Tree()): Begun {
  if (!/^GD[1-9]\d\d$/.test(code)) throw new Unusable(`“${code}” is no code: GD419, in the hundred of its layer (docs/findings)`);
  const name = nameIn(word);
  if (code in FINDINGS) throw new Unusable(`${code} is ${FINDINGS[code as keyof typeof FINDINGS]}; take the next number that is free`);
  if (Object.values<string>(FINDINGS).includes(name)) throw new Unusable(`there is a cause named ${name} already`);
  const ofNetwork = code < 'GD6';
  if (ofNetwork && (option !== '--lab' || lab === undefined || more.length > 0))
    throw new Unusable(`a cause of the network is shown in the lab: add --lab FILE, a file of test/lab/scenarios such as services`);
  const number = code.slice(2);
  const rule = `src/diagnosis/rules/${number}-${name}.ts`;
  const test = `src/diagnosis/rules/${number}-${name}.test.ts`;

  tree.insertBefore(CODES, (line) => /^ {2}GD\d+:/.test(line) && line.trim() > code, `  ${code}: '${name}',`, 'code behind it');
  tree.insertBefore(REGISTRY, exportBehind(number), `export { ${camel(name)} } from './${number}-${name}.ts';`, 'rule behind it');
  tree.create(rule, ruleText(code, name));
  tree.create(test, testText(code, name));
  if (!ofNetwork) return end(tree, [CODES, REGISTRY], [rule, test, 'test/by-hand/looks.ts']);

  const trials = 'test/lab/by-hand/trials.ts';
  const trial = `  ${code}: { in: '${name}', values: {}, looks: ['healthy'] },`;
  tree.insertBefore(trials, (line) => /^ {2}GD\d+:/.test(line) && line.trim() > code, trial, 'trial behind it');
  return end(tree, [CODES, REGISTRY], [rule, test, labScenario(tree, lab ?? '', name), trials]);
}

function end(tree: Tree, written: readonly string[], toWrite: readonly string[]): Begun {
  tree.write();
  return { written, toWrite, next: 'npm run typecheck, npm test -- src/diagnosis/rules, npm run generate, npm run check' };
}

/** Rules are in the order of the codes, after which only 901 and its like come. */
function exportBehind(number: string): (line: string) => boolean {
  return (line) => (/^export .* from '\.\/(\d+)-/.exec(line)?.[1] ?? '') > number;
}

function ruleText(code: string, name: string): string {
  return `/** ${code}: TODO what is wrong, in one line. */

import { command } from '../../model/command/index.ts';
import { failedHost } from '../facts/view.ts';
import { defineRule } from './rule.ts';

export const ${camel(name)} = defineRule({
  code: '${code}',

  // Facts come from ../facts; a sentence here is a sign to stop. With \`excludes\` for each neighbour it may be certain.
  find(view) {
    return view.failedWeb.flatMap((observation) => {
      const host = failedHost(observation);
      if (host === null || observation.failure?.kind !== 'unclassified') return [];
      return [{ subject: host, confidence: 'possible', accountsFor: [observation.id], facts: { host } }];
    });
  },

  summary: 'TODO what is wrong.',
  why: 'TODO why it happens.',
  stops: 'TODO what stops working.',
  confusedWith: { 'unexplained-failure': 'TODO what is seen there instead; it follows “With CODE NAME, ”.' },
  byHand: [{ run: command\`curl -sS https://<host>/\`, shows: 'TODO', tells: 'TODO what that means.' }],
  example: { host: '<host>' },
  title: ({ host }) => \`TODO \${host} …\`,
  evidence: ({ host }) => [\`TODO what was seen of \${host}.\`],
  fixes: () => [{ owner: 'network-team', text: 'TODO what to change.' }],
});
`;
}

function testText(code: string, name: string): string {
  return `/** If one fails, TODO what a user would be told wrongly. */
import { describe, expect, test } from 'vitest';
import { claimsOf, onlyClaim } from '../facts/testing/claims.ts';
import { fails, passes, session } from '../testing/session.ts';
import { ${camel(name)} } from './${code.slice(2)}-${name}.ts';

const HOST = 'releases.gitpod.io';

describe('${code} ${name}', () => {
  test('is TODO when it fails as this cause makes it fail', () => {
    const told = session().https(HOST, fails('unclassified')).build();
    expect(onlyClaim(${camel(name)}, told)).toMatchObject({ subject: HOST, confidence: 'possible', accountsFor: ['o1'] });
  });

  test('does not fire for its nearest neighbour', () => {
    const told = session().https(HOST, passes()).build();
    expect(claimsOf(${camel(name)}, told)).toEqual([]);
  });
});
`;
}
