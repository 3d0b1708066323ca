/** `npm test`: every stage, with the browser. */
import { runTests } from './run-tests.ts';

process.exitCode = await runTests({ browser: true });
