/** `npm run check`: what `npm test` does, without the browser and with a quarter of the longest tests. */
import { runTests } from './run-tests.ts';

process.exitCode = await runTests({ browser: false });
