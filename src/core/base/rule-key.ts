/** Names what a rule covers, whoever's it is. Pure. */
export const ruleKey = ({ origin, path }: { readonly origin: string; readonly path: string }) => origin + path;
