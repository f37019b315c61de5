import { fails, lambdaReturns, neverEnds } from '../../asl/script/scripting';
import { functionArn, kebab } from '../place';
import type { Attempt, PlannedCourse } from '../course';
import { NAMED_ERROR_OPTIONS, without } from '../options';
import { takes } from './durations';
import type { PlanContext } from './mode';
import { sceneMode, type SceneModeParts } from './sceneMode';

const STATES = ['ChargeCard', 'BookCourier'] as const;
type State = (typeof STATES)[number];

const resourceOf = ({ place }: PlanContext, state: State): string => functionArn(place, kebab(state));

const declined = ({ options, payloads }: PlanContext) =>
  fails(options.error ?? 'CardDeclined', options.cause ?? payloads.sentence('insufficient funds'), {
    after: takes.failure,
  });

const paid = lambdaReturns({ paid: true }, { after: takes.step });

/** Two tasks, one after the other, and what the redrives came to after the first one had failed. */
function redrivenMode(
  parts: Pick<SceneModeParts, 'says' | 'evidence' | 'reason' | 'status'> & {
    unsuccessful: State;
    first?(context: PlanContext): Attempt;
    redrives(context: PlanContext): readonly Attempt[];
  },
) {
  const { redrives, unsuccessful, first = again, ...said } = parts;
  return sceneMode({
    ...said,
    source: 'recorded-redrives',
    options: without(NAMED_ERROR_OPTIONS, 'redriven'),
    scene: (context) => ({
      states: {
        ChargeCard: { Type: 'Task', Resource: resourceOf(context, 'ChargeCard'), Next: 'BookCourier' },
        BookCourier: { Type: 'Task', Resource: resourceOf(context, 'BookCourier') },
      },
      startAt: 'ChargeCard',
      leaving: ['BookCourier'],
    }),
    course: (context): PlannedCourse => [
      first(context),
      ...redrives(context).map((attempt) => ({ pause: takes.betweenRedrives, ...attempt })),
    ],
    recovers: (context) => ({ [unsuccessful]: resourceOf(context, unsuccessful) }),
  });
}

const again = (context: PlanContext): Attempt => ({ tasks: { ChargeCard: declined(context) } });

/** Executions that were redriven already. */
export const redrivenSucceeded = {
  'redriven-succeeded': redrivenMode({
    says: 'Failed, redriven, succeeded.',
    evidence: 'recorded',
    status: 'SUCCEEDED',
    unsuccessful: 'ChargeCard',
    redrives: () => [{ tasks: { ChargeCard: paid, BookCourier: paid } }],
  }),
} as const;

export const redrivenModes = {
  'redriven-failed-again': redrivenMode({
    says: 'Failed, redriven, failed again in the same state.',
    evidence: 'recorded',
    unsuccessful: 'ChargeCard',
    redrives: (context) => [again(context)],
  }),
  'redriven-failed-further-on': redrivenMode({
    says: 'Failed, redriven, and failed in a later state.',
    evidence: 'recorded',
    unsuccessful: 'BookCourier',
    redrives: (context) => [{ tasks: { ChargeCard: paid, BookCourier: declined(context) } }],
  }),
  'redriven-aborted': redrivenMode({
    says: 'Failed, redriven, and stopped while the redrive was running.',
    evidence: 'assumed',
    reason: 'A redrive and a stop were recorded each by itself.',
    status: 'ABORTED',
    unsuccessful: 'ChargeCard',
    first: (context) => again({ ...context, options: {} }),
    redrives: ({ options }) => [
      {
        tasks: { ChargeCard: neverEnds() },
        stop: { after: takes.beforeAStop, in: 'ChargeCard', error: options.error, cause: options.cause },
      },
    ],
  }),
  'redriven-twice': redrivenMode({
    says: 'Failed, and failed again after each of two redrives.',
    evidence: 'recorded',
    unsuccessful: 'ChargeCard',
    redrives: (context) => [again(context), again(context)],
  }),
} as const;
