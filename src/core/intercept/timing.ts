/**
 * A browser keeps the address of every request in the page's Resource Timing list. Where a provider takes the
 * token only in the query, that list would hold it, for any script of the page and for error reporters.
 * Side effect: watches the list, and empties it when such an address turns up.
 */

const parameters = new Set<string>();

const holdsToken = ({ name }: PerformanceEntry) => [...parameters].some((parameter) => name.includes(`${parameter}=`));

/** Call it before the first request of that kind, with the parameter's name; further calls do nothing. */
export function guardTiming(parameter: string): void {
  if (typeof PerformanceObserver === 'undefined') return;
  if (parameters.size === 0) {
    new PerformanceObserver((list) => {
      if (list.getEntries().some(holdsToken)) performance.clearResourceTimings();
    }).observe({ type: 'resource' });
  }
  parameters.add(parameter);
}
