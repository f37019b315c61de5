import { hashOf } from './hash';
import { TestkitError } from './testkitError';

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
