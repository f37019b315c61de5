import { createIdSource } from '../../src/model/idSource';

test('the same seed gives the same ids, another seed others', () => {
  const ids = (seed: number) => {
    const source = createIdSource(seed);
    return [source.uuid(), source.token(), source.requestId(), source.random(), source.pageTokenSalt()];
  };
  expect(ids(1)).toEqual(ids(1));
  expect(ids(1)).not.toEqual(ids(2));
});

test('a uuid is one of version 4 and variant 1', () => {
  const source = createIdSource(3);
  for (let count = 0; count < 1_000; count += 1) {
    expect(source.uuid()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  }
});

test('a task token has 368 characters of base64, as recorded ones have', () => {
  expect(createIdSource(0).token()).toMatch(/^[A-Za-z0-9+/]{368}$/);
});

test('random numbers lie in [0, 1) and fill it evenly', () => {
  const source = createIdSource(42);
  const tenths = Array.from({ length: 10 }, () => 0);
  for (let count = 0; count < 10_000; count += 1) {
    const tenth = Math.floor(source.random() * 10);
    tenths[tenth] = (tenths[tenth] ?? 0) + 1;
  }
  expect(tenths).toHaveLength(10);
  for (const hits of tenths) expect(Math.abs(hits - 1_000)).toBeLessThan(150);
});

test('no id comes twice in many', () => {
  const source = createIdSource(5);
  expect(new Set(Array.from({ length: 20_000 }, () => source.uuid())).size).toBe(20_000);
});

test('a restored source goes on as it did after the snapshot', () => {
  const source = createIdSource(9);
  source.uuid();
  const saved = source.snapshot();
  const first = [source.uuid(), source.token()];
  source.restore(saved);
  expect([source.uuid(), source.token()]).toEqual(first);
  expect(createIdSource(9).snapshot()).not.toEqual(saved);
});
