import {
  fails,
  failsToSchedule,
  failsToStart,
  failsToSubmit,
  failsUntilRedriven,
  heartbeatTimesOut,
  lambdaReturns,
  lambdaThrows,
  neverEnds,
  readerFails,
  reads,
  succeeds,
  timesOut,
  writerFails,
  writerRefused,
} from 'redrive-testkit';
import { misuseOf } from '../../support/misuse';

/** What code without types may hand in. */
type Untyped = (...args: unknown[]) => unknown;
const untyped = <Call extends (...args: never[]) => unknown>(call: Call): Untyped => call as unknown as Untyped;

const cyclic: Record<string, unknown> = {};
cyclic['self'] = { of: cyclic };

describe.each([
  ['succeeds', (options: unknown) => untyped(succeeds)({}, options)],
  ['fails', (options: unknown) => untyped(fails)('E', 'c', options)],
  ['lambdaReturns', (options: unknown) => untyped(lambdaReturns)({}, options)],
  ['lambdaThrows', (options: unknown) => untyped(lambdaThrows)('E', 'm', options)],
  ['failsUntilRedriven', (options: unknown) => untyped(failsUntilRedriven)('E', 'c', options)],
  ['timesOut', (options: unknown) => untyped(timesOut)(options)],
  ['heartbeatTimesOut', (options: unknown) => untyped(heartbeatTimesOut)(options)],
  ['failsToSchedule', (options: unknown) => untyped(failsToSchedule)('E', 'c', options)],
  ['failsToStart', (options: unknown) => untyped(failsToStart)('E', 'c', options)],
  ['failsToSubmit', (options: unknown) => untyped(failsToSubmit)('E', 'c', options)],
  ['neverEnds', (options: unknown) => untyped(neverEnds)(options)],
])('%s()', (name, call) => {
  test.each([
    [{ after: '5' }, "'5'"],
    [{ after: Number.NaN }, 'NaN'],
    [{ after: -1 }, '-1'],
    [{ after: Infinity }, 'Infinity'],
    [{ after: Number.MAX_VALUE }, '1.79'],
    [{ after: null }, 'null'],
    [{ workerName: 5 }, '5'],
    [{ workerName: '' }, "''"],
    [{ submitted: () => 1 }, 'function'],
    [{ submitted: cyclic }, 'itself'],
    [5000, '5000'],
    [null, 'null'],
    [[], 'list'],
    [() => 1, 'function'],
  ])('refuses the options %p', (options, found) => {
    const refusal = misuseOf(() => call(options));
    expect(refusal).toMatchObject({ code: 'ARGUMENT_INVALID', found: expect.stringContaining(found) });
    expect(refusal.what).toContain(`${name}()`);
  });

  test('refuses an option that does not exist', () => {
    expect(misuseOf(() => call({ moment: 1 }))).toMatchObject({
      code: 'OPTION_UNKNOWN',
      what: `${name}() does not know the option 'moment'.`,
      hint: expect.stringContaining('after, submitted, workerName'),
    });
  });

  test('takes what the options are', () => {
    const options = { after: 0, workerName: 'w', submitted: { id: 1 } };
    expect(call(options)).toMatchObject({ options });
    expect(call({ after: undefined })).toMatchObject({ kind: name });
  });
});

describe.each([
  ['fails', fails],
  ['failsUntilRedriven', failsUntilRedriven],
  ['failsToSchedule', failsToSchedule],
  ['failsToStart', failsToStart],
  ['failsToSubmit', failsToSubmit],
  ['readerFails', readerFails],
  ['writerFails', writerFails],
])('%s()', (name, call) => {
  test.each([
    [[5], '5'],
    [[null], 'null'],
    [[{ after: 5 }], 'an object with after'],
    [[new Error('x')], 'an object of type Error'],
    [['E'.repeat(257)], '257 characters'],
    [['E', 5], '5'],
    [['E', { after: 5 }], 'an object with after'],
    [['E', 'c'.repeat(32_769)], '32769 characters'],
  ])('refuses as error and cause %p', (args, found) => {
    expect(misuseOf(() => untyped(call)(...args))).toMatchObject({
      code: 'ARGUMENT_INVALID',
      what: expect.stringContaining(`${name}()`),
      found: expect.stringContaining(found),
    });
  });

  test('takes what AWS takes', () => {
    const [error, cause] = ['E'.repeat(256), 'c'.repeat(32_768)];
    expect(call(error, cause)).toMatchObject({ error, cause });
    expect(call('', '')).toMatchObject({ error: '', cause: '' });
    expect(call()).not.toHaveProperty('cause');
  });
});

