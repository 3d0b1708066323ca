// Lost reactivity is what nothing else finds: the Solid rules, on the app alone. Style and the rest are Biome's.
import * as parser from '@typescript-eslint/parser';
import solid from 'eslint-plugin-solid/configs/typescript';

export default [
  {
    ...solid,
    files: ['src/app/**/*.{ts,tsx}'],
    languageOptions: { ...solid.languageOptions, parser },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      ...solid.rules,
      // Trusted Types would stop it in the browser; here it is named earlier.
      'solid/no-innerhtml': ['error', { allowStatic: false }],
    },
  },
];
