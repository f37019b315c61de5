import { fails, lambdaReturns, neverEnds, timesOut } from '../../asl/script/scripting';
import { arriving } from '../../asl/script/taskScript';
import { seconds } from '../../time/duration';
import { NAMED_ERROR_OPTIONS } from '../options';
import { functionArn, kebab } from '../place';
import { takes } from './durations';
import type { PlanContext } from './mode';
import { sceneMode, stretched } from './sceneMode';
import { sceneOf, type Scene } from './workflow';

const BRANCHES = ['ChargeCard', 'PackItems', 'PrintLabel'];
const TIMEOUT_SECONDS = 30;

const resourceOf = ({ place }: PlanContext, state: string): string => functionArn(place, kebab(state));

function parallel(context: PlanContext, fields: Readonly<Record<string, unknown>> = {}): Scene {
  return sceneOf('FulfilOrder', {
    Type: 'Parallel',
    Branches: BRANCHES.map((name) => ({
      StartAt: name,
      States: { [name]: { Type: 'Task', Resource: resourceOf(context, name), ...fields, End: true } },
    })),
  });
}

const together = (index: number) =>
  arriving(timesOut({ after: seconds(TIMEOUT_SECONDS) }), {
    order: index - BRANCHES.length,
    withPrevious: index !== 0,
  });

/** Branches that are in a state of each kind that can be open when another one fails. */
function openBranches(context: PlanContext): object[] {
  const task = (name: string) => ({ Type: 'Task', Resource: resourceOf(context, name), End: true });
  const only = (name: string, body: object) => ({ StartAt: name, States: { [name]: body } });
  const processor = { ProcessorConfig: { Mode: 'INLINE' }, ...only('PackItem', task('PackItem')) };
  return [
    only('ChargeCard', task('ChargeCard')),
    only('WaitForPickup', { Type: 'Wait', Seconds: TIMEOUT_SECONDS, End: true }),
    {
      StartAt: 'ListItems',
      States: {
        ListItems: { Type: 'Pass', Result: ['item-1', 'item-2'], Next: 'PackItems' },
        PackItems: { Type: 'Map', ItemProcessor: processor, End: true },
      },
    },
    only('NotifyAll', { Type: 'Parallel', Branches: [only('SendMail', task('SendMail'))], End: true }),
  ];
}

const declined =
  ({ options, payloads }: PlanContext) =>
  (after: number) =>
    fails(options.error ?? 'CardDeclined', options.cause ?? payloads.sentence('insufficient funds'), { after });

const recovers = (context: PlanContext) =>
  Object.fromEntries(BRANCHES.map((name) => [name, resourceOf(context, name)] as const));

export const parallelModes = {
  'parallel-branch-failed': sceneMode({
    says: 'One branch of a Parallel fails after the others have succeeded: a redrive runs that branch alone.',
    evidence: 'recorded',
    source: 'recorded-redrives',
    options: NAMED_ERROR_OPTIONS,
    stretches: true,
    scene: parallel,
    tasks: () => ({
      PackItems: lambdaReturns({ packed: true }, { after: takes.step }),
      PrintLabel: lambdaReturns({ printed: true }, { after: takes.step }),
    }),
    attempt: (context, stretch) => ({ tasks: { ChargeCard: stretched(declined(context), takes.failure, stretch) } }),
    recovers: (context) => ({ ChargeCard: resourceOf(context, 'ChargeCard') }),
  }),
  'parallel-sibling-aborted': sceneMode({
    says: 'One branch of a Parallel fails while the Tasks of the others are running: those are aborted.',
    evidence: 'recorded',
    source: 'recorded-redrives',
    options: NAMED_ERROR_OPTIONS,
    stretches: true,
    scene: parallel,
    tasks: () => ({ PrintLabel: lambdaReturns({ printed: true }, { after: takes.step }) }),
    attempt: (context, stretch) => ({
      tasks: { ChargeCard: stretched(declined(context), takes.failure, stretch), PackItems: neverEnds() },
    }),
    recovers,
  }),
  'parallel-containers-aborted': sceneMode({
    says: 'One branch of a Parallel fails while a Wait, a Map and a Parallel of the others are open: those are aborted.',
    evidence: 'assumed',
    reason: 'Recorded for open Tasks; the event types for the other states are in the service model.',
    source: 'api-model',
    options: NAMED_ERROR_OPTIONS,
    stretches: true,
    scene: (context) => sceneOf('FulfilOrder', { Type: 'Parallel', Branches: openBranches(context) }),
    attempt: (context, stretch) => ({
      tasks: {
        ChargeCard: stretched(declined(context), takes.failure, stretch),
        PackItem: neverEnds(),
        SendMail: neverEnds(),
      },
    }),
    recovers: (context) =>
      Object.fromEntries(
        ['ChargeCard', 'PackItem', 'SendMail'].map((name) => [name, resourceOf(context, name)] as const),
      ),
  }),
  'parallel-branches-failed': sceneMode({
    says: 'Several branches of a Parallel run out of time at once: the first one fails it.',
    evidence: 'assumed',
    reason: 'Recorded for iterations of a Map whose Tasks time out at one instant.',
    source: 'recorded-histories',
    scene: (context) => parallel(context, { TimeoutSeconds: TIMEOUT_SECONDS }),
    attempt: () => ({
      tasks: Object.fromEntries(BRANCHES.map((name, index) => [name, together(index)])),
    }),
    recovers,
  }),
} as const;
