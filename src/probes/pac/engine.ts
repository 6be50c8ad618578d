/**
 * Runs a proxy script in its own JavaScript engine (QuickJS in WebAssembly), without any function of this process but those below. Used
 * only in the helper process. Like Chromium's tracing resolver (services/proxy_resolver/proxy_resolver_v8_tracing.cc), a run that needs an
 * unknown lookup ends, and the script is called again once the answer is known. The script's globals keep their values between calls.
 */
import { domainToASCII } from 'node:url';
import { Intrinsics, JSException, type JSValueHandle, QuickJS, type WasiOptions } from 'quickjs-wasi';
import type { FailureKind } from '../../model/failure.ts';
import type { ScriptCall } from '../../model/proxy-script.ts';
import { isInNetEx, isPlainHostName, sortIpAddressList } from './address-functions.ts';
import { PAC_LIBRARY } from './library.ts';

export interface EngineLimits {
  loadMs: number;
  callMs: number;
  memoryBytes: number;
  /** Different lookups in one call; later ones fail, as in Chromium (kMaxUniqueResolveDnsPerExec). */
  lookups: number;
}

/** A call of the script for one URL, with its lookups. */
export interface ScriptJob {
  known: Map<string, string>;
  /** The lookups of the previous run, and the lookups of this run. */
  before: number;
  count: number;
  missing: string | null;
  /** The number of runs that ended at an unknown lookup. */
  misses: number;
  /** The order of the lookups differs from the last run, so the next run counts them again. */
  isRestarted: boolean;
  isSteady: boolean;
  isLimited: boolean;
}

export interface RunFailure {
  kind: Extract<FailureKind, `pac.${string}`>;
  /** The class name of a standard JavaScript error. */
  code?: string;
  line?: number;
}

export type Returned =
  | { is: 'text'; text: string }
  | { is: 'null' | 'not-a-string' }
  | { is: 'failed'; failure: RunFailure }
  | { is: 'asks' };

export const createScriptJob = (): ScriptJob => ({
  known: new Map(),
  before: 0,
  count: 0,
  missing: null,
  misses: 0,
  isRestarted: false,
  isSteady: false,
  isLimited: false,
});

export const lookupKey = (call: ScriptCall, name: string) => `${call} ${name}`;

const FILE = 'proxy.pac';
/** A longer answer has more proxies than any program tries. */
const MAX_RETURNED_LENGTH = 16 * 1024;
/** Half of the module's stack, because recursion of the engine itself needs the rest. A script can catch an overflow of its own half. */
const MAX_STACK_BYTES = 256 * 1024;
const ERROR_NAMES = new Set(['Error', 'EvalError', 'RangeError', 'ReferenceError', 'SyntaxError', 'TypeError', 'URIError']);
/** In browsers, V8 gives a proxy script none of these globals. */
const MISSING_IN_BROWSERS = Intrinsics.PERFORMANCE | Intrinsics.DOM_EXCEPTION | Intrinsics.ATOB_BTOA;

export class ScriptEngine {
  readonly #vm: QuickJS;
  readonly #limits: EngineLimits;
  readonly #answers: ReadonlyMap<string, string>;
  readonly #own: readonly string[];
  readonly #clock: { deadline: number; isStopped: boolean; isLate: boolean };
  #job = createScriptJob();
  /** The engine's memory cannot be used any more. */
  isBroken = false;
  asksOwnAddress = false;
  alerts = 0;

  private constructor(vm: QuickJS, clock: { deadline: number; isStopped: boolean; isLate: boolean }, setting: EngineSetting) {
    this.#vm = vm;
    this.#clock = clock;
    this.#limits = setting.limits;
    this.#answers = setting.answers;
    this.#own = setting.ownAddresses;
    this.#define();
  }

