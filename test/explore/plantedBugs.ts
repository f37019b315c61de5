import { reads } from 'redrive-testkit';
import type { FindingKind, RedriveExplorationOptions } from 'redrive-testkit/explore';

/** A workflow with one known fault, and the same without it. */
export interface PlantedBug {
  readonly bug: string;
  readonly kind: FindingKind;
  readonly state: string;
  readonly naive: RedriveExplorationOptions;
  readonly repaired: RedriveExplorationOptions;
}

type State = Record<string, unknown>;
type States = Record<string, State>;

const lambda = (name: string) => `arn:aws:lambda:us-east-1:123456789012:function:${name}`;
const task = (name: string, rest: State = { End: true }): State => ({ Type: 'Task', Resource: lambda(name), ...rest });
const chain = (states: States): State => ({ StartAt: Object.keys(states)[0], States: states });
const parallel = (branches: readonly States[], rest: State = { End: true }): State => ({
  Type: 'Parallel',
  Branches: branches.map(chain),
  ...rest,
});

/** Idempotency keys for these tasks, by their input. */
function keys(...states: string[]): NonNullable<RedriveExplorationOptions['idempotencyKey']> {
  return Object.fromEntries(states.map((state) => [state, ({ input }) => `${state} ${JSON.stringify(input)}`]));
}

const options = (states: States, more: Partial<RedriveExplorationOptions> = {}): RedriveExplorationOptions => ({
  definition: chain(states),
  faults: 1,
  ...more,
});

