/**
 * The entry of the app: takes the base address once, mounts, and has the vault opened.
 * Side effects: everything visible.
 */
import { render } from 'solid-js/web';
import './ui/tokens.css';
import './ui/base.css';
import { App } from './app.tsx';
import { open } from './state/arrival.ts';
import { makeAttempts } from './state/attempt.ts';

const root = document.getElementById('app');
if (!root) throw new Error('index.html has no #app');

const base = new URL('./', document.baseURI);
const attempts = makeAttempts(() => sessionStorage, base);

render(() => <App base={base} attempts={attempts} opening={open(base, attempts)} />, root);
