import { fails, neverEnds, succeeds, timesOut } from '../../asl/script/scripting';
import { arriving } from '../../asl/script/taskScript';
import { seconds } from '../../time/duration';
import { NAMED_ERROR_OPTIONS } from '../options';
import { functionArn, kebab } from '../place';
import { takes } from './durations';
import type { PlanContext } from './mode';
import { sceneMode } from './sceneMode';
import type { Scene } from './workflow';

const ITEMS = ['item-1', 'item-2', 'item-3', 'item-4'];
const TIMEOUT_SECONDS = 30;

const resourceOf = ({ place }: PlanContext): string => functionArn(place, kebab('PackItem'));

function map(context: PlanContext, fields: object, taskFields: object = {}, items = ITEMS): Scene {
  return {
    states: {
      ListItems: { Type: 'Pass', Result: items, Next: 'PackItems' },
      PackItems: {
        Type: 'Map',
        ...fields,
        ItemProcessor: {
          ProcessorConfig: { Mode: 'INLINE' },
          StartAt: 'PackItem',
          States: { PackItem: { Type: 'Task', Resource: resourceOf(context), ...taskFields, End: true } },
        },
      },
    },
    startAt: 'ListItems',
    leaving: ['PackItems'],
  };
}

/**
 * Before the deadlines themselves.
 *
 * @recorded [timeout.order-of-iterations] Timeouts of one instant arrive together, in an order that is not that of the iterations.
 *   {recorded-histories}
 */
const ARRIVING = [-4, -2, -3, -1];

const together = (order: number) =>
  arriving(timesOut({ after: seconds(TIMEOUT_SECONDS) }), { order, withPrevious: order !== ARRIVING[0] });

const packed = succeeds({ packed: true }, { after: takes.step });

const missing = ({ options, payloads }: PlanContext, after: number) =>
  fails(options.error ?? 'Item.Missing', options.cause ?? payloads.sentence('the item is not in stock'), { after });

const recovers = (context: PlanContext) => ({ PackItem: resourceOf(context) });

export const mapModes = {
  'map-iteration-failed': sceneMode({
    says: 'The last iteration of a sequential inline Map fails.',
    evidence: 'recorded',
    source: 'recorded-redrives',
    options: NAMED_ERROR_OPTIONS,
    stretches: true,
    scene: (context) => map(context, { MaxConcurrency: 1 }),
    course: (context, stretch) => {
      const last = (more: number) => missing(context, takes.failure + more);
      const again = { tasks: { PackItem: last(0) }, pause: takes.betweenRedrives };
      const redrives = Array.from({ length: context.options.redriven ?? 0 }, () => again);
      return [{ tasks: { PackItem: [...ITEMS.slice(1).map(() => packed), last(stretch)] } }, ...redrives];
    },
    recovers,
  }),
  'map-items-never-started': sceneMode({
    says: 'An iteration of a sequential inline Map fails before the others have started: a redrive starts them too.',
    evidence: 'recorded',
    source: 'recorded-redrives',
    recorded: [{ redrive: '03-inline-map', from: 'MapStateEntered' }],
    options: NAMED_ERROR_OPTIONS,
    stretches: true,
    scene: (context) => map(context, { MaxConcurrency: 1 }, {}, ITEMS.slice(1)),
    course: (context, stretch) => {
      const first = (more: number) => missing(context, takes.failure + more);
      const again = { tasks: { PackItem: first(0) }, pause: takes.betweenRedrives };
      const redrives = Array.from({ length: context.options.redriven ?? 0 }, () => again);
      return [{ tasks: { PackItem: [packed, first(stretch)] } }, ...redrives];
    },
    recovers,
  }),
  'map-iteration-aborted': sceneMode({
    says: 'One iteration of a concurrent inline Map fails while the Tasks of others are running: those are aborted.',
    evidence: 'recorded',
    source: 'recorded-histories',
    options: NAMED_ERROR_OPTIONS,
    stretches: true,
    scene: (context) => map(context, {}),
    attempt: (context, stretch) => ({
      tasks: { PackItem: [missing(context, takes.failure + stretch), neverEnds()] },
    }),
    recovers,
  }),
  'map-iterations-timed-out': sceneMode({
    says: 'All iterations of a concurrent inline Map run out of time at once: the first one fails it.',
    evidence: 'recorded',
    source: 'recorded-histories',
    recorded: [{ history: 'timeouts.timeouts.service_lambda_map_timeout', from: 'MapStateEntered' }],
    scene: (context) => map(context, {}, { TimeoutSeconds: TIMEOUT_SECONDS }),
    attempt: () => ({ tasks: { PackItem: ARRIVING.map(together) } }),
    recovers,
  }),
} as const;
