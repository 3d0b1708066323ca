import { describe, expect, test } from 'vitest';
import { type JourneyName, readPlaces, stepCount, tourNames } from '../../../src/app/state/tour.ts';
import { stepsOf } from '../../../src/app/state/tour-steps.ts';
import { asideOf, tourLines, tourTitles } from '../../../src/app/text/tour-offer.ts';
import { tourWords } from '../../../src/app/text/tours.ts';

const journeys: readonly JourneyName[] = ['try', ...tourNames];
const providers = ['sandbox-singly', 'sandbox-kiln', 'sandbox-smartfile', 'kiln', 'singly'];

describe('a tour', () => {
  test.each(journeys)('%s has words for each of its steps, and no others', (name) => {
    const steps = stepsOf(name, 'sandbox-kiln');
    expect(Object.keys(tourWords[name].steps).sort()).toEqual(steps.map((step) => step.name).sort());
    for (const step of steps) {
      const words = tourWords[name].steps[step.name];
      for (const text of [words?.act, words?.seen]) expect(text).toMatch(/^\S.*\.$/);
      if (step.needs) expect(words?.gone).toMatch(/\.$/);
      expect(step.redo ?? 0).toBeLessThan(steps.length);
    }
    expect(tourTitles[name] && tourLines[name] && tourWords[name].end.title).toBeTruthy();
  });

  test.each(journeys.flatMap((name) => providers.map((provider) => [name, provider] as const)))(
    '%s at %s is as long as it says',
    (name, provider) => {
      expect(stepCount(name, provider)).toBe(stepsOf(name, provider).length);
    },
  );

  test('no step is called twice', () => {
    for (const name of journeys) {
      const names = stepsOf(name, 'sandbox-kiln').map((step) => step.name);
      expect(new Set(names).size).toBe(names.length);
    }
  });

  test('says how long it is, where it goes on, or that it is over', () => {
    expect([undefined, 0, 2, 6].map((step) => asideOf(step, 6))).toEqual([
      '6 steps',
      'Step 1 of 6, go on',
      'Step 3 of 6, go on',
      'At its end',
    ]);
  });
});

describe('places that were kept', () => {
  const kept = { current: 'pkce', places: { pkce: { step: 3, since: 5, done: true }, secret: { step: 1, since: 9, done: false } } };

  test('are read as written, and told to come from another page', () => {
    expect(readPlaces(JSON.stringify(kept))).toEqual({
      current: 'pkce',
      places: { pkce: { step: 3, since: 5, done: true, loaded: true }, secret: { step: 1, since: 9, done: false, loaded: true } },
    });
  });

  test.each([
    null,
    '',
    '{',
    '3',
    '[]',
    '{"current":"pkce"}',
    '{"current":"pkce","places":7}',
    '{"current":"pkce","places":{"pkce":{"step":-1,"since":0}}}',
    '{"current":"pkce","places":{"pkce":{"step":1.5,"since":0}}}',
    '{"current":"pkce","places":{"pkce":{"step":"1","since":0}}}',
    '{"current":"pkce","places":{"__proto__":{"step":1,"since":0},"other":{"step":1,"since":0}}}',
  ])('that nobody here wrote are none: %s', (text) => {
    expect(readPlaces(text)).toEqual({ current: null, places: {} });
  });
});
