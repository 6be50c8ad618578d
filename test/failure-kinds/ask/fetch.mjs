// Requests one URL and prints Node's result; NODE_EXTRA_CA_CERTS names the root.
const [url] = process.argv.slice(2);
try {
  await (await fetch(url, { signal: AbortSignal.timeout(4000) })).arrayBuffer();
  process.stdout.write('passes\n');
} catch (error) {
  let inner = error;
  while (inner.cause instanceof Error) inner = inner.cause;
  process.stdout.write(`${typeof inner.code === 'string' ? inner.code : inner.name}: ${inner.message}\n`);
}
