/**
 * What the built program carries, for programs that look for known faults (CycloneDX 1.6, JSON). `npm sbom` lists the tools of
 * development as well, of which nothing is shipped. Without a date and a serial number, so that one commit gives the same bytes.
 */
import type { CarriedPackage } from './packages.ts';

interface Own {
  name: string;
  version: string;
  license: string;
}

export function sbomOf({ name, version, license }: Own, packages: readonly CarriedPackage[]): string {
  const components = packages.map((each) => ({
    type: 'library',
    'bom-ref': `${each.name}@${each.version}`,
    name: each.name,
    version: each.version,
    purl: purlOf(each),
    scope: 'required',
    ...(each.license === null ? {} : { licenses: [licenceOf(each.license)] }),
    ...(each.integrity === null ? {} : { hashes: hashesOf(each.integrity) }),
  }));
  // One package may be in two folders in the same version.
  const once = [...new Map(components.map((component) => [component['bom-ref'], component])).values()];
  const own = {
    type: 'application',
    'bom-ref': `${name}@${version}`,
    name,
    version,
    purl: purlOf({ name, version }),
    licenses: [licenceOf(license)],
  };
  const dependencies = [{ ref: own['bom-ref'], dependsOn: once.map((component) => component['bom-ref']) }];
  const document = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: own },
    components: once,
    dependencies,
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** The same for the executable, which carries Node itself; `v24.21.0`, as Node names its version. */
export function withNode(sbom: string, version: string): string {
  const { components, dependencies, ...rest } = JSON.parse(sbom) as {
    components: object[];
    dependencies: [{ ref: string; dependsOn: string[] }];
  };
  const [{ ref, dependsOn }] = dependencies;
  const plain = version.replace(/^v/, '');
  const node = {
    type: 'platform',
    'bom-ref': `node@${plain}`,
    name: 'node',
    version: plain,
    purl: `pkg:generic/node@${plain}`,
    cpe: `cpe:2.3:a:nodejs:node.js:${plain}:*:*:*:*:*:*:*`,
  };
  const document = { ...rest, components: [...components, node], dependencies: [{ ref, dependsOn: [...dependsOn, node['bom-ref']] }] };
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** Package URL specification, type npm: the scope's @ is percent-encoded. */
function purlOf({ name, version }: { name: string; version: string }): string {
  return `pkg:npm/${name.replace('@', '%40')}@${version}`;
}

/** An expression of SPDX and a single licence's id are written in different places (CycloneDX 1.6, licenses). */
function licenceOf(license: string) {
  return /\s/.test(license) ? { expression: license } : { license: { id: license } };
}

/** The lock file has base64, CycloneDX hexadecimal. */
function hashesOf(integrity: string) {
  return integrity.split(' ').map((each) => {
    const [, bits = '', base64 = ''] = /^sha(\d+)-(.+)$/.exec(each) ?? [];
    return { alg: `SHA-${bits}`, content: Buffer.from(base64, 'base64').toString('hex') };
  });
}