test.each([[[5]], [['c'.repeat(32_769)]]])('writerRefused() refuses the cause of %#', (args) => {
  expect(misuseOf(() => untyped(writerRefused)(...args)).code).toBe('ARGUMENT_INVALID');
});

describe('lambdaThrows()', () => {
  test.each([
    [[], 'undefined'],
    [[new TypeError('x')], 'an object of type Error'],
    [[5], '5'],
    [['E'.repeat(257)], '257 characters'],
    [['E', 5], '5'],
    [['E', null], 'null'],
    [['E', 'm', { trace: 'at x' }], "'at x'"],
    [['E', 'm', { trace: [5] }], 'a list of 1'],
  ])('refuses %p', (args, found) => {
    const refusal = misuseOf(() => untyped(lambdaThrows)(...args));
    expect(refusal).toMatchObject({ code: 'ARGUMENT_INVALID', found: expect.stringContaining(found) });
  });
});

describe('failsUntilRedriven()', () => {
  test.each([
    [{ then: undefined, redrives: 0 }, '0'],
    [{ redrives: 1.5 }, '1.5'],
    [{ redrives: '2' }, "'2'"],
    [{ redrives: Number.NaN }, 'NaN'],
    [{ then: 'succeeds' }, "'succeeds'"],
    [{ then: { paid: true } }, 'an object with paid'],
    [{ then: { kind: 'succeed', options: {} } }, 'an object with kind'],
    [{ then: succeeds }, 'the function succeeds'],
    [{ then: null }, 'null'],
  ])('refuses the options %p', (options, found) => {
    const refusal = misuseOf(() => untyped(failsUntilRedriven)('E', 'c', options));
    expect(refusal).toMatchObject({ code: 'ARGUMENT_INVALID', found: expect.stringContaining(found) });
  });

  test('may fail in other ways after that', () => {
    const then = failsUntilRedriven('F', undefined, { redrives: 2 });
    expect(failsUntilRedriven('E', undefined, { then })).toMatchObject({ redrives: 1, then: { redrives: 2 } });
  });
});

describe.each([
  ['succeeds', succeeds],
  ['lambdaReturns', lambdaReturns],
  ['reads', reads],
])('%s()', (name, call) => {
  test.each([
    [() => 1, 'function'],
    [Number.NaN, 'NaN'],
    [Infinity, 'Infinity'],
    [5n, '5n'],
    [Symbol('s'), 'Symbol(s)'],
    [{ price: new Number(Number.NaN) }, 'At price it has NaN'],
    [cyclic, 'At self.of it has itself again'],
    [{ total: [1, { price: Number.NaN }] }, 'At total[1].price it has NaN'],
    [{ send: () => 1 }, 'At send it has the function send'],
    [[1, undefined], 'At [1] it has undefined'],
    [new Map([['a', 1]]), 'an object of type Map'],
    [new Set([1]), 'an object of type Set'],
    [Promise.resolve(1), 'an object of type Promise'],
    [new Error('x'), 'an object of type Error'],
    [new Date(Number.NaN), 'an invalid date'],
  ])('refuses %p', (value, found) => {
    expect(misuseOf(() => call(value))).toMatchObject({
      code: 'ARGUMENT_INVALID',
      what: expect.stringContaining(`${name}()`),
      found: expect.stringContaining(found),
    });
  });

  test('takes what JSON can hold; dates become texts, and members that are undefined are left out', () => {
    const once = { id: 1 };
    const wrapped = [new Number(5), new String('s'), new Boolean(false)];
    const made = call({
      at: new Date(0),
      none: undefined,
      twice: [once, once],
      bytes: Buffer.from([1]),
      no: null,
      wrapped,
    });
    const value = {
      at: '1970-01-01T00:00:00.000Z',
      twice: [once, once],
      bytes: { type: 'Buffer', data: [1] },
      no: null,
      wrapped: [5, 's', false],
    };
    expect(made).toMatchObject(name === 'reads' ? { items: value } : { output: value });
    expect('output' in made ? made.output : 'items' in made && made.items).not.toHaveProperty('none');
  });
});

test('reads() needs to be told what it finds', () => {
  expect(misuseOf(() => untyped(reads)()).found).toBe('It is undefined.');
});
