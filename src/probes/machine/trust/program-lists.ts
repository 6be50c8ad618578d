/** The files of each program's trust list: a variable or a setting usually replaces the list, and sometimes adds to it. */
import { delimiter } from 'node:path';
import type { TrustingProgram } from '../../../model/program-trust.ts';
import { type Folders, readOtherSettings } from '../settings/index.ts';
import { isSystemStoreDisabled } from '../settings/vscode.ts';
import { existingPaths } from './find.ts';
import { ideAcceptedLists, ideRuntimeLists, javaLists, trustStoreOption } from './java.ts';
import { botocoreLists, findCertifi, packageFolders } from './python.ts';

export interface ProgramList {
  program: TrustingProgram;
  /** The variable or setting that names the list; null: the program's default list. */
  decidedBy: string | null;
  paths: readonly string[];
  /** Lists that are not files: the one compiled into Node, and the keychain of macOS or Windows. */
  memory: readonly ('public' | 'system')[];
}

type Usual = Pick<ProgramList, 'paths' | 'memory'>;

/** Bundle files in the order of Go's crypto/x509 (root_linux.go); the first existing one is the distribution's list. */
const BUNDLES = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/pki/tls/cacert.pem',
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  '/etc/ssl/cert.pem',
];
const FOLDERS = ['/etc/ssl/certs', '/etc/pki/tls/certs'];

export async function programLists(place: Folders): Promise<ProgramList[]> {
  const { environment } = place;
  const [bundle, settings, systemOff] = await Promise.all([existingPaths(BUNDLES), readOtherSettings(place), isSystemStoreDisabled(place)]);
  const hasFiles = place.platform !== 'darwin' && place.platform !== 'win32';
  const usual: Usual = hasFiles ? { paths: bundle.slice(0, 1), memory: [] } : { paths: [], memory: ['system'] };
  const variable = (...names: string[]) => names.flatMap((name) => (environment[name] ? [{ name, path: environment[name] }] : []))[0];
  const setting = (program: string) => settings.otherTrustFiles.filter((file) => file.program === program);
  const list = (
    program: TrustingProgram,
    decidedBy: string | null,
    paths: readonly string[],
    memory: Usual['memory'] = [],
  ): ProgramList => ({
    program,
    decidedBy,
    paths,
    memory,
  });
  const replaced = (program: TrustingProgram, by: { name: string; path: string } | undefined): ProgramList[] =>
    by === undefined ? [] : [list(program, by.name, [by.path])];
  const orUsual = (program: TrustingProgram, lists: readonly ProgramList[]) =>
    lists.length > 0 ? [...lists] : [list(program, null, usual.paths, usual.memory)];

  const extra = variable('NODE_EXTRA_CA_CERTS');
  const extraPaths = extra === undefined ? [] : [extra.path];
  const nodeReadsSystem =
    environment['NODE_USE_SYSTEM_CA'] === '1' || /--use-(system|openssl)-ca\b/.test(environment['NODE_OPTIONS'] ?? '');
  const gitFile = setting('git')[0];
  return [
    list('system', null, usual.paths, usual.memory),
    ...(hasFiles ? [await goList(environment, usual)] : [list('go', null, usual.paths, usual.memory)]),
    ...orUsual('curl', replaced('curl', hasFiles ? variable('CURL_CA_BUNDLE', 'SSL_CERT_FILE', 'SSL_CERT_DIR') : undefined)),
    ...orUsual('git', replaced('git', variable('GIT_SSL_CAINFO') ?? (gitFile && { name: gitFile.setting, path: gitFile.path }))),
    systemOff
      ? list('vscode', 'http.systemCertificates', extraPaths, ['public'])
      : list('vscode', extra?.name ?? null, [...extraPaths, ...usual.paths], ['public', ...usual.memory]),
    nodeReadsSystem
      ? list('node', 'system store switched on', [...extraPaths, ...usual.paths], ['public', ...usual.memory])
      : list('node', extra?.name ?? null, extraPaths, ['public']),
    ...setting('npm').map((file) => list('npm', file.setting, [file.path])),
    ...(await pythonLists(place, usual)),
    ...setting('pip').map((file) => list('python', `pip ${file.setting}`, [file.path])),
    ...(await awsLists(
      place,
      setting('aws').map(({ path }) => path),
    )),
    ...(await javaProgramLists(place)),
    ...(await ideLists(place, usual)),
    list('containers', null, []),
  ];
}

