/** Facts about this machine that were detected without a question. */

import { count } from '../../documents/words/quantity.ts';
import { createSay, joined, type Say } from '../../documents/words/say.ts';
import type { HostFacts } from '../../model/host-facts.ts';
import type { PresenterInput } from './input.ts';

export function detectedConditions({ session, mask }: Pick<PresenterInput, 'session' | 'mask'>): string {
  const say = createSay(mask);
  const observed = session.observations.find((observation) => observation.probe === 'host');
  const facts = observed?.probe === 'host' ? observed.facts : null;
  return facts === null
    ? ''
    : joined(', ', [
        say`${facts.platform}`,
        placeFound(facts),
        proxyFound(facts),
        facts.container && 'in a container',
        ...setUpFound(facts, say),
      ]);
}

function placeFound(facts: HostFacts): string {
  if (facts.product !== null) return `signs of ${facts.product === 'runner' ? 'a runner' : 'an environment'}`;
  return facts.ec2 === true ? 'an EC2 instance' : 'no sign of EC2';
}

function proxyFound({ proxies, otherProxies = [], otherSettings = [] }: HostFacts): string {
  if (proxies.length > 0) return count(proxies.length, 'proxy variable');
  const elsewhere = otherProxies.length > 0 || otherSettings.some(({ kind }) => kind === 'pac' || kind === 'socks');
  return elsewhere ? 'no proxy variable, but a proxy in the settings of programs' : 'no proxy variable';
}

/** Facts that the next questions will offer as answers. */
function setUpFound({ setUp }: HostFacts, say: Say): string[] {
  if (setUp === undefined) return [];
  return [
    ...(setUp.region === null ? [] : [`region ${setUp.region.name}`]),
    ...(setUp.editors.length === 0 ? [] : [setUp.editors.map((editor) => (editor === 'vscode' ? 'VS Code' : 'JetBrains')).join(' and ')]),
    ...(setUp.scm === null ? [] : [say`source code at ${setUp.scm}`]),
  ];
}
