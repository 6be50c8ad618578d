/** Checks a chain against each program's trust list. The lists are read once, on demand. */
import type { X509Certificate } from 'node:crypto';
import type { TrustResult } from '../../../model/certificate.ts';
import type { PretendTrustStore } from '../../../model/pretend-network.ts';
import type { ProgramTrust, TrustingProgram } from '../../../model/program-trust.ts';
import { parseCertificates } from '../../tls/pem.ts';
import type { Stores } from '../../tls/stores.ts';
import { CertificateStore } from '../../tls/trust-path.ts';
import { trustResultOf } from '../../tls/verify.ts';
import type { World } from '../../world.ts';
import { type Folders, foldersOf } from '../settings/index.ts';
import { type CertificateFile, readCertificates } from './certificate-file.ts';
import { type ProgramList, programLists } from './program-lists.ts';

export interface ProgramLists {
  /** Whether each program's list trusts the chain, regardless of dates and name. */
  ask(presented: readonly X509Certificate[]): Promise<ProgramTrust[]>;
  /** All roots in the lists that are installed with a program; null if there is no such list. */
  storeOf(program: TrustingProgram): Promise<CertificateStore | null>;
}

/** The maximum number of reported installations; more would only repeat these. */
const MAX_LISTS = 32;

interface Loaded {
  list: ProgramList;
  files: readonly CertificateFile[];
  store: CertificateStore;
}

/** `place`: the folders of this user's settings. */
export function createProgramTrust(
  world: World,
  stores: () => Promise<Stores>,
  place: Folders = foldersOf(world.environment),
): ProgramLists {
  let loading: Promise<Loaded[]> | null = null;
  const lists = () => {
    loading ??= world.pretend === null ? load(place) : Promise.resolve(pretended(world.pretend.trustStores ?? []));
    return loading;
  };
  return {
    async ask(presented) {
      const [loaded, known] = await Promise.all([lists(), stores()]);
      return Promise.all(loaded.map((each) => answerOf(each, presented, known)));
    },
    async storeOf(program) {
      const files = (await lists()).filter(({ list }) => list.program === program).flatMap((each) => each.files);
      return files.length === 0 ? null : storeOf(files);
    },
  };
}

async function load(place: Folders): Promise<Loaded[]> {
  const lists = (await programLists(place)).slice(0, MAX_LISTS);
  // Reads the system's list only once, because half of the programs use it.
  const files = new Map<string, Promise<CertificateFile>>();
  const read = (path: string) => {
    const reading = files.get(path) ?? readCertificates(path);
    files.set(path, reading);
    return reading;
  };
  return Promise.all(
    lists.map(async (list) => {
      const own = await Promise.all(list.paths.map(read));
      return { list, files: own, store: storeOf(own) };
    }),
  );
}

/** The pretend machine has the programs in its description. */
function pretended(stores: readonly PretendTrustStore[]): Loaded[] {
  return stores.map(({ program, path, certificates }) => {
    const holds = parseCertificates(certificates);
    const file: CertificateFile = { path, state: holds.length === 0 ? 'empty' : 'sound', certificates: holds.length, holds };
    return { list: { program, decidedBy: null, paths: [path], memory: [] }, files: [file], store: storeOf([file]) };
  });
}

function storeOf(files: readonly CertificateFile[]): CertificateStore {
  return new CertificateStore(files.flatMap(({ holds }) => holds));
}

async function answerOf({ list, files, store }: Loaded, presented: readonly X509Certificate[], stores: Stores): Promise<ProgramTrust> {
  return {
    program: list.program,
    decidedBy: list.decidedBy,
    files: files.map(({ path, state, certificates }) => ({ path, state, certificates })),
    vouches: await verdictOf(list, files, [store, ...list.memory.flatMap((name) => stores[name] ?? [])], presented),
  };
}

/** An unreadable file may contain the root, but a missing one does not. */
async function verdictOf(
  list: ProgramList,
  files: readonly CertificateFile[],
  stores: readonly CertificateStore[],
  presented: readonly X509Certificate[],
): Promise<TrustResult> {
  const answers = await Promise.all(stores.map((each) => trustResultOf(presented, each)));
  if (answers.includes('trusted')) return 'trusted';
  const isInTheDark = files.some(({ state }) => state === 'unreadable' || state === 'too-large' || state === 'not-pem');
  return isInTheDark || list.paths.length + list.memory.length === 0 ? 'unknown' : 'untrusted';
}
