/** A network with one fault: of the demo, on loopback, or of the lab, in network namespaces. */
import { type Begun, nameIn, Tree, Unusable } from './tree.ts';

export function newScenario([where, file = '', word]: readonly string[], tree = new Tree()): Begun {
  const name = nameIn(word);
  if (where !== 'demo' && where !== 'lab') throw new Unusable('a scenario is of the demo or of the lab: new:scenario -- demo answers NAME');
  const toWrite = where === 'lab' ? [labScenario(tree, file, name)] : demoScenario(tree, file, name);
  tree.write();
  const next = where === 'lab' ? `npm run lab -- --only ${name}` : `npm start -- --demo ${name}, npm test -- src/demo`;
  return { written: [], toWrite, next };
}

/** Adds it to the table of that file and gives its path. */
export function labScenario(tree: Tree, file: string, name: string): string {
  const path = `test/lab/scenarios/${nameIn(file)}.ts`;
  const entry = `  {
    name: '${name}',
    title: 'TODO what is wrong in this network',
    profile: STANDARD_RUNNER,
    internet: {},
    expect: { causes: ['${name}'], never: ['unexplained-failure'], exit: 1 },
  },`;
  tree.insertBefore(path, lastLine('];'), entry, 'table of scenarios');
  return path;
}

/** Adds it to the table, and what plain sockets see of it to the expected responses. */
function demoScenario(tree: Tree, file: string, name: string): string[] {
  const path = `src/demo/scenarios/${nameIn(file)}.ts`;
  const entry = `  /** TODO what the network does. */
  '${name}': {
    title: 'TODO what is wrong in this network',
    profile: LAPTOP,
    network: { path: [{ to: 'app.gitpod.io', does: 'refuse' }] },
  },`;
  tree.insertBefore(path, lastLine(/^\}.*;$/), entry, 'table of scenarios');
  const responses = 'src/demo/scenarios/testing/expected-responses.ts';
  tree.insertBefore(responses, lastLine(/^\}.*;$/), `  '${name}': [[APP, 'tcp refuse'], RELEASES_OK],`, 'table of expected responses');
  return [path, responses];
}

function lastLine(wanted: string | RegExp): (line: string, index: number, all: readonly string[]) => boolean {
  const isIt = (line: string) => (typeof wanted === 'string' ? line === wanted : wanted.test(line));
  return (_line, index, all) => index === all.findLastIndex(isIt);
}
