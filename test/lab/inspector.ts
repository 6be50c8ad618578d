/** The company's inspector: mitmproxy on the firewall, which intercepts all TLS that leaves the company. */
import { copyFile } from 'node:fs/promises';
import { handOver } from './hand-over.ts';
import { inside } from './namespaces.ts';
import { serve } from './processes.ts';

const PORT = 8088;

/** The inspector's CA in the customer's home, as a company installs it. */
export const INSPECTOR_ROOT = 'inspector-root.pem';

export async function startInspector(namespace: string, folder: string, rootsFile: string, options: readonly string[]): Promise<void> {
  const settings = [`confdir=${folder}/mitmproxy`, `ssl_verify_upstream_trusted_ca=${rootsFile}`, ...options];
  const command = ['mitmdump', '--mode', 'transparent', '--listen-port', String(PORT), ...settings.flatMap((one) => ['--set', one])];
  await serve(inside(namespace, ['env', 'PYTHONUNBUFFERED=1', ...command]), /Proxy server listening/);
  await copyFile(`${folder}/mitmproxy/mitmproxy-ca-cert.pem`, `${folder}/home/${INSPECTOR_ROOT}`);
  await handOver(namespace, { 443: PORT, 8443: PORT });
}
