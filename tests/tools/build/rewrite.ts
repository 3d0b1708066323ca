/**
 * Vite plugins that change one thing in one module of a package, and fail the build
 * when the place is no longer there exactly as often as expected (a new release of the package).
 */
import type { Plugin } from 'vite';

interface Rewrite {
  readonly name: string;
  /** End of the module's path. */
  readonly module: RegExp;
  readonly find: string;
  readonly replace: string;
  readonly times: number;
  /** Put before the module's first line. */
  readonly prepend: string;
}

/** Applies a rewrite to source text; throws when it no longer fits. */
export function rewrite(source: string, rule: Rewrite): string {
  const parts = source.split(rule.find);
  if (parts.length - 1 !== rule.times) {
    throw new Error(
      `${rule.name}: expected ${rule.times} of "${rule.find}", found ${parts.length - 1}. The package changed; look at it anew.`,
    );
  }
  return rule.prepend + parts.join(rule.replace);
}

/** Solid parses its templates with innerHTML; this hands it a TrustedHTML of a policy that nothing else can reach. */
export const solidTemplates: Rewrite = {
  name: 'solid-trusted-types',
  module: /solid-js[\\/]web[\\/]dist[\\/](web|dev)\.js$/,
  find: 't.innerHTML = html;',
  replace: 't.innerHTML = solidTemplate.createHTML(html);',
  times: 1,
  prepend:
    "const solidTemplate = globalThis.trustedTypes?.createPolicy('solid-template', { createHTML: (html) => html }) ?? { createHTML: (html) => html };\n",
};

/** oidc-client-ts calls the global fetch bare; this sends its two calls through our guarded transport. */
export const oidcTransport: Rewrite = {
  name: 'oidc-guarded-fetch',
  module: /oidc-client-ts[\\/]dist[\\/]esm[\\/]oidc-client-ts\.js$/,
  find: 'await fetch(',
  replace: 'await oidcTransport(',
  times: 2,
  prepend: "import { oidcTransport } from 'virtual:oidc-transport';\n",
};

export function rewritePlugin(rule: Rewrite): Plugin {
  return {
    name: `singlet:${rule.name}`,
    enforce: 'pre',
    transform(code, id) {
      if (!rule.module.test(id.split('?')[0] ?? '')) return null;
      return { code: rewrite(code, rule), map: null };
    },
  };
}