/** Go reads both: the file of SSL_CERT_FILE and the folders of SSL_CERT_DIR, or its defaults for either. */
async function goList(environment: Folders['environment'], usual: Usual): Promise<ProgramList> {
  const file = environment['SSL_CERT_FILE'];
  const folders = environment['SSL_CERT_DIR'];
  const decidedBy = [file ? 'SSL_CERT_FILE' : '', folders ? 'SSL_CERT_DIR' : ''].filter((name) => name !== '').join(' and ');
  const paths = [...(file ? [file] : usual.paths), ...(folders ? folders.split(delimiter) : await existingPaths(FOLDERS))];
  return { program: 'go', decidedBy: decidedBy === '' ? null : decidedBy, paths: paths.filter((path) => path !== ''), memory: [] };
}

/** The lists of the Python package requests, which pip also uses. */
async function pythonLists(place: Folders, usual: Usual): Promise<ProgramList[]> {
  const { environment } = place;
  for (const name of ['REQUESTS_CA_BUNDLE', 'CURL_CA_BUNDLE']) {
    const path = environment[name];
    if (path) return [{ program: 'python', decidedBy: name, paths: [path], memory: [] }];
  }
  const lists = await Promise.all((await packageFolders(place)).map(findCertifi));
  return lists.flatMap((list): ProgramList[] => {
    if (list === null) return [];
    return [
      list === 'systems-own'
        ? { program: 'python', decidedBy: null, ...usual }
        : { program: 'python', decidedBy: null, paths: [list], memory: [] },
    ];
  });
}

/**
 * The AWS CLI's and botocore's list. The first that exists counts: variable, profile, requests' variable, certifi if installed, their own
 * list.
 */
async function awsLists(place: Folders, inProfiles: readonly string[]): Promise<ProgramList[]> {
  const { environment } = place;
  const replaced = (decidedBy: string, path: string): ProgramList => ({ program: 'aws', decidedBy, paths: [path], memory: [] });
  if (environment['AWS_CA_BUNDLE']) return [replaced('AWS_CA_BUNDLE', environment['AWS_CA_BUNDLE'])];
  if (inProfiles.length > 0) return inProfiles.map((path) => replaced('ca_bundle', path));
  if (environment['REQUESTS_CA_BUNDLE']) return [replaced('REQUESTS_CA_BUNDLE', environment['REQUESTS_CA_BUNDLE'])];
  const packages = await packageFolders(place);
  const own = await botocoreLists(place, packages);
  const lists = await Promise.all(own.map((path) => certifiBeside(path, packages)));
  return lists.map((path) => ({ program: 'aws', decidedBy: null, paths: [path], memory: [] }));
}

async function certifiBeside(botocore: string, packages: readonly string[]): Promise<string> {
  const folder = packages.find((candidate) => botocore.startsWith(candidate));
  const certifi = folder === undefined ? null : await findCertifi(folder);
  return certifi === null || certifi === 'systems-own' ? botocore : certifi;
}

async function javaProgramLists(place: Folders): Promise<ProgramList[]> {
  const option = trustStoreOption(place.environment);
  if (option !== null) return [{ program: 'java', decidedBy: option.variable, paths: [option.path], memory: [] }];
  return (await javaLists(place)).map((path) => ({ program: 'java', decidedBy: null, paths: [path], memory: [] }));
}

/**
 * An IDE trusts its runtime's list, the system's store (`ide.load.os.certificates`, on by default: intellij-community,
 * OsCertificatesServiceImpl) and its own accepted certificates.
 */
async function ideLists(place: Folders, usual: Usual): Promise<ProgramList[]> {
  const [runtimes, accepted] = await Promise.all([ideRuntimeLists(place), ideAcceptedLists(place)]);
  const list = (path: string, decidedBy: string | null): ProgramList => ({
    program: 'jetbrains',
    decidedBy,
    paths: [path, ...usual.paths],
    memory: usual.memory,
  });
  return [...runtimes.map((path) => list(path, null)), ...accepted.map((path) => list(path, 'Server Certificates'))];
}
