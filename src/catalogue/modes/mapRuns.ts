import { readerFails, reads, writerFails, writerRefused } from '../../asl/script/mapRunScript';
import { fails, succeeds } from '../../asl/script/scripting';
import type { TaskCall } from '../../asl/script/taskScript';
import type { Attempt } from '../course';
import { OWN_MACHINE_OPTIONS, without } from '../options';
import { functionArn } from '../place';
import { takes } from './durations';
import type { PlanContext } from './mode';
import { sceneMode } from './sceneMode';
import type { Scene } from './workflow';

const ORDERS = [1, 2, 3, 4, 5, 6].map((number) => ({ orderId: `order-${number}` }));
const FAILING = 'order-3';
const BUCKET = 'orders';
const PREFIX = 'results';

/** The child of one item fails, the others succeed. */
const oneFails = {
  ChargeOrder: ({ input }: TaskCall) =>
    JSON.stringify(input).includes(FAILING)
      ? fails('CardDeclined', 'insufficient funds', { after: takes.failure })
      : succeeds(CHARGED, { after: takes.step }),
};
const CHARGED = { charged: true };
const allSucceed = { ChargeOrder: succeeds(CHARGED) };
const WRITER = {
  ResultWriter: { Resource: 'arn:aws:states:::s3:putObject', Parameters: { Bucket: BUCKET, Prefix: PREFIX } },
};
const READER = {
  ItemReader: {
    Resource: 'arn:aws:states:::s3:getObject',
    Parameters: { Bucket: BUCKET, Key: 'orders.csv' },
    ReaderConfig: { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' },
  },
};

function mapOver({ place }: PlanContext, fields: object, ExecutionType: 'STANDARD' | 'EXPRESS' = 'STANDARD'): Scene {
  const task = { Type: 'Task', Resource: functionArn(place, 'charge-order'), End: true };
  const hasReader = 'ItemReader' in fields;
  const listed: Scene['states'] = { ListOrders: { Type: 'Pass', Result: ORDERS, Next: 'EachOrder' } };
  return {
    states: {
      ...(hasReader ? {} : listed),
      EachOrder: {
        Type: 'Map',
        Label: 'EachOrder',
        ...fields,
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType },
          StartAt: 'ChargeOrder',
          States: { ChargeOrder: task },
        },
      },
    },
    startAt: hasReader ? 'EachOrder' : 'ListOrders',
    leaving: ['EachOrder'],
  };
}

const recordedRedrive = (redrive: string, rest: object = {}) =>
  ({ redrive, from: 'MapStateEntered', ...rest }) as const;
const failed = (): Attempt => ({ tasks: oneFails });
const recovered = (): Attempt => ({ tasks: allSucceed });

export const mapRunModes = {
  'map-run-threshold-exceeded': sceneMode({
    says: 'More children of a Map Run fail than are tolerated.',
    evidence: 'recorded',
    source: 'recorded-map-runs',
    scene: (context) => mapOver(context, {}),
    attempt: failed,
    afterRedrive: recovered,
  }),
  'map-run-express-children-failed': sceneMode({
    says: 'More Express children of a Map Run fail than are tolerated: a redrive runs them from their start.',
    evidence: 'recorded',
    source: 'recorded-map-runs',
    recorded: [recordedRedrive('S5-express-redrive-fails-again', { asSeeded: true, options: { redriven: 1 } })],
    scene: (context) => mapOver(context, {}, 'EXPRESS'),
    attempt: failed,
    afterRedrive: recovered,
  }),
  'map-run-item-reader-failed': sceneMode({
    says: 'The ItemReader of a Distributed Map cannot read its items: a redrive reads again.',
    evidence: 'recorded',
    source: 'recorded-histories',
    recorded: [{ history: 'scenarios.base_scenarios.map_item_reader_csv_headers_decl_duplicate_headers' }],
    scene: (context) => mapOver(context, READER),
    attempt: () => ({
      tasks: {},
      itemReaders: { EachOrder: readerFails('States.ItemReaderFailed', 'CSV headers cannot contain duplicates.') },
    }),
    afterRedrive: () => ({ ...recovered(), itemReaders: { EachOrder: reads(ORDERS) } }),
  }),
  'map-run-result-writer-refused': sceneMode({
    says: 'The test write of the ResultWriter is refused, so the Map Run does not start.',
    evidence: 'recorded',
    source: 'recorded-map-runs',
    recorded: [recordedRedrive('S1-start-fails-before-map-run', { asSeeded: true })],
    scene: (context) => mapOver(context, WRITER),
    attempt: () => ({ tasks: {}, resultWriters: { EachOrder: writerRefused() } }),
    afterRedrive: () => ({ tasks: allSucceed }),
  }),
  'map-run-result-writer-failed': sceneMode({
    says: 'The results of a Map Run cannot be written.',
    evidence: 'assumed',
    reason: 'The error is documented; neither its cause nor a history with it was recorded.',
    source: 'state-map-distributed',
    scene: (context) => mapOver(context, WRITER),
    attempt: () => ({
      tasks: { ChargeOrder: succeeds(CHARGED, { after: takes.step }) },
      resultWriters: { EachOrder: writerFails() },
    }),
    afterRedrive: () => ({ tasks: allSucceed }),
  }),
  'map-run-start-denied': sceneMode({
    says: "The state machine's role may not start the children of the Map Run.",
    evidence: 'recorded',
    source: 'recorded-map-runs',
    recorded: [recordedRedrive('S3-start-execution-denied', { asSeeded: true })],
    scene: (context) => mapOver(context, {}),
    attempt: () => ({ tasks: {}, denied: 'states:StartExecution' }),
    afterRedrive: recovered,
  }),
  'map-run-redrive-denied': sceneMode({
    says: "Children of a Map Run have failed, and the state machine's role may not redrive them.",
    evidence: 'recorded',
    source: 'recorded-map-runs',
    recorded: [recordedRedrive('S4-standard-role-denied-redrive-then-succeeds', { until: 'MapStateExited' })],
    scene: (context) => mapOver(context, {}),
    course: () => [failed(), { tasks: oneFails, denied: 'states:RedriveExecution', pause: takes.betweenRedrives }],
    options: without(OWN_MACHINE_OPTIONS, 'redriven', 'events'),
    afterRedrive: recovered,
  }),
} as const;

/** Children of a Map Run. Input, name, dates and events that the options ask for are those of the parent. */
export const mapRunChildModes = {
  'map-run-child': sceneMode({
    says: 'The execution is a child of a Map Run: the parent is the one to redrive.',
    evidence: 'recorded',
    source: 'recorded-map-runs',
    refusal: { error: 'ValidationException' },
    shows: 'a child of its Map Run',
    scene: (context) => mapOver(context, {}),
    attempt: failed,
    afterRedrive: recovered,
  }),
  'express-map-run-child': sceneMode({
    says: 'The execution is an Express child of a Map Run.',
    evidence: 'recorded',
    source: 'recorded-map-runs',
    refusal: { error: 'InvalidArn' },
    shows: 'a child of its Map Run',
    scene: (context) => mapOver(context, {}, 'EXPRESS'),
    attempt: failed,
    afterRedrive: recovered,
  }),
} as const;
