/** Raw mode around the screen: on before anything is loaded, so that early keys are not echoed into the first frame. */
export async function inRawMode<T>(run: () => Promise<T>): Promise<T> {
  process.stdin.setRawMode(true);
  try {
    return await run();
  } finally {
    process.stdin.setRawMode(false);
    process.stdin.unref();
  }
}
