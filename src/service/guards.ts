import { checkOptions, invalid, isMembers, isWholeFrom } from '../model/arguments';
import { TestkitError } from '../model/testkitError';
import { operationNamed, type OperationName } from './operations/operationTable';
import type { SeedRecipe } from './seeding';

/** Recipes, and of each which of its executions: the one, the first few, or one for each time that it is in a list. */
export function checkedSeed(given: unknown, options: { count: number } | undefined): [SeedRecipe, sequence: number][] {
  if (Array.isArray(given)) {
    if (options !== undefined) throw invalid('seed() takes a list of recipes, or a count of one.', options, SEED_HINT);
    const recipes = given.map((each: unknown) => checkedRecipe(each));
    const times = (recipe: SeedRecipe, index: number) =>
      recipes.slice(0, index).filter((each) => each === recipe).length;
    for (const recipe of new Set(recipes)) refuseOneName(recipe, recipes.filter((each) => each === recipe).length);
    return recipes.map((recipe, index) => [recipe, times(recipe, index)]);
  }
  const recipe = checkedRecipe(given);
  if (options === undefined) return [[recipe, 0]];
  checkOptions('seed()', options, ['count'], 'sfn.seed(recipe, { count: 200 })');
  const { count } = options;
  if (!isWholeFrom(1, count)) {
    const hint = 'Write for example sfn.seed(recipe, { count: 200 }).';
    throw invalid('The option count of seed() is a whole number, from 1.', count, hint);
  }
  refuseOneName(recipe, count);
  return Array.from({ length: count }, (_, sequence) => [recipe, sequence]);
}

const SEED_HINT = "Write for example sfn.seed(failedExecution('lambda-function-failed')), or take importExecution(…).";

function checkedRecipe(recipe: unknown): SeedRecipe {
  if (isRecipe(recipe)) return recipe;
  throw invalid('seed() takes a recipe.', recipe, SEED_HINT);
}

function isRecipe(recipe: unknown): recipe is SeedRecipe {
  return isMembers(recipe) && typeof recipe.kind === 'string' && typeof recipe.seedInto === 'function';
}

/** At once, and not when the first of them is there. */
function refuseOneName({ kind, onlyName }: SeedRecipe, count: number): void {
  if (onlyName === undefined || count < 2) return;
  throw new TestkitError({
    code: 'RECIPE_REUSED',
    what: `All ${count} executions would be named '${onlyName}'.`,
    hint:
      kind === 'captured execution'
        ? 'Seed it once; take a catalogue recipe for many executions of one kind.'
        : 'Leave executionName out, or make it a function: executionName: (sequence) => `order-${sequence}`.',
  });
}

export function checkSettling(call: string, options: unknown): void {
  checkOptions(call, options, ['skipTime'], `sfn.${call.replace('()', '({ skipTime: true })')}`);
  const { skipTime } = options as { skipTime?: unknown };
  if (skipTime === undefined || typeof skipTime === 'boolean') return;
  throw invalid(`The option skipTime of ${call} is true or false.`, skipTime, 'Write { skipTime: true }.');
}

export function checkListener(listener: unknown): void {
  if (typeof listener === 'function') return;
  const hint = 'Write for example sfn.onStatusChange((event) => autoRedrive(event)).';
  throw invalid('onStatusChange() takes a function.', listener, hint);
}

export function foreignSnapshot(snapshot: unknown): TestkitError {
  return invalid(
    'restore() takes what snapshot() of the same fake returned.',
    snapshot,
    'Write const before = sfn.snapshot(), and later sfn.restore(before) with the same sfn.',
  );
}

/** An execution: its ARN, or anything that carries it. */
export type ExecutionRef = string | { readonly executionArn?: string | undefined };
/** A state machine: its ARN, also with version, alias or label, or anything that carries it. */
export type StateMachineRef = string | { readonly stateMachineArn?: string | undefined };

/** The ARN that a reference is or carries; nothing if it carries none. */
export function arnOf(member: 'executionArn' | 'stateMachineArn', reference: unknown): string | undefined {
  if (typeof reference === 'string') return reference;
  const what = member === 'executionArn' ? 'An execution' : 'A state machine';
  const hint = `Give its ARN, or something with a member ${member}.`;
  if (!isMembers(reference)) throw invalid(`${what} is named by its ARN.`, reference, hint);
  const arn = reference[member];
  if (arn === undefined || typeof arn === 'string') return arn;
  throw invalid(`The member ${member} is a text.`, arn, hint);
}

const MOST_LISTED = 10;

export function unknownResource(what: string, arn: string | undefined, known: readonly string[]): TestkitError {
  const listed = known.slice(0, MOST_LISTED).map((each) => `  ${each}`);
  const more = known.length > listed.length ? [`  … and ${known.length - listed.length} more`] : [];
  return new TestkitError({
    code: what === 'execution' ? 'EXECUTION_UNKNOWN' : 'RESOURCE_UNKNOWN',
    what: `This fake has no ${what} ${arn ?? '(no ARN was given)'}.`,
    found: known.length === 0 ? 'It has none at all.' : ['It has:', ...listed, ...more].join('\n'),
    hint: 'Create it in this fake first; another fake, or one that was reset, does not know it.',
  });
}

/** A direct method that was given something else than the members of a request, for example an ARN. */
export function noInput(operation: OperationName, given: unknown): TestkitError {
  const method = operation.charAt(0).toLowerCase() + operation.slice(1);
  const needed = Object.entries(operationNamed(operation).request).filter(([, member]) => member.required);
  const members = needed.map(([name]) => name).join(', ');
  const hint = `Write sfn.${method}(${members === '' ? '{}' : `{ ${members} }`}), as the SDK's ${operation}Command is written.`;
  return invalid(`${method}() takes the members of the request in an object.`, given, hint);
}
