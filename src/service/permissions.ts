import type { Refusal } from '../model/outcome';
import { accessDenied } from '../rules/faults';
import type { Permissions as Stance } from './options';

/** Whose permission it is: the caller's, or that of the roles of the state machines. */
export type Principal = 'caller' | 'role';

export interface Statement {
  /** Absent: both. */
  readonly of: Principal | undefined;
  readonly effect: 'permit' | 'deny';
  readonly action: RegExp;
  readonly resource: RegExp;
}

/** Who may do what: statements of the test, the later one wins; `*` stands for any text. */
export class Permissions {
  private statements: Statement[] = [];

  constructor(private readonly stance: Stance) {}

  add(effect: Statement['effect'], action: string, resource: string, of?: Principal): void {
    this.statements.push({ of, effect, action: pattern(action), resource: pattern(resource) });
  }

  /** Nobody has said anything, and everything is allowed. */
  get areOpen(): boolean {
    return this.statements.length === 0 && this.stance === 'everything';
  }

  /** The refusal of a denied action; nothing if it is allowed. */
  check(action: string, resource: string, principal: Principal = 'caller'): Refusal | undefined {
    const statement = this.statements.findLast(
      (each) => (each.of ?? principal) === principal && each.action.test(action) && each.resource.test(resource),
    );
    // The option `permissions` is about the caller: roles may do what is not denied to them.
    const stance = principal === 'role' || this.stance === 'everything';
    const allowed = statement === undefined ? stance : statement.effect === 'permit';
    return allowed ? undefined : accessDenied({ action, resource, explicit: statement !== undefined });
  }

  snapshot(): readonly Statement[] {
    return [...this.statements];
  }

  restore(statements: readonly Statement[]): void {
    this.statements = [...statements];
  }
}

function pattern(text: string): RegExp {
  const escaped = text.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*');
  return new RegExp(`^${escaped}$`);
}
