import { devNull } from 'node:os';
import { openFakeStepFunctions } from 'redrive-testkit';
import { manualRunner } from './runner';

let runner: ReturnType<typeof manualRunner>;
beforeEach(() => {
  runner = manualRunner();
});
afterEach(async () => {
  await runner.run('afterEach');
  await runner.run('afterAll');
});

describe('the environment', () => {
  const NAMES = ['AWS_REGION', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN', 'AWS_PROFILE'];
  const FILES = ['AWS_SHARED_CREDENTIALS_FILE', 'AWS_CONFIG_FILE', 'AWS_EC2_METADATA_DISABLED'];
  const now = () => Object.fromEntries([...NAMES, ...FILES].map((name) => [name, process.env[name]]));
  const own = { ...now(), AWS_PROFILE: 'production', AWS_REGION: 'eu-central-1', AWS_SESSION_TOKEN: 'of a person' };

  beforeEach(() => {
    for (const [name, value] of Object.entries(own)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  });

  test('is that of tests, and afterwards what it was', async () => {
    runner.use({ region: 'ap-south-1' });
    await runner.run('beforeAll');
    await runner.test('one', () => {
      expect(now()).toEqual({
        AWS_REGION: 'ap-south-1',
        AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
        AWS_SECRET_ACCESS_KEY: 'redrive-testkit',
        AWS_SESSION_TOKEN: undefined,
        AWS_PROFILE: undefined,
        AWS_SHARED_CREDENTIALS_FILE: devNull,
        AWS_CONFIG_FILE: devNull,
        AWS_EC2_METADATA_DISABLED: 'true',
      });
      process.env.AWS_PROFILE = 'left by a test';
    });
    await runner.test('two', () => expect(process.env.AWS_PROFILE).toBeUndefined());
    await runner.run('afterAll');
    expect(now()).toEqual(own);
  });

  test('is put back when the set-ups end in the order in which they began', async () => {
    const [first, second] = [openFakeStepFunctions(), openFakeStepFunctions({ region: 'eu-west-1' })];
    first.close();
    second.close();
    expect(now()).toEqual(own);
  });

  test('is put back when the adapter cannot be opened', () => {
    expect(() => openFakeStepFunctions({ adapter: 'msw', msw: {} as never })).toThrow();
    expect(now()).toEqual(own);
  });
});
