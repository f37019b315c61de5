import { lambdaReturns } from '../../asl/script/scripting';
import type { TaskScript } from '../../asl/script/taskScript';
import { TestkitError } from '../../model/testkitError';
import { seconds } from '../../time/duration';
import type { Location } from '../../model/arn';
import { functionArn } from '../place';
import { takes } from './durations';
import type { NamedState } from './workflow';

/** States that write a given number of events, and what their tasks answer. */
export interface Filler {
  /** Each leads to the one after it unless it says itself where to. */
  readonly states: readonly NamedState[];
  readonly tasks: TaskScript;
  /** How long they take, in milliseconds. */
  readonly takes: number;
}

/** Events of a state that runs no task, of a Lambda task, of the first and of each further turn of the loop. */
const EVENTS = { pass: 2, task: 5, firstTurn: 7, turn: 9 } as const;

/**
 * A loop that polls until what it waits for is there, as most long histories have one; Pass states make up the rest.
 *
 * @throws TestkitError `ARGUMENT_INVALID` for a number of events that no states write.
 */
export function fillerOf(events: number, place: Location): Filler {
  if (events === 0) return { states: [], tasks: {}, takes: 0 };
  const isOdd = events % 2 === 1;
  if (events < 0 || (isOdd && events < EVENTS.task)) throw noSuchNumber(events);
  if (!isOdd && events < EVENTS.firstTurn + EVENTS.turn) return passes(events / EVENTS.pass);
  if (isOdd && events < EVENTS.firstTurn) return { states: [check(place)], tasks: {}, takes: 0 };
  let turns = Math.floor((events - EVENTS.firstTurn) / EVENTS.turn);
  if ((events - EVENTS.firstTurn - turns * EVENTS.turn) % EVENTS.pass !== 0) turns -= 1;
  const rest = events - EVENTS.firstTurn - turns * EVENTS.turn;
  const loop = pollingLoop(turns, place);
  return { ...loop, states: [...passes(rest / EVENTS.pass).states, ...loop.states] };
}

function passes(count: number): Filler {
  const states = Array.from({ length: count }, (_, index) => [`NoteStep${index + 1}`, { Type: 'Pass' }] as const);
  return { states, tasks: {}, takes: 0 };
}

const WAIT_SECONDS = 30;

const check = (place: Location) =>
  ['CheckStock', { Type: 'Task', Resource: functionArn(place, 'check-stock'), ResultPath: null }] as const;

function pollingLoop(turns: number, place: Location): Filler {
  const [name, body] = check(place);
  const nothing = lambdaReturns({ inStock: false }, { after: takes.step });
  const something = lambdaReturns({ inStock: true }, { after: takes.step });
  return {
    states: [
      [name, { ...body, Assign: { 'inStock.$': '$.inStock' }, Next: 'IsInStock' }],
      ['WaitForStock', { Type: 'Wait', Seconds: WAIT_SECONDS, Next: name }],
      [
        'IsInStock',
        { Type: 'Choice', Choices: [{ Variable: '$inStock', BooleanEquals: false, Next: 'WaitForStock' }] },
      ],
    ],
    tasks: { [name]: [...Array.from({ length: turns }, () => nothing), something] },
    takes: turns * (takes.step + seconds(WAIT_SECONDS)) + takes.step,
  };
}

function noSuchNumber(events: number): TestkitError {
  return new TestkitError({
    code: 'ARGUMENT_INVALID',
    what: 'There is no history of this mode with that many events.',
    found: events < 0 ? `It has ${-events} more at least.` : `${events} more than it has at least.`,
    hint: 'Add or take away a few.',
  });
}
