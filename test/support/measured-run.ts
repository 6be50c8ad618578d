/** Runs the program to its end and records its time and peak memory. */
import { spawn } from 'node:child_process';

export interface Measured {
  status: number | null;
  stdout: string;
  stderr: string;
  seconds: number;
  /** CPU time, which a busy machine does not increase. */
  cpuSeconds: number;
  peakMiB: number;
}

/** The process prints it itself at its end, when it can no longer be read from outside. */
const TELLS =
  'data:text/javascript,process.on("exit",()=>{const{maxRSS,userCPUTime,systemCPUTime}=process.resourceUsage();process.stderr.write("\\ntook "+maxRSS+" "+(userCPUTime+systemCPUTime)+"\\n")})';

export function measuredRun(launcher: string, args: readonly string[], env: Readonly<Record<string, string>>): Promise<Measured> {
  const began = performance.now();
  const child = spawn(process.execPath, ['--import', TELLS, launcher, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const heard = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (heard.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (heard.stderr += text));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => {
      // Where Node would read certificates itself, the program runs as the child of its watchdog, and both tell.
      const [told = ''] = /(?:\ntook \d+ \d+\n)*$/.exec(heard.stderr) ?? [];
      const all = Array.from(told.matchAll(/took (\d+) (\d+)/g), ([, kib, microseconds]) => ({
        kib: Number(kib),
        microseconds: Number(microseconds),
      }));
      resolve({
        ...{ status, stdout: heard.stdout, stderr: heard.stderr.slice(0, heard.stderr.length - told.length) },
        seconds: (performance.now() - began) / 1000,
        cpuSeconds: all.reduce((sum, { microseconds }) => sum + microseconds, 0) / 1e6,
        peakMiB: Math.round(Math.max(0, ...all.map(({ kib }) => kib)) / 1024),
      });
    });
  });
}
