/** `npm run check`: what `npm test` does, without the browser. */
import { runTests } from './run-tests.ts';

process.exitCode = await runTests({ browser: false });
