/**
 * Every small fault that could be written into a module: conditions turned, returns emptied, statements left out, literals and
 * patterns changed. TypeScript source -> mutants, each the place and the text to put there. Pure.
 * Types, imports and declarations without a value are left alone.
 */
import ts from 'typescript';

export interface Mutant {
  readonly start: number;
  readonly end: number;
  /** From 1. */
  readonly line: number;
  readonly before: string;
  readonly after: string;
}

type Change = readonly [node: ts.Node, after: string];

const binary: Readonly<Record<string, readonly string[]>> = {
  '===': ['!=='],
  '!==': ['==='],
  '==': ['!='],
  '!=': ['=='],
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
  '&&': ['||'],
  '||': ['&&'],
  '??': ['&&'],
  '+': ['-'],
  '-': ['+'],
  '*': ['/'],
  '/': ['*'],
  '+=': ['-='],
  '-=': ['+='],
  '??=': ['='],
};

/** Methods that have an opposite, or that can be left out of a chain. */
const methods = new Map([
  ['some', 'every'],
  ['every', 'some'],
  ['startsWith', 'endsWith'],
  ['endsWith', 'startsWith'],
  ['toUpperCase', 'toLowerCase'],
  ['toLowerCase', 'toUpperCase'],
  ['indexOf', 'lastIndexOf'],
  ['lastIndexOf', 'indexOf'],
  ['push', 'unshift'],
  ['set', 'append'],
]);
const chained = new Set(['filter', 'map', 'flatMap', 'sort', 'reverse', 'slice', 'trim', 'replace', 'replaceAll', 'flat', 'catch']);

