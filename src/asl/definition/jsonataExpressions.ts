import { isJsonArray, isJsonObject, type Json } from '../../model/json';
import { isJsonataExpression } from '../data/jsonata';
import { isBuiltIn } from '../data/jsonataFunctions';
import { compileJsonata } from '../data/jsonataLibrary';
import type { DiagnosticLog } from './diagnostics';
import { definitionText } from '../../rules/definitionMessages';

/** A member of `$states` that exists in some fields only. */
export type StatesMember = 'errorOutput' | 'result';

/** Where expressions are looked for. */
export interface ExpressionPlace {
  readonly log: DiagnosticLog;
  readonly location: string;
  readonly available?: StatesMember;
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
  if (typeof value === 'string') return checkText(value, place);
  if (isJsonArray(value)) {
    value.forEach((item, index) => checkExpressions(item, { ...place, location: `${place.location}[${index}]` }));
  } else if (isJsonObject(value)) {
    for (const [name, member] of Object.entries(value)) {
      checkExpressions(member, { ...place, location: `${place.location}/${name}` });
    }
  }
}

/** @documented [definition.open-expression] A text that opens or closes an expression and is none is refused. {transforming-data} */
function checkText(text: string, place: ExpressionPlace): void {
  const isExpression: boolean = isJsonataExpression(text);
  if (isExpression) return checkExpression(text.slice(2, -2), place);
  if (!text.startsWith('{%') && !text.endsWith('%}')) return;
  place.log.error('INVALID_JSONATA_EXPRESSION', definitionText('unclosedExpression'), place.location);
}

function checkExpression(expression: string, place: ExpressionPlace): void {
  const problems = new Set<string>();
  try {
    const parsed = compileJsonata(expression);
    const tree = parsed.ast();
    findProblems(tree, problems);
    const names = namesIn(tree);
    for (const name of STATES_MEMBERS) {
      if (names.states.has(name) && name !== place.available)
        problems.add(definitionText('statesFieldMissing', { name }));
    }
    place.log.references.push({ location: place.location, names: names.free });
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

function findProblems(node: unknown, problems: Set<string>): void {
  if (Array.isArray(node)) {
    for (const item of node) findProblems(item, problems);
    return;
  }
  if (!isNode(node)) return;
  if (node.type === 'name') problems.add(definitionText('topLevelReference', { name: String(node.value) }));
  if (node.type === 'variable' && node.value === '$') problems.add(definitionText('rootReference'));
  // Later steps are evaluated in the context that the first one gives.
  if (node.type === 'path') return findProblems(node.steps?.[0], problems);
  for (const member of SAME_CONTEXT) findProblems(node[member], problems);
}

/** @recorded [definition.states-members] `$states.result` and `$states.errorOutput` are refused in fields that do not have them. {recorded-captures} */
const STATES_MEMBERS: readonly StatesMember[] = ['result', 'errorOutput'];

/** The variables that an expression reads and does not make itself, and the members of `$states` that it names. */
function namesIn(tree: unknown): { free: ReadonlySet<string>; states: ReadonlySet<string> } {
  const read = new Set<string>();
  const bound = new Set<string>(['', '$', 'states']);
  const states = new Set<string>();
  const look = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    const { type, value, steps, lhs, arguments: parameters, focus, index } = node as Partial<SyntaxNode>;
    if (type === 'variable') read.add(String(value));
    if (type === 'bind' && isNode(lhs)) bound.add(String(lhs.value));
    if (type === 'lambda') for (const parameter of parameters as SyntaxNode[]) bound.add(String(parameter.value));
    if (typeof focus === 'string') bound.add(focus);
    if (typeof index === 'string') bound.add(index);
    const [first, second] = type === 'path' && Array.isArray(steps) ? (steps as SyntaxNode[]) : [];
    if (first?.type === 'variable' && first.value === 'states' && second?.type === 'name')
      states.add(String(second.value));
    for (const member of Object.values(node)) look(member);
  };
  look(tree);
  return { free: new Set([...read].filter((name) => !bound.has(name) && !isBuiltIn(name))), states };
}

function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value;
}
