import { createFakeStepFunctions, openFakeStepFunctions } from 'redrive-testkit';
import { toClientMock } from 'redrive-testkit/client-mock';
import { toMswHandlers } from 'redrive-testkit/msw';
import { interceptClients, toRequestHandler } from 'redrive-testkit/request-handler';
import { createHandle } from '../../src/setup/handle';
import { misuseOf } from '../support/misuse';

type Untyped = (...args: unknown[]) => unknown;
const msw = { http: { post: () => 'handler' }, HttpResponse: Response };

const adapters: [string, Untyped][] = [
  ['toRequestHandler', toRequestHandler as unknown as Untyped],
  ['interceptClients', interceptClients as unknown as Untyped],
  ['toClientMock', toClientMock as unknown as Untyped],
  ['toMswHandlers', (service, options) => (toMswHandlers as Untyped)(service, options ?? { msw })],
];

describe.each(adapters)('%s()', (name, open) => {
  test.each([
    [undefined],
    [null],
    [5],
    ['sfn'],
    [{}],
    [[]],
    [{ sfn: createFakeStepFunctions() }],
    [createFakeStepFunctions],
  ])('refuses %#, which is no fake', (service) => {
    expect(misuseOf(() => open(service))).toMatchObject({
      code: 'ARGUMENT_INVALID',
      what: `${name}() takes a fake.`,
      hint: expect.stringContaining(`${name}(sfn)`),
    });
  });
});

test('the fake of setupFakeStepFunctions is one, before any test', () => {
  expect(() => toRequestHandler(createHandle().sfn)).not.toThrow();
});

test.each<[string, unknown[], string, string]>([
  ['interceptClients', [null], 'ARGUMENT_INVALID', 'null'],
  ['interceptClients', [{ instantRetry: true }], 'OPTION_UNKNOWN', 'instantRetries'],
  ['interceptClients', [{ sdk: {} }], 'ARGUMENT_INVALID', '@aws-sdk/client-sfn'],
  ['toClientMock', [null], 'ARGUMENT_INVALID', 'null'],
  ['toClientMock', [{ clients: {} }], 'OPTION_UNKNOWN', 'client'],
  ['toClientMock', [{ client: {} }], 'ARGUMENT_INVALID', 'new SFNClient'],
  ['toClientMock', [{ client: null }], 'ARGUMENT_INVALID', 'new SFNClient'],
  ['toClientMock', [{ sdk: null }], 'ARGUMENT_INVALID', '@aws-sdk/client-sfn'],
  ['toMswHandlers', [5], 'ARGUMENT_INVALID', '5'],
  ['toMswHandlers', [{ msw: {} }], 'ARGUMENT_INVALID', 'HttpResponse'],
  ['toMswHandlers', [{ msw, endpoint: 5 }], 'ARGUMENT_INVALID', 'endpoint'],
])('%s(sfn, ...%j) is refused', (name, args, code, text) => {
  const open = new Map(adapters).get(name)!;
  const refusal = misuseOf(() => open(createFakeStepFunctions(), ...args));
  expect(refusal.code).toBe(code);
  expect(refusal.message).toContain(text);
});

test.each([[null], [5], [{ sdk: {} }], [{ clock: 5 }], [{ adapter: 5 }]])(
  'openFakeStepFunctions(%j) is refused, and leaves nothing open',
  (options) => {
    const region = process.env['AWS_REGION'];
    expect(misuseOf(() => openFakeStepFunctions(options as never)).code).toBe('ARGUMENT_INVALID');
    expect(process.env['AWS_REGION']).toBe(region);
  },
);
