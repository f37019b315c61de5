import { AsyncLocalStorage } from 'node:async_hooks';
import type { FakeService } from '../adapters/adapter';
import { requireMsw } from '../adapters/mswModules';
import { serviceOfCall } from '../adapters/network/sentCalls';
import type { Answering, Refusing, Route } from '../adapters/routes';
import { allowHosts, nowClosedBecause, openRoute, refusedRequest } from '../adapters/routes';
import { globalState } from '../model/globalState';
import { createFakeStepFunctions } from '../service/createFake';
import { coreOf } from '../service/fakeStepFunctions';
import type { FakeStepFunctions } from '../service/fakeStepFunctions';
import { ADAPTERS } from './adapters';
import { atEndOfTest } from './endOfTest';
import { protectEnvironment } from './environment';
import { usedAfterTest } from './errors';
import { closeNetwork, OWN_ADAPTER } from './guard';
import type { OpenOptions } from './options';
import { resolveSetUp } from './options';
import type { Owner } from './owners';
import { hasResource, refusingStrangers } from './owners';
import { seedOfTest } from './testSeed';

/** A fake with its adapter open. */
export interface OpenedFake {
  readonly sfn: FakeStepFunctions;
  /**
   * Closes the adapter, puts the environment back and refuses further use of the fake. Calling it again does nothing. Until the
   * process ends or another fake is opened, requests of Step Functions are refused.
   *
   * @throws TestkitError misuse that was raised inside somebody's call and swallowed there, and `FAULT_UNUSED`.
   */
  close(): void;
  /** {@link close}, for `using fake = openFakeStepFunctions()`. */
  [Symbol.dispose](): void;
}

/** A fake that is open, and the flow of the program in which it was opened. */
interface Opened extends Owner {
  readonly isOpen: boolean;
  /** The one that was open in the same flow: this one takes over from it. */
  readonly below: Opened | undefined;
}

/** Kept globally: copies of the kit lead to one another's. */
const STATE = Symbol.for('redrive-testkit.opened');
interface State {
  readonly flow: AsyncLocalStorage<Opened | undefined>;
  readonly open: Opened[];
}
const state = (): State => globalState<State>(STATE, () => ({ flow: new AsyncLocalStorage(), open: [] }));

const BETWEEN: Refusing = {
  moment: 'while no fake is open',
  hint: 'Send it between openFakeStepFunctions() and close(); await in the test what the test starts.',
};

const SEVERAL: Refusing = {
  moment: 'while several fakes are open at a time',
  found: 'Tests run concurrently, and it cannot be told to which of them the request belongs.',
  hint: 'Open each fake inside its test function (not in a hook), or let the tests run one after the other (node:test: no concurrency; AVA: test.serial).',
};

/**
 * A fake, reached by the clients of the code under test, until it is closed: for node:test, Mocha and every other
 * runner that has no entry of its own. Region, credentials and shared files of the process are those for tests meanwhile.
 *
 * @throws TestkitError `PEER_MISSING`, `SDK_COPIES_DIFFER`, `OPTION_UNKNOWN`, `ARGUMENT_INVALID`.
 *
 * @example
 * import { afterEach, beforeEach, test } from 'node:test';
 *
 * let fake: OpenedFake;
 * beforeEach(() => void (fake = openFakeStepFunctions()));
 * afterEach(() => fake.close());
 *
 * test('a failed order is redriven', async () => {
 *   const order = fake.sfn.seed(failedExecution('lambda-function-failed'));
 *   await recoverOrders();
 *   assertThat(fake.sfn).toHaveRedriven(order, { times: 1 });
 * });
 */
export function openFakeStepFunctions(options: OpenOptions = {}): OpenedFake {
  const resolved = resolveSetUp('openFakeStepFunctions', options);
  const { adapter, region, allowNetwork, unusedFaults, randomSeed } = resolved;
  const { forFile, forTest } = ADAPTERS[adapter];
  const msw = adapter === 'msw' ? (resolved.msw ?? requireMsw()) : undefined;
  const sfn = createFakeStepFunctions(resolved.fakeOptions(seedOfTest(randomSeed, undefined, undefined)));
  closeNetwork();
  allowHosts(BETWEEN, allowNetwork);
  const route = new OpenRoute(sfn, adapter);
  const opened = [protectEnvironment(region), route.open()];
  const close = (): void => {
    for (const undo of opened.splice(0).reverse()) undo();
  };
  try {
    for (const open of [forFile, forTest]) opened.push(open(route.serviceOfMoment, resolved, msw));
  } catch (error) {
    close();
    throw error;
  }
  const closeFake = (): void => {
    if (!route.isOpen) return;
    close();
    atEndOfTest(coreOf(sfn), () => usedAfterTest(undefined), unusedFaults);
  };
  return { sfn, close: closeFake, [Symbol.dispose]: closeFake };
}

function isBelow(other: Opened, opened: Opened): boolean {
  for (let each = opened.below; each !== undefined; each = each.below) if (each === other) return true;
  return false;
}

class OpenRoute implements Route, Opened {
  readonly instantRetries = true;
  readonly rulesRegion = true;
  readonly isInTest = true;
  readonly below: Opened | undefined;
  isOpen = true;
  private readonly service: FakeService;

  constructor(
    private readonly sfn: FakeStepFunctions,
    private readonly adapter: keyof typeof ADAPTERS,
  ) {
    this.below = state().flow.getStore();
    this.service = refusingStrangers(sfn, this, () => state().open);
  }

  open(): () => void {
    const { flow, open } = state();
    open.push(this);
    flow.enterWith(this);
    const closeRoute = openRoute(this);
    return () => {
      this.isOpen = false;
      closeRoute();
      open.splice(open.indexOf(this), 1);
      if (flow.getStore() === this) flow.enterWith(this.below);
      nowClosedBecause(BETWEEN);
    };
  }

  now(): Answering {
    if (!ADAPTERS[this.adapter].leadsClients) return { refusal: OWN_ADAPTER, isOnlyAtTheEnd: true };
    if (!this.isHere() && !this.isAloneOrNested()) return { refusal: SEVERAL, isOnlyAtTheEnd: false };
    return { service: this.service };
  }

  isHere(): boolean {
    return state().flow.getStore() === this;
  }

  isBelow(): boolean {
    return ADAPTERS[this.adapter].isBelow?.() ?? false;
  }

  note(misuse: Parameters<NonNullable<Route['note']>>[0]): void {
    coreOf(this.sfn).note(misuse);
  }

  has(arn: string): boolean {
    return hasResource(coreOf(this.sfn), arn);
  }

  /** For a server, which is asked in a flow of its own. */
  readonly serviceOfMoment: FakeService = {
    execute: async (operation, input, caller) => {
      const by = this.now();
      if ('refusal' in by) throw refusedRequest(by.refusal, operation, '');
      return serviceOfCall(caller?.invocation, by.service).execute(operation, input, caller);
    },
  };

  /** Whether all that are open were opened one inside the other. */
  private isAloneOrNested(): boolean {
    const { open } = state();
    return open.every((each) => each === this || isBelow(each, this));
  }
}
