// The long tests: faults of the real process, thousands of cases, load.
import { defineConfig } from 'vitest/config';

export default defineConfig({
	test: {
		include: ['tests/long/**/*.test.ts', 'tests/rights/**/*.long.test.ts', 'src/**/*.long.test.ts'],
		globalSetup: ['tests/database.ts'],
		fileParallelism: false,
		testTimeout: 300_000,
		hookTimeout: 300_000,
		expect: { requireAssertions: true }
	}
});
