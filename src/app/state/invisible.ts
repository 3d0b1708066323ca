/**
 * Signs that cannot be seen, or that turn the order of others around, in a text that a stranger wrote, by their number in Unicode:
 * so that nothing hides in it (Unicode Technical Report 36). Text -> text. Pure.
 */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

const numbered = (sign: string) => `‹U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}›`;

export const visible = (text: string): string => text.replace(unseen, numbered);
