import { runInThisContext } from 'node:vm';
import { Socket } from 'node:net';

/** A call of one of Node's own functions, on its way. */
export interface HookedCall {
  readonly point: string;
  readonly self: unknown;
  readonly args: unknown[];
  /** What would be called without us, with other arguments if need be. */
  proceed(args?: readonly unknown[]): unknown;
}

/** What decides about the requests of one program: of a process, or of one test file where each has a world of its own. */
export interface GuardScope {
  intercept(call: HookedCall): unknown;
  /**
   * Whether the program has come to its end and another has begun.
   *
   * @param isNewWorld A new global object is being made: so Jest begins a test file.
   */
  isOver(isNewWorld: boolean): boolean;
}

type Hookable = (this: unknown, ...args: unknown[]) => unknown;

/** The scopes of this process, and the functions that ask them. */
export interface Hooks {
  /** @param realm `Object.prototype` of the program: what is made there is told by it. */
  enter(scope: GuardScope, realm: object): void;
  hook(holder: object, name: string, point: string): void;
  unhook(holder: object, name: string): void;
  /** Whether nobody has put anything over the hook. */
  isOnTop(holder: object, name: string): boolean;
  /** Passes on what a channel of Node reports, which has nobody who could proceed. */
  listen(point: string): (message: unknown) => void;
}

/** Knows which scope a call belongs to. */
interface Scopes {
  enter(scope: GuardScope, realm: object): void;
  of(args: readonly unknown[]): GuardScope | undefined;
  /** A new global object is being made. */
  beginWorld(): void;
}

// The two functions below are made in the realm of Node itself, from their text: Node's modules are shared by all test files of a Jest
// worker, and a function of one file's sandbox in there would keep the whole sandbox, and would run on when the sandbox has been taken
// down. So they use nothing from outside.

function makeScopes(): Scopes {
  const ofRealm = new WeakMap<object, GuardScope>();
  let scopes: WeakRef<GuardScope>[] = [];
  const realmOf = (value: unknown): object | undefined => {
    if ((typeof value !== 'object' || value === null) && typeof value !== 'function') return undefined;
    let root: object | undefined;
    for (let each = Object.getPrototypeOf(value); each !== null; each = Object.getPrototypeOf(each)) root = each;
    return root;
  };
  return {
    enter(scope, realm) {
      scopes.push(new WeakRef(scope));
      ofRealm.set(realm, scope);
    },
    // That of the program whose objects come along, also after its end; else the last that is not over.
    of(args) {
      for (const arg of args) {
        const realm = realmOf(arg);
        const scope = realm && ofRealm.get(realm);
        if (scope !== undefined) return scope;
      }
      return scopes.findLast((each) => each.deref()?.isOver(false) === false)?.deref();
    },
    beginWorld() {
      scopes = scopes.filter((each) => each.deref()?.isOver(true) === false);
    },
  };
}

function makeHooks(scopes: Scopes): Hooks {
  const original = new WeakMap<object, Hookable>();
  const hooked = (point: string, found: Hookable): Hookable => {
    const hook = function (this: unknown, ...args: unknown[]): unknown {
      const target = new.target;
      const proceed = (given: readonly unknown[] = args): unknown =>
        target === undefined ? Reflect.apply(found, this, given) : Reflect.construct(found, given, target);
      if (point === 'vm.createContext') scopes.beginWorld();
      const scope = point === 'vm.createContext' ? undefined : scopes.of(args);
      return scope === undefined ? proceed() : scope.intercept({ point, self: this, args, proceed });
    };
    Object.setPrototypeOf(hook, found);
    if ('prototype' in found) hook.prototype = found.prototype;
    for (const name of ['name', 'length'] as const)
      Object.defineProperty(hook, name, { configurable: true, value: found[name] });
    original.set(hook, found);
    return hook;
  };
  const at = (holder: object, name: string): Hookable => (holder as Record<string, Hookable>)[name]!;
  const put = (holder: object, name: string, value: Hookable): void => {
    const enumerable = Object.prototype.propertyIsEnumerable.call(holder, name);
    Object.defineProperty(holder, name, { configurable: true, writable: true, enumerable, value });
  };
  return {
    enter: scopes.enter,
    hook(holder, name, point) {
      const found = at(holder, name);
      if (!original.has(found)) put(holder, name, hooked(point, found));
    },
    unhook(holder, name) {
      const found = original.get(at(holder, name));
      if (found !== undefined) put(holder, name, found);
    },
    isOnTop: (holder, name) => original.has(at(holder, name)),
    listen: (point) => (message) =>
      void scopes.of([])?.intercept({ point, self: undefined, args: [message], proceed: () => undefined }),
  };
}

/** One for the process, kept on what all its realms share. */
const HOOKS = Symbol.for('redrive-testkit.hooks');
type Holder = { [HOOKS]?: Hooks };

export function hooks(): Hooks {
  const holder = Socket as unknown as Holder;
  holder[HOOKS] ??= outside(makeHooks)(outside(makeScopes)());
  return holder[HOOKS];
}

/** The same function, made in the realm of Node. */
const outside = <Made extends (...args: never) => unknown>(make: Made): Made =>
  runInThisContext(`(${make.toString()})`) as Made;