const branches = parallel([{ Charge: task('charge') }, { Mail: task('mail') }]);
const caughtByFail: States = {
  Charge: task('charge', { Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Give up' }], End: true }),
  'Give up': { Type: 'Fail', Error: 'Order.Failed', Cause: 'see the log' },
};
const skippedByCatch: States = {
  Charge: task('charge', { Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Done' }], Next: 'Mail' }),
  Mail: task('mail', { Next: 'Done' }),
  Done: { Type: 'Pass', Result: {}, End: true },
};
const map = (processor: States, rest: State = {}): State => ({
  Type: 'Map',
  ItemsPath: '$.orders',
  ItemProcessor: chain(processor),
  End: true,
  ...rest,
});
const orders = { orders: [{ id: 1 }, { id: 2 }] };

const pack: State = {
  Type: 'Task',
  Resource: 'arn:aws:states:us-east-1:123456789012:activity:pack',
  HeartbeatSeconds: 30,
  End: true,
};
const withActivity: NonNullable<RedriveExplorationOptions['arrange']> = (sfn) =>
  void sfn.createActivity({ name: 'pack' });
const approve: State = {
  Type: 'Task',
  Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
  Parameters: { QueueUrl: 'https://sqs.us-east-1.amazonaws.com/123456789012/approvals', MessageBody: 'approve' },
  End: true,
};

/** Packs and ships each order in a child execution of its own. */
const children = (type: 'STANDARD' | 'EXPRESS', rest: State = {}): State => {
  const steps = { Pack: task('pack', { ResultPath: null, Next: 'Ship' }), Ship: task('ship') };
  return map(steps, {
    ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: type }, ...chain(steps) },
    ...rest,
  });
};

/** Orders that are read from S3. */
const reader: State = {
  ItemReader: {
    Resource: 'arn:aws:states:::s3:getObject',
    ReaderConfig: { InputType: 'JSON' },
    Parameters: { Bucket: 'orders', Key: 'today.json' },
  },
};
const read: Partial<RedriveExplorationOptions> = {
  itemReaders: { Each: reads([{ id: 1 }, { id: 2 }]) },
  idempotencyKey: keys('Pack', 'Ship'),
};
const writer: State = {
  ResultWriter: { Resource: 'arn:aws:states:::s3:putObject', Parameters: { Bucket: 'results', Prefix: 'orders' } },
};
/** The same for all attempts of one child. */
const childKeys: NonNullable<RedriveExplorationOptions['idempotencyKey']> = {
  Pack: ({ executionArn }) => executionArn,
  Ship: ({ executionArn }) => executionArn,
};

/** Redrive bugs, each with its repaired twin. */
export const plantedBugs: readonly PlantedBug[] = [
  {
    bug: 'a healthy branch in flight is run again when its sibling fails',
    kind: 'effect-repeated',
    state: 'Mail',
    naive: options({ Both: branches }, { idempotencyKey: keys('Charge') }),
    repaired: options({ Both: branches }, { idempotencyKey: keys('Charge', 'Mail') }),
  },
  {
    bug: 'a payment without a key is sent twice when its answer is lost',
    kind: 'effect-repeated-after-doubt',
    state: 'Charge',
    naive: options({ Charge: task('charge') }),
    repaired: options({ Charge: task('charge') }, { idempotencyKey: keys('Charge') }),
  },
  {
    bug: 'a key that holds the number of redrives tells every run from the one before',
    kind: 'effect-repeated-after-doubt',
    state: 'Charge',
    naive: options(
      { Charge: task('charge') },
      { idempotencyKey: { Charge: ({ redriveCount }) => `run ${redriveCount}` } },
    ),
    repaired: options({ Charge: task('charge') }, { idempotencyKey: { Charge: () => 'order 7' } }),
  },
  {
    bug: 'a Catch into a Fail state is a dead end',
    kind: 'dead-end',
    state: 'Give up',
    naive: options(caughtByFail, { idempotencyKey: keys('Charge') }),
    repaired: options({ Charge: task('charge') }, { idempotencyKey: keys('Charge') }),
  },
  {
    bug: 'a Catch leads past a task, and the execution succeeds without it',
    kind: 'effect-lost',
    state: 'Mail',
    naive: options(skippedByCatch, { idempotencyKey: keys('Charge', 'Mail') }),
    repaired: options(
      { Charge: task('charge', { Next: 'Mail' }), Mail: task('mail') },
      { idempotencyKey: keys('Charge', 'Mail') },
    ),
  },
  {
    bug: 'a Catch that goes on with a default answers something else',
    kind: 'output-differs',
    state: '',
    naive: options(
      {
        Rate: task('rate', {
          Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Default' }],
          ResultPath: '$.rate',
          End: true,
        }),
        Default: { Type: 'Pass', Result: 1, ResultPath: '$.rate', End: true },
      },
      { idempotencyKey: keys('Rate') },
    ),
    repaired: options({ Rate: task('rate', { ResultPath: '$.rate', End: true }) }, { idempotencyKey: keys('Rate') }),
  },
  {
    bug: 'a retried Parallel runs the branch again that had succeeded',
    kind: 'effect-repeated',
    state: 'Reserve',
    naive: options(
      {
        Both: parallel([{ Reserve: task('reserve') }, { Charge: task('charge') }], {
          Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 1 }],
          End: true,
        }),
      },
      { idempotencyKey: keys('Charge') },
    ),
    repaired: options(
      { Both: parallel([{ Reserve: task('reserve') }, { Charge: task('charge') }]) },
      { idempotencyKey: keys('Charge', 'Reserve') },
    ),
  },
  {
    bug: 'iterations in flight are run again when one of them fails',
    kind: 'effect-repeated',
    state: 'Ship',
    naive: options({ Each: map({ Ship: task('ship') }) }, { input: orders }),
    repaired: options({ Each: map({ Ship: task('ship') }) }, { input: orders, idempotencyKey: keys('Ship') }),
  },
  {
    bug: 'a key that iterations share lets only the first of them do its work',
    kind: 'effect-repeated-after-doubt',
    state: 'Ship',
    naive: options(
      { Each: map({ Ship: task('ship') }, { MaxConcurrency: 1 }) },
      { input: orders, idempotencyKey: { Ship: ({ redriveCount, mapPath }) => `${mapPath.join()} ${redriveCount}` } },
    ),
    repaired: options(
      { Each: map({ Ship: task('ship') }, { MaxConcurrency: 1 }) },
      { input: orders, idempotencyKey: keys('Ship') },
    ),
  },
  {
    bug: 'an activity that loses its heartbeat does its work again',
    kind: 'effect-repeated-after-doubt',
    state: 'Pack',
    naive: options({ Pack: pack }, { arrange: withActivity }),
    repaired: options({ Pack: pack }, { arrange: withActivity, idempotencyKey: keys('Pack') }),
  },
  {
    bug: 'a callback that was answered too late is asked for again',
    kind: 'effect-repeated-after-doubt',
    state: 'Approve',
    naive: options({ Approve: approve }),
    repaired: options({ Approve: approve }, { idempotencyKey: keys('Approve') }),
  },
  {
    bug: 'a JSONata workflow repeats the branch that was in flight',
    kind: 'effect-repeated',
    state: 'Mail',
    naive: {
      definition: {
        QueryLanguage: 'JSONata',
        ...chain({ Both: parallel([{ Charge: task('charge') }, { Mail: task('mail') }]) }),
      },
      idempotencyKey: keys('Charge'),
      faults: 1,
    },
    repaired: {
      definition: {
        QueryLanguage: 'JSONata',
        ...chain({ Both: parallel([{ Charge: task('charge') }, { Mail: task('mail') }]) }),
      },
      idempotencyKey: keys('Charge', 'Mail'),
      faults: 1,
    },
  },
  {
    bug: 'an Express child of a Map Run is started anew, and does again what it had done',
    kind: 'effect-repeated',
    state: 'Pack',
    naive: options({ Each: children('EXPRESS') }, { input: orders, idempotencyKey: keys('Ship') }),
    repaired: options({ Each: children('EXPRESS') }, { input: orders, idempotencyKey: keys('Pack', 'Ship') }),
  },
  {
    bug: 'a Map Run that tolerates failures succeeds without the order that failed',
    kind: 'effect-lost',
    state: 'Ship',
    naive: options(
      { Each: children('STANDARD', { ToleratedFailurePercentage: 50 }) },
      { input: orders, idempotencyKey: keys('Pack', 'Ship') },
    ),
    repaired: options({ Each: children('STANDARD') }, { input: orders, idempotencyKey: keys('Pack', 'Ship') }),
  },
  {
    bug: 'a Catch of a failed ItemReader leads on without any order',
    kind: 'effect-lost',
    state: 'Ship',
    naive: options(
      {
        Each: children('STANDARD', {
          ...reader,
          Catch: [{ ErrorEquals: ['States.ItemReaderFailed'], ResultPath: '$.error', Next: 'Done' }],
        }),
        Done: { Type: 'Succeed' },
      },
      read,
    ),
    repaired: options({ Each: children('STANDARD', reader) }, read),
  },
  {
    bug: 'a Map Run whose results could not be written is retried, and ships all orders again',
    kind: 'effect-repeated',
    state: 'Ship',
    naive: options(
      {
        Each: children('STANDARD', {
          ...writer,
          Retry: [{ ErrorEquals: ['States.ResultWriterFailed'], MaxAttempts: 2 }],
        }),
      },
      { input: orders, idempotencyKey: childKeys },
    ),
    repaired: options({ Each: children('STANDARD', writer) }, { input: orders, idempotencyKey: childKeys }),
  },
];
