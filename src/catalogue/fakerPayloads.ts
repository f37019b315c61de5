import { seededDraws, type FakerLike } from '../model/faker';
import { membersOfPayload, type PayloadSource } from './payloads';

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
      ...membersOfPayload(input),
      [`${step.charAt(0).toLowerCase()}${step.slice(1)}`]: draw(`${step} done`, () => ({
        confirmation: faker.string.alphanumeric({ length: 8, casing: 'lower' }),
      })),
    }),
  };
}
