import type { FakeStepFunctions } from 'redrive-testkit';

/** What an adapter can do beyond carrying calls: a case that needs more is not run against it. */
export interface Capabilities {
  /** The SDK behind it retries what can be retried. */
  readonly retries: boolean;
  /** Refusals are exceptions of the SDK. */
  readonly exceptions: boolean;
  /** Answers come with `$metadata` and the `__type` of nested structures. */
  readonly metadata: boolean;
}

type OutputOf<C> = C extends {
  resolveMiddleware(...args: infer _): (...args: infer _2) => Promise<{ output: infer Output }>;
}
  ? Output
  : never;

/** The way from a case to the fake. */
export interface Caller {
  send<C extends object>(command: C, options?: { abortSignal?: AbortSignal }): Promise<OutputOf<C>>;
}

/** An adapter of the package, with what opens and closes it. */
export interface Adapter {
  readonly name: string;
  readonly capabilities: Capabilities;
  open(service: FakeStepFunctions): Caller;
  close(): void;
}
