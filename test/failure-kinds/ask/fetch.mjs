// Asks for one URL and prints what Node says; NODE_EXTRA_CA_CERTS names the root.
const [url] = process.argv.slice(2);
try {
  await (await fetch(url, { signal: AbortSignal.timeout(4000) })).arrayBuffer();
  process.stdout.write('passes\n');
} catch (error) {
  const { code = error.name, message } = error.cause ?? error;
  process.stdout.write(`${code}: ${message}\n`);
}