/** One change at a time to a regular expression: an anchor, a quantifier, a class, an alternative, a flag. */
function regexChanges(text: string): string[] {
  const end = text.lastIndexOf('/');
  const [body, flags] = [text.slice(1, end), text.slice(end + 1)];
  const changed = [
    body.replace(/^\^/, ''),
    body.replace(/(?<!\\)\$$/, ''),
    body.replace(/\[\^/, '['),
    body.replace(/\[(?!\^)/, '[^'),
    body.replace(/\(\?!/, '(?='),
    body.replace(/(?<!\\)\*/, '+'),
    body.replace(/(?<!\\)\+/, ''),
    body.replace(/\)\?/, ')'),
    body.replace(/(?<=["\w\]])\?/, ''),
    ...alternatives(body),
  ];
  const all = [...changed.map((one) => [one, flags] as const), ...[...flags].map((flag) => [body, flags.replace(flag, '')] as const)];
  return all.filter(([pattern, its]) => isPattern(pattern, its)).map(([pattern, its]) => `/${pattern}/${its}`);
}

function isPattern(body: string, flags: string): boolean {
  try {
    new RegExp(body, flags);
    return body !== '';
  } catch {
    return false;
  }
}

/** The expression without each of its alternatives in turn. */
function alternatives(body: string): string[] {
  const parts = body.split(/(?<!\\)\|/);
  if (parts.length === 1) return [];
  // Brackets at the rim belong to the group and stay.
  return parts.map((part, at) => {
    const open = /^.*\(/.exec(part)?.[0] ?? '';
    const close = /\).*$/.exec(part)?.[0] ?? '';
    const rest = parts.filter((_, other) => other !== at);
    if (at === 0) return open + rest.join('|');
    return at === parts.length - 1 ? rest.join('|') + close : rest.join('|');
  });
}

function callChanges(node: ts.CallExpression, text: (node: ts.Node) => string): Change[] {
  const { expression } = node;
  if (!ts.isPropertyAccessExpression(expression)) return [];
  const name = expression.name.text;
  const changes: Change[] = [];
  const opposite = methods.get(name);
  if (opposite) changes.push([expression.name, opposite]);
  if (chained.has(name)) changes.push([node, text(expression.expression)]);
  return changes;
}

function literalChanges(node: ts.Node, text: string): Change[] {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) {
    // A key is no value.
    if (ts.isPropertyAssignment(node.parent) && node.parent.name === node) return [];
    return [[node, node.text === '' ? "'mutant'" : "''"]];
  }
  if (ts.isTemplateExpression(node)) return [[node, '``']];
  if (ts.isNumericLiteral(node)) return [[node, `(${text} + 1)`]];
  if (ts.isRegularExpressionLiteral(node)) return regexChanges(text).map((after): Change => [node, after]);
  if (node.kind === ts.SyntaxKind.TrueKeyword) return [[node, 'false']];
  return node.kind === ts.SyntaxKind.FalseKeyword ? [[node, 'true']] : [];
}

function expressionChanges(node: ts.Node, text: (node: ts.Node) => string): Change[] {
  if (ts.isBinaryExpression(node)) {
    const { left, operatorToken, right } = node;
    const operator = operatorToken.getText();
    const sides: Change[] = ['&&', '||', '??'].includes(operator) ? [left, right].map((side): Change => [node, text(side)]) : [];
    return [...(binary[operator] ?? []).map((after): Change => [operatorToken, after]), ...sides];
  }
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) return [[node, text(node.operand)]];
  if (ts.isConditionalExpression(node))
    return [
      [node, text(node.whenTrue)],
      [node, text(node.whenFalse)],
    ];
  if (ts.isCallExpression(node)) return callChanges(node, text);
  if (ts.isAwaitExpression(node)) return [[node, text(node.expression)]];
  if (ts.isArrayLiteralExpression(node) && node.elements.length > 0) return [[node, '[]']];
  if (ts.isPropertyAccessExpression(node) && node.questionDotToken) return [[node.questionDotToken, '.']];
  if (ts.isObjectLiteralExpression(node)) return node.properties.map((property): Change => [property, '']);
  if (ts.isArrowFunction(node) && !ts.isBlock(node.body)) return [[node.body, 'undefined']];
  return literalChanges(node, text(node));
}

function statementChanges(node: ts.Node): Change[] {
  if (ts.isIfStatement(node))
    return [
      [node.expression, 'true'],
      [node.expression, 'false'],
    ];
  if (ts.isReturnStatement(node) && node.expression) return [[node.expression, 'undefined']];
  if (ts.isExpressionStatement(node) || ts.isThrowStatement(node) || ts.isBreakOrContinueStatement(node)) return [[node, ';']];
  return [];
}

const silent = (node: ts.Node) =>
  ts.isTypeNode(node) ||
  ts.isImportDeclaration(node) ||
  ts.isExportDeclaration(node) ||
  ts.isInterfaceDeclaration(node) ||
  ts.isTypeAliasDeclaration(node);

/** A text that is taken out of its place must not join with what stands beside it. */
function wrapped(node: ts.Node, after: string): string {
  const operand = ts.isBinaryExpression(node) || ts.isConditionalExpression(node) || ts.isAwaitExpression(node);
  if (operand) return `(${after})`;
  return ts.isArrowFunction(node.parent) && after === 'undefined' ? '(undefined)' : after;
}

/** Where a property falls away its comma has to go as well. */
function ending(source: string, node: ts.Node): number {
  const end = node.getEnd();
  if (!ts.isObjectLiteralExpression(node.parent)) return end;
  return end + (/^\s*,/.exec(source.slice(end))?.[0].length ?? 0);
}

export function mutantsOf(source: string): Mutant[] {
  const file = ts.createSourceFile('module.ts', source, ts.ScriptTarget.ES2022, true);
  const text = (node: ts.Node) => node.getText(file);
  const found = new Map<string, Mutant>();
  const visit = (node: ts.Node): void => {
    if (silent(node)) return;
    for (const [place, raw] of [...expressionChanges(node, text), ...statementChanges(node)]) {
      const start = place.getStart(file);
      const end = raw === '' ? ending(source, place) : place.getEnd();
      const before = source.slice(start, end);
      const after = wrapped(place, raw);
      if (before === after || before === raw) continue;
      found.set(`${start} ${end} ${after}`, { start, end, line: file.getLineAndCharacterOfPosition(start).line + 1, before, after });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return [...found.values()].sort((one, other) => one.start - other.start || one.end - other.end);
}

export const mutated = (source: string, { start, end, after }: Mutant) => source.slice(0, start) + after + source.slice(end);
