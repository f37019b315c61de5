import { invalid } from '../../model/arguments';

/** What can go wrong with one request. */
export type InterleavingFault =
  'throttled' | 'lost-response' | 'access-denied' | 'execution-limit-exceeded' | 'service-unavailable';

/** One decision of a schedule: which request reaches AWS next, and what goes wrong with it. */
export interface Choice {
  /** Number of the consumer, from 1. */
  readonly consumer: number;
  /** Which of its requests that wait, in the order in which it sent them, from 1. Above 1 only if it sends several at once. */
  readonly waiting: number;
  readonly fault?: InterleavingFault | undefined;
}

const LETTERS: Readonly<Record<InterleavingFault, string>> = {
  throttled: 't',
  'lost-response': 'x',
  'access-denied': 'a',
  'execution-limit-exceeded': 'l',
  'service-unavailable': 'u',
};

/** Every fault that a search can place. */
export const INTERLEAVING_FAULTS = Object.keys(LETTERS) as InterleavingFault[];

const STEP = /^([1-9]\d*)(?:#([1-9]\d*))?([a-z])?$/;

/**
 * A schedule as a short text: `1,2,2x,1#2` is a request of consumer 1, one of consumer 2, one of consumer 2 whose answer is lost, and the
 * second of those that consumer 1 has sent at once.
 */
export function printSchedule(choices: readonly Choice[]): string {
  return choices
    .map(({ consumer, waiting, fault }) => {
      const which = waiting === 1 ? '' : `#${waiting}`;
      return `${consumer}${which}${fault === undefined ? '' : LETTERS[fault]}`;
    })
    .join(',');
}

/** @throws TestkitError `ARGUMENT_INVALID` for a text that is no schedule. */
export function parseSchedule(text: unknown): Choice[] {
  if (typeof text !== 'string') throw notASchedule(text);
  if (text === '') return [];
  return text.split(',').map((step) => {
    const [, consumer, waiting = '1', letter] = STEP.exec(step.trim()) ?? [];
    const fault = INTERLEAVING_FAULTS.find((name) => LETTERS[name] === letter);
    if (consumer === undefined || (letter !== undefined && fault === undefined)) throw notASchedule(text);
    return { consumer: Number(consumer), waiting: Number(waiting), fault };
  });
}

function notASchedule(given: unknown): Error {
  const letters = INTERLEAVING_FAULTS.map((name) => `${LETTERS[name]} ${name}`).join(', ');
  return invalid(
    'A schedule is a text of steps such as 1,2,2x: numbers of consumers, each with the letter of its fault.',
    given,
    `Take it from failure.schedule. The faults are: ${letters}.`,
  );
}
