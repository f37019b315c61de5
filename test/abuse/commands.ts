import fc from 'fast-check';
import type { SmallLimits } from './redriveModel';

/** What is done to a few executions. `who` is one of their names. */
export type Command =
  | { readonly does: 'start'; readonly who: string; readonly input: string }
  | { readonly does: 'redrive'; readonly who: string; readonly token?: string }
  | { readonly does: 'stop'; readonly who: string }
  | { readonly does: 'answer'; readonly who: string; readonly isSuccess: boolean }
  | { readonly does: 'answer late'; readonly who: string }
  | { readonly does: 'wait'; readonly milliseconds: number }
  | { readonly does: 'delete' };

export interface Course {
  readonly limits: SmallLimits;
  readonly begins: string;
  readonly commands: readonly Command[];
}

const MINUTE = 60_000;
const DAY = 86_400_000;

const who = fc.constantFrom('a', 'a', 'b', 'c');
const tokens = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('t1', 't2') },
  fc.nat({ max: 14 }).map((each) => `t${each}`),
);
/** Around the limits of time, and so that several add up to just one of them. */
const pauses = fc.constantFrom(
  ...[0, 1, MINUTE, 5 * MINUTE, 15 * MINUTE - 1, 15 * MINUTE, 15 * MINUTE + 1, 60 * MINUTE],
  ...[DAY, 13 * DAY, 14 * DAY - 1, 14 * DAY, 14 * DAY + 1, 30 * DAY, 89 * DAY, 90 * DAY + 1],
);

const command = fc.oneof(
  { weight: 3, arbitrary: fc.record({ does: fc.constant('start' as const), who, input: fc.constantFrom('{}', '[]') }) },
  {
    weight: 8,
    arbitrary: fc.record(
      { does: fc.constant('redrive' as const), who, token: tokens },
      { requiredKeys: ['does', 'who'] },
    ),
  },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('stop' as const), who }) },
  {
    weight: 7,
    arbitrary: fc.record({
      does: fc.constant('answer' as const),
      who,
      isSuccess: fc.oneof({ weight: 5, arbitrary: fc.constant(false) }, fc.constant(true)),
    }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('answer late' as const), who }) },
  { weight: 4, arbitrary: pauses.map((milliseconds) => ({ does: 'wait' as const, milliseconds })) },
);

const limits = fc.record({
  redrivableEvents: fc.constantFrom(24_999, 24_999, 20, 30),
  openExecutions: fc.constantFrom(1_000_000, 2, 1),
  executionTime: fc.constantFrom(365 * DAY, 365 * DAY, 20 * DAY),
  timeout: fc.constantFrom(60 * MINUTE, 10 * MINUTE),
});

/** A deletion ends most of what there is to try, so it comes late or not at all. */
export function courses(): fc.Arbitrary<Course> {
  const deleted = fc
    .tuple(fc.constant({ does: 'delete' as const }), fc.array(command, { maxLength: 8, size: 'max' }))
    .map(([first, others]): Command[] => [first, ...others]);
  const end = fc.oneof({ weight: 4, arbitrary: fc.constant<Command[]>([]) }, deleted);
  return fc.record({
    limits,
    begins: fc.constantFrom('2026-11-30T09:00:00Z', '2026-11-30T09:00:00Z', '2023-11-14T23:50:00Z'),
    commands: fc
      .tuple(fc.array(command, { minLength: 1, maxLength: 80, size: 'max' }), end)
      .map(([before, after]): Command[] => [{ does: 'start', who: 'a', input: '{}' }, ...before, ...after]),
  });
}
