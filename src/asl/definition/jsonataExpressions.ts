import { isJsonArray, isJsonObject, type Json } from '../../model/json';
import { isJsonataExpression } from '../data/jsonata';
import { compileJsonata } from '../data/jsonataLibrary';
import type { DiagnosticLog } from './diagnostics';
import { definitionText } from '../../rules/definitionMessages';

/** Where expressions are looked for. */
export interface ExpressionPlace {
  readonly log: DiagnosticLog;
  readonly location: string;
  /** `$states.errorOutput` exists here. */
  readonly inCatch?: boolean;
}

interface SyntaxNode {
  readonly type: string;
  readonly value?: unknown;
  readonly steps?: readonly SyntaxNode[];
  readonly [member: string]: unknown;
}

/**
 * Parses every expression in a value and logs what AWS refuses when a definition is stored: bad syntax, names that are
 * looked up in no context, and parts of `$states` that do not exist. In a JSONPath state the strings are data: callers
 * do not come here.
 */
export function checkExpressions(value: Json, place: ExpressionPlace): void {
  if (isJsonataExpression(value)) checkExpression(value.slice(2, -2), place);
  else if (isJsonArray(value)) {
    value.forEach((item, index) => checkExpressions(item, { ...place, location: `${place.location}[${index}]` }));
  } else if (isJsonObject(value)) {
    for (const [name, member] of Object.entries(value)) {
      checkExpressions(member, { ...place, location: `${place.location}/${name}` });
    }
  }
}

function checkExpression(expression: string, place: ExpressionPlace): void {
  const problems = new Set<string>();
  try {
    const parsed = compileJsonata(expression);
    findProblems(parsed.ast(), place.inCatch === true, problems);
  } catch (error) {
    const { message } = error as { message: string };
    place.log.error('INVALID_JSONATA_EXPRESSION', message, place.location);
  }
  for (const problem of problems) place.log.error('UNSUPPORTED_JSONATA_EXPRESSION', problem, place.location);
}

/**
 * Members of a syntax node that are evaluated in the same context as the node itself.
 *
 * @assumed [definition.function-body] What a function body refers to is not looked at. Because: a body may be applied to another context.
 */
const SAME_CONTEXT = ['lhs', 'rhs', 'expression', 'expressions', 'arguments', 'procedure', 'condition', 'then', 'else'];

function findProblems(node: unknown, inCatch: boolean, problems: Set<string>): void {
  if (Array.isArray(node)) {
    for (const item of node) findProblems(item, inCatch, problems);
    return;
  }
  if (!isNode(node)) return;
  if (node.type === 'name') problems.add(definitionText('topLevelReference', { name: String(node.value) }));
  if (node.type === 'variable' && node.value === '$') problems.add(definitionText('rootReference'));
  if (node.type === 'path') {
    const steps = node.steps ?? [];
    // Later steps are evaluated in the context that the first one gives.
    findProblems(steps[0], inCatch, problems);
    if (!inCatch && isErrorOutput(steps)) problems.add(definitionText('statesFieldMissing', { name: 'errorOutput' }));
    return;
  }
  for (const member of SAME_CONTEXT) findProblems(node[member], inCatch, problems);
}

function isErrorOutput([first, second]: readonly SyntaxNode[]): boolean {
  return (
    first?.type === 'variable' && first.value === 'states' && second?.type === 'name' && second.value === 'errorOutput'
  );
}

function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value;
}
