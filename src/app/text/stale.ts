/** What a page says whose release is gone from the host. Apart from the other failures, because those words load with the first of them. */

export const stale = {
  title: 'This page was updated while it was open.',
  why: 'A part of the old release is gone. Nothing is lost.',
} as const;