  static async create(setting: EngineSetting): Promise<ScriptEngine> {
    const clock = { deadline: Number.POSITIVE_INFINITY, isStopped: false, isLate: false };
    const vm = await QuickJS.create({
      wasm: setting.wasm,
      memoryLimit: setting.limits.memoryBytes,
      maxStackSize: MAX_STACK_BYTES,
      intrinsics: Intrinsics.ALL & ~MISSING_IN_BROWSERS,
      ...(setting.shiftMs === 0 ? {} : { wasi: shiftedClock(setting.shiftMs) }),
      interruptHandler: () => {
        if (!clock.isStopped && cpuMs() > clock.deadline) clock.isLate = true;
        return clock.isStopped || clock.isLate;
      },
    });
    const engine = new ScriptEngine(vm, clock, setting);
    vm.evalCode(PAC_LIBRARY, 'library').dispose();
    return engine;
  }

  /** Null if the script was loaded and defines the function. */
  load(text: string, job: ScriptJob): RunFailure | { asks: string } | null {
    const loaded = this.#run(job, this.#limits.loadMs, () => this.#vm.evalCode(text, FILE).dispose());
    if (job.missing !== null) return { asks: job.missing };
    if (loaded !== null) return loaded.code === 'SyntaxError' && !this.#isSound(text) ? { ...loaded, kind: 'pac.syntax-error' } : loaded;
    let isFunction = false;
    const read = this.#run(createScriptJob(), this.#limits.loadMs, () => {
      isFunction = this.#vm.global.getProp('FindProxyForURL').consume((found) => found.isFunction);
    });
    return read ?? (isFunction ? null : { kind: 'pac.no-function' });
  }

  call(url: string, host: string, job: ScriptJob): Returned {
    let returned: Returned = { is: 'null' };
    const failure = this.#run(job, this.#limits.callMs, () => {
      const vm = this.#vm;
      vm.withScope(() => {
        const answer = vm.callFunction(vm.global.getProp('FindProxyForURL'), vm.global, vm.newString(url), vm.newString(host));
        if (answer.isString) returned = { is: 'text', text: answer.toString().slice(0, MAX_RETURNED_LENGTH) };
        else returned = { is: answer.isNull || answer.isUndefined ? 'null' : 'not-a-string' };
      });
    });
    if (job.isRestarted) return this.call(url, host, job);
    if (job.missing !== null) return { is: 'asks' };
    return failure === null ? returned : { is: 'failed', failure };
  }

  dispose(): void {
    this.#vm.dispose();
  }

  /** Null if the script ended without an error. */
  #run(job: ScriptJob, ms: number, work: () => void): RunFailure | null {
    this.#job = job;
    Object.assign(job, { count: 0, missing: null, isRestarted: false });
    Object.assign(this.#clock, { deadline: cpuMs() + ms, isLate: false });
    try {
      work();
      // Reading a property may run a getter that was ended, which is no error here.
      return this.#clock.isLate ? { kind: 'pac.timeout' } : null;
    } catch (error) {
      if (!(error instanceof JSException)) this.isBroken = true;
      return this.#clock.isLate ? { kind: 'pac.timeout' } : runFailure(error);
    } finally {
      this.#clock.deadline = Number.POSITIVE_INFINITY;
    }
  }

  /** Whether the text compiles. A SyntaxError alone does not show this, because it may come from the script's own `eval`. */
  #isSound(text: string): boolean {
    return this.#run(createScriptJob(), this.#limits.loadMs, () => void this.#vm.compile(text, FILE)) === null;
  }

  #define(): void {
    const vm = this.#vm;
    const define = (name: string, work: (...texts: (string | null)[]) => string | boolean | null | undefined) => {
      const value = vm.newFunction(name, (...given) => {
        const result = work(...given.map((each) => (each.isString ? each.toString() : null)));
        if (typeof result === 'string') return vm.newString(result);
        return typeof result === 'boolean' ? (result ? vm.true : vm.false) : result === null ? vm.null : vm.undefined;
      });
      vm.setProp(vm.global, name, value);
      value.dispose();
    };
    define('alert', () => {
      this.alerts += 1;
      return undefined;
    });
    define('dnsResolve', (host = null) => (host === null ? null : this.#lookUp('dnsResolve', host) || null));
    define('dnsResolveEx', (host = null) => (host === null ? undefined : this.#lookUp('dnsResolveEx', host)));
    define('myIpAddress', () => this.#ownAddresses()[0] ?? '127.0.0.1');
    define('myIpAddressEx', () => this.#ownAddresses().join(';'));
    define('isPlainHostName', (host = null) => {
      // A text is thrown, because an Error would show this program's paths to the script.
      if (host === null) throw 'isPlainHostName needs a text';
      return isPlainHostName(host);
    });
    define('sortIpAddressList', (list = null) => (list === null ? null : sortIpAddressList(list)));
    define('isInNetEx', (address = null, network = null) => (address === null || network === null ? null : isInNetEx(address, network)));
  }

  #ownAddresses(): readonly string[] {
    this.asksOwnAddress = true;
    return this.#own;
  }

  /** The addresses of a name; empty if it does not resolve. */
  #lookUp(call: ScriptCall, host: string): string {
    const job = this.#job;
    const name = /^[\x20-\x7e]*$/.test(host) ? host : domainToASCII(host);
    if (name === '') return '';
    const key = lookupKey(call, name);
    job.count += 1;
    const known = job.known.get(key);
    if (known !== undefined) return known;
    if (!job.isSteady && job.count <= job.before) {
      Object.assign(job, { isSteady: true, isRestarted: true });
      this.#stop();
    }
    // Ends a script that looks up other names in each run, because it would never finish.
    if (job.known.size >= this.#limits.lookups || job.misses >= 2 * this.#limits.lookups) {
      job.isLimited = true;
      return '';
    }
    const answer = this.#answers.get(key);
    if (answer === undefined) {
      Object.assign(job, { missing: key, before: job.count, misses: job.misses + 1 });
      this.#stop();
    }
    job.known.set(key, answer ?? '');
    return answer ?? '';
  }

  /** Ends the run with an error that the script cannot catch. Only an interrupted run gives such an error. */
  #stop(): void {
    this.#clock.isStopped = true;
    try {
      this.#vm.evalCode('for(;;);').dispose();
    } finally {
      this.#clock.isStopped = false;
    }
  }
}

export interface EngineSetting {
  wasm: Uint8Array<ArrayBuffer>;
  limits: EngineLimits;
  /** The addresses by `lookupKey`; an empty text if the name does not resolve. */
  answers: ReadonlyMap<string, string>;
  ownAddresses: readonly string[];
  /** The difference between the script's clock and this machine's. */
  shiftMs: number;
}

/** The time in which this process ran, because a script is not to blame for a busy machine. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** The clock of WASI (`clock_time_get`), in nanoseconds. */
function shiftedClock(shiftMs: number): WasiOptions {
  return (memory) => ({
    clock_time_get(_clock: number, _precision: bigint, at: number) {
      new DataView(memory.buffer).setBigUint64(at, BigInt(Math.round(Date.now() + shiftMs)) * 1_000_000n, true);
      return 0;
    },
  });
}

function runFailure(error: unknown): RunFailure {
  // The engine itself failed, because it needs more stack or memory than this process has.
  if (!(error instanceof JSException))
    return error instanceof RangeError ? { kind: 'pac.throws', code: 'RangeError' } : { kind: 'pac.memory' };
  const { name, message, stack = '' } = error;
  const line = Number(/\bproxy\.pac:(\d{1,7}):/.exec(stack)?.[1] ?? 0);
  const at = line > 0 ? { line } : {};
  disposeQuietly(error.handle);
  if (name === 'InternalError' && /out of memory|too long/.test(message)) return { kind: 'pac.memory', ...at };
  return { kind: 'pac.throws', ...(ERROR_NAMES.has(name) ? { code: name } : {}), ...at };
}

function disposeQuietly(handle: JSValueHandle): void {
  try {
    handle.dispose();
  } catch {
    // The engine has failed, so its memory cannot be freed.
  }
}
