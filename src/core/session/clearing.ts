/**
 * What was begun before everything was cleared brings nothing back: windows close, held tokens and codes are void.
 * Context -> a context of one sign-in, whose `alive` also tells that. Side effect: the tab's own sign-ins are dropped.
 */
import { SingletError } from '../base/errors.ts';
import type { ActContext } from './context.ts';
import type { News } from './news.ts';

export interface Clearing {
  /** The context of a sign-in that begins, or goes on, now. */
  begin(): ActContext;
  /** All is cleared here. */
  note(): void;
  /** Another tab may have cleared all. */
  readonly heard: News['heard'];
}

export function watchClearing(context: ActContext, heard: News['heard']): Clearing {
  let count = 0;
  const note = () => {
    count++;
    try {
      context.manual.clear();
    } catch {
      // Storage is blocked, so nothing was noted.
    }
  };
  return {
    begin() {
      const at = count;
      const alive = () => {
        context.alive();
        if (at !== count) throw new SingletError('aborted', { detail: 'everything was cleared' });
      };
      return { ...context, alive };
    },
    note,
    heard(news, before) {
      if (news.type === 'cleared') {
        note();
        context.trace({ step: 'cleared' });
      }
      return heard(news, before);
    },
  };
}
