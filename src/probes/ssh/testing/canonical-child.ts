/** Run in a separate network by `canonical.real.test.ts`, where it is also the resolver: prints the facts and the looked-up names. */
import { startDnsServer } from '../../testing/dns-server.ts';
import { factsOf } from './reading.ts';

const [config = '', alias = '', mayLookUp] = process.argv.slice(2);
const resolver = await startDnsServer((name) => (name.endsWith('.corp.example') ? { A: ['192.0.2.10'] } : 'NXDOMAIN'), 53);
const facts = await factsOf(config, alias, { mayLookUp: mayLookUp === 'yes' });
process.stdout.write(JSON.stringify({ facts, names: [...new Set(resolver.asked.map((asked) => asked.split(' ')[0]))] }));
await resolver.close();
