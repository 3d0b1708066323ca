/** A failure in place. Its words load when the page has nothing else to do, so that they are there when there is no network. */
import { late } from '../state/release.ts';

const load = async () => (await import('./failure-told.tsx')).FailureTold;

if (typeof requestIdleCallback === 'undefined') setTimeout(() => void load().catch(() => {}), 2000);
else requestIdleCallback(() => void load().catch(() => {}));

export const FailureBanner = late(load);
