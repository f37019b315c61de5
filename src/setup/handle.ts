import type { FakeService } from '../adapters/adapter';
import { createFakeStepFunctions } from '../service/createFake';
import { coreOf } from '../service/fakeStepFunctions';
import type { FakeStepFunctions } from '../service/fakeStepFunctions';
import { usedBeforeTest } from './errors';

/** One object for all tests, whose content is another fake in each of them. */
export interface Handle {
  readonly sfn: FakeStepFunctions;
  /** The fake inside, if there has been a test. */
  readonly current: FakeStepFunctions | undefined;
  /** The fake inside as adapters reach it, also when another is inside by then; with what a spy has put over `execute`. */
  service(): FakeService;
  /** Puts another fake inside. */
  renew(fake: FakeStepFunctions): void;
  /** Has whatever fake is inside the other handle. */
  follow(other: Handle): void;
}

const INSPECT = Symbol.for('nodejs.util.inspect.custom');

let template: FakeStepFunctions | undefined;

/** A fake whose only use is to know which members there are. */
function templateFake(): FakeStepFunctions {
  template ??= createFakeStepFunctions();
  return template;
}

export function createHandle(): Handle {
  let content: () => FakeStepFunctions | undefined = () => undefined;
  const services = new WeakMap<object, FakeService>();
  const { sfn, memberOf } = proxyOf(() => content());
  return {
    sfn,
    service() {
      const fake = content()!;
      const known = services.get(fake) ?? {
        isOver: () => coreOf(fake).isClosed,
        async execute(operation, input, caller) {
          const execute = memberOf(fake, 'execute') as FakeService['execute'];
          // A spy sees what a test would write.
          return '_isMockFunction' in execute || 'callCount' in execute || 'mock' in execute
            ? execute(operation, input)
            : execute(operation, input, caller);
        },
      };
      services.set(fake, known);
      return known;
    },
    get current() {
      return content();
    },
    renew(fake) {
      content = () => fake;
    },
    follow(other) {
      content = () => other.current;
    },
  };
}

interface Proxied {
  readonly sfn: FakeStepFunctions;
  memberOf(fake: FakeStepFunctions, name: PropertyKey): unknown;
}

function proxyOf(current: () => FakeStepFunctions | undefined): Proxied {
  /** Methods bound to their fake, and what a spy has put in their place; gone with the fake. */
  const members = new WeakMap<object, Map<PropertyKey, unknown>>();
  const membersOf = (fake: object): Map<PropertyKey, unknown> => {
    const known = members.get(fake) ?? new Map<PropertyKey, unknown>();
    members.set(fake, known);
    return known;
  };
  const replace = (name: PropertyKey, value: unknown): boolean => {
    const fake = current();
    if (fake === undefined) throw usedBeforeTest(String(name));
    membersOf(fake).set(name, value);
    return true;
  };
  const memberOf = (fake: FakeStepFunctions, name: PropertyKey): unknown => {
    const known = membersOf(fake);
    if (known.has(name)) return known.get(name);
    const member: unknown = Reflect.get(fake, name, fake);
    if (typeof member !== 'function' || name === 'constructor') return member;
    const method: unknown = (member as (...args: unknown[]) => unknown).bind(fake);
    known.set(name, method);
    return method;
  };
  // A printer looks into the target of a proxy, and calls what it finds there on the proxy.
  const inspect = (): unknown => {
    const fake = current();
    return fake === undefined
      ? 'FakeStepFunctions: the one of the test, while a test runs'
      : Reflect.apply(Reflect.get(fake, INSPECT), fake, []);
  };
  const sfn = new Proxy({ [INSPECT]: inspect } as unknown as FakeStepFunctions, {
    get(_, name) {
      const fake = current();
      return fake === undefined ? refuseMember(name) : memberOf(fake, name);
    },
    set: (_, name, value) => replace(name, value),
    defineProperty: (_, name, { value }) => replace(name, value),
    deleteProperty(_, name) {
      membersOf(current() ?? {}).delete(name);
      return true;
    },
    has: (_, name) => Reflect.has(current() ?? templateFake(), name),
    ownKeys: () => Reflect.ownKeys(current() ?? {}),
    getPrototypeOf: () => Reflect.getPrototypeOf(current() ?? {}),
    getOwnPropertyDescriptor(_, name) {
      const descriptor = Reflect.getOwnPropertyDescriptor(current() ?? {}, name);
      return descriptor && { ...descriptor, configurable: true };
    },
  });
  return { sfn, memberOf };
}

/** Runners and printers ask any object for members such as `then` and `toJSON`: those are just not there. */
function refuseMember(name: PropertyKey): unknown {
  if (name in Object.prototype) return Reflect.get(Object.prototype, name);
  if (typeof name === 'string' && name in templateFake()) throw usedBeforeTest(name);
  return undefined;
}
