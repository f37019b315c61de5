import { checkOptions, invalid } from '../../model/arguments';
import { didYouMean } from '../../model/didYouMean';
import { hasPieces } from '../../model/wildcards';
import type { Refusal } from '../../model/outcome';
import { accessDenied } from '../../rules/faults';
import { operationNames } from '../operations/operationTable';
import type { ResolvedOptions } from '../options';

/** Whose permission it is: the caller's, or that of the roles of the state machines. */
export type Principal = 'caller' | 'role';

/** Whose permission is given or taken: that of the caller, or of the roles of the state machines; of both unless said. */
export interface PermissionOptions {
  of?: Principal;
}

export interface Statement {
  /** Absent: both. */
  readonly of: Principal | undefined;
  readonly effect: 'allow' | 'deny';
  readonly action: Pattern;
  readonly resource: Pattern;
}

/** The pieces of a text between its wildcards. */
type Pattern = readonly string[];

/** Who may do what: statements of the test, the later one wins; `*` stands for any text. */
export class Permissions {
  private statements: Statement[] = [];

  /** Nobody has said anything, and everything is allowed. A member and not a getter: each call asks. */
  areOpen: boolean;

  constructor(private readonly stance: ResolvedOptions['permissions']) {
    this.areOpen = stance === 'everything';
  }

  /** @throws TestkitError `ARGUMENT_INVALID`, `OPTION_UNKNOWN` for what would never match. */
  add(effect: Statement['effect'], action: string, resource: string, options: PermissionOptions): void {
    checkAction(effect, action);
    checkResource(effect, resource);
    checkOptions(`${effect}()`, options, ['of'], `${effect}('states:RedriveExecution', '*', { of: 'role' })`);
    const { of } = options;
    if (of !== undefined && of !== 'caller' && of !== 'role') {
      throw invalid(`The option of of ${effect}() is 'caller' or 'role'.`, of, 'Leave it out to mean both.');
    }
    this.areOpen = false;
    this.statements.push({ of, effect, action: pattern(action), resource: pattern(resource) });
  }

  /** The refusal of a denied action; nothing if it is allowed. */
  check(action: string, resource: string, principal: Principal = 'caller'): Refusal | undefined {
    const statement = this.statements.findLast(
      (each) =>
        (each.of ?? principal) === principal && hasPieces(action, each.action) && hasPieces(resource, each.resource),
    );
    // The option `permissions` is about the caller: roles may do what is not denied to them.
    const stance = principal === 'role' || this.stance === 'everything';
    const allowed = statement === undefined ? stance : statement.effect === 'allow';
    return allowed ? undefined : accessDenied({ action, resource, explicit: statement !== undefined });
  }

  snapshot(): readonly Statement[] {
    return [...this.statements];
  }

  restore(statements: readonly Statement[]): void {
    this.statements = [...statements];
    this.areOpen = statements.length === 0 && this.stance === 'everything';
  }
}

/** An action that nothing is ever asked for would be without effect, silently. */
function checkAction(effect: string, action: unknown): void {
  const hint = `Write for example ${effect}('states:RedriveExecution') or ${effect}('states:*').`;
  if (typeof action !== 'string' || !/^(\*|[a-z0-9*-]+:[A-Za-z*]+)$/.test(action)) {
    throw invalid(`${effect}() takes an action as IAM writes it, service:Action, with * for any text.`, action, hint);
  }
  const known = pattern(action);
  if (!action.startsWith('states:') || operationNames.some((name) => hasPieces(`states:${name}`, known))) return;
  const what = `Step Functions has no operation that the action of ${effect}() stands for.`;
  const actions = operationNames.map((name) => `states:${name}`);
  throw invalid(what, action, didYouMean(action, actions) ?? hint);
}

function checkResource(effect: string, resource: unknown): void {
  if (typeof resource === 'string' && (resource.startsWith('arn:') || resource.includes('*'))) return;
  const hint = `Write for example ${effect}('states:RedriveExecution', executionArn), or '*' for any resource.`;
  throw invalid(`${effect}() takes the ARN of a resource, with * for any text.`, resource, hint);
}

function pattern(text: string): Pattern {
  return text.split('*');
}
