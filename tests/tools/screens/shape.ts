/** What a picture is taken of: a width and a theme. */
export interface Shape {
  readonly width: number;
  readonly theme: 'light' | 'dark';
}

/** Takes a picture of what the page shows now, under this name. */
export type Shoot = (view: string) => Promise<void>;

export const heights: Readonly<Record<number, number>> = { 1440: 900, 1024: 768, 390: 844 };

/** Those that are kept beside the tests. */
export const kept: readonly Shape[] = [
  { width: 1440, theme: 'light' },
  { width: 1440, theme: 'dark' },
  { width: 390, theme: 'light' },
];

export const all: readonly Shape[] = [1440, 1024, 390].flatMap((width) => (['light', 'dark'] as const).map((theme) => ({ width, theme })));
