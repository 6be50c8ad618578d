import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.{ts,tsx}'],
    exclude: ['test/lab/**', 'node_modules/**'],
    testTimeout: 10_000,
    globalSetup: ['test/support/built-program.ts'],
    env: { FORCE_COLOR: '1' },
    coverage: {
      provider: 'v8',
      include: ['src/{model,diagnosis,guide,plan,session,bundle}/**/*.ts'],
      exclude: ['**/*.test.ts'],
    },
  },
});
