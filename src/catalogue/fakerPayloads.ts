import { TestkitError } from '../model/testkitError';
import { hashOf } from '../model/hash';
import { membersOf, type PayloadSource } from './payloads';

/** As much of faker 9 and 10 as is used here. */
export interface FakerLike {
  /** The locale's definitions, from which an instance of its own is made. */
  readonly rawDefinitions: object;
  seed(seed?: number): number;
  readonly string: {
    uuid(): string;
    alphanumeric(options: { length: number; casing: 'lower' }): string;
  };
  readonly number: { int(options: { min: number; max: number }): number };
  readonly person: { fullName(): string };
  readonly commerce: {
    productName(): string;
    price(options: { min: number; max: number }): string;
  };
  readonly finance: { currencyCode(): string };
  readonly hacker: { phrase(): string };
  readonly internet: { email(): string };
  readonly lorem: { words(count: number): string };
}

type FakerClass = new (options: { locale: object[] }) => FakerLike;

/**
 * Contents drawn from faker. Everything is drawn after a seed of its own, so that nothing depends on what was drawn before, by whomever.
 *
 * @throws TestkitError `ARGUMENT_INVALID` if that is no faker 9 or 10.
 */
export function fakerPayloads(consumers: FakerLike, randomSeed: number): PayloadSource {
  const { faker, draw } = seededDraws(consumers, randomSeed);
  return {
    order: (sequence) =>
      draw(`order ${sequence}`, () => ({
        orderId: faker.string.uuid(),
        customer: { customerId: faker.string.uuid(), name: faker.person.fullName() },
        items: Array.from({ length: faker.number.int({ min: 1, max: 3 }) }, () => ({
          product: faker.commerce.productName(),
          quantity: faker.number.int({ min: 1, max: 4 }),
        })),
        amount: Number(faker.commerce.price({ min: 5, max: 99 })),
        currency: faker.finance.currencyCode(),
      })),
    sentence: (plain) => draw(plain, () => `${plain}: ${faker.hacker.phrase()}`),
    uuid: (topic) => draw(topic, () => faker.string.uuid()),
    result: (step, input) => ({
      ...membersOf(input),
      [`${step.charAt(0).toLowerCase()}${step.slice(1)}`]: draw(`${step} done`, () => ({
        confirmation: faker.string.alphanumeric({ length: 8, casing: 'lower' }),
      })),
    }),
  };
}

/** Draws from a private instance of the consumer's faker, each after a seed of its own. */
export function seededDraws(consumers: FakerLike, randomSeed: number) {
  const faker = privateInstance(consumers);
  const draw = <Value>(topic: string, drawn: (faker: FakerLike) => Value): Value => {
    faker.seed(hashOf(`${randomSeed} ${topic}`));
    return drawn(faker);
  };
  return { faker, draw };
}

/** Of the same class and locale, with a state of its own: the consumer's draws are not disturbed. */
function privateInstance(consumers: FakerLike): FakerLike {
  try {
    const Faker = consumers.constructor as FakerClass;
    const instance = new Faker({ locale: [consumers.rawDefinitions] });
    instance.seed(1);
    return instance;
  } catch (error) {
    throw new TestkitError({
      code: 'ARGUMENT_INVALID',
      what: 'The option faker is no instance of faker 9 or 10.',
      found: String(error),
      hint: "Hand in { faker } as `import { faker } from '@faker-js/faker'` has it.",
    });
  }
}
