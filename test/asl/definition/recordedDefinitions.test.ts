import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { validateDefinition } from '../../../src/asl/definition';

const AWS = process.env['AWS_RECORDED'] ?? resolve(__dirname, '../../../../shared/aws');
const PAIRS = join(AWS, 'recorded/pairs');
const ERRORS = join(AWS, 'recorded/errors.json');
const REDRIVE = join(AWS, 'redrive');

interface Pair {
  readonly id: string;
  readonly definition: unknown;
  readonly type?: 'STANDARD' | 'EXPRESS';
}

function read(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}

function refusal(definition: unknown, type?: 'STANDARD' | 'EXPRESS'): string[] {
  const text = typeof definition === 'string' ? definition : JSON.stringify(definition);
  return validateDefinition(text, { type })
    .diagnostics.filter(({ severity }) => severity === 'ERROR')
    .map(({ message, location }) => `${message} at ${location}`);
}

/** Recordings are not part of the project: without them these tests are skipped, and say so. */
const whenRecorded = (file: string): typeof test => (existsSync(file) ? test : test.skip);

whenRecorded(PAIRS)('every definition that ran on AWS is accepted (skipped without recordings)', () => {
  const refused = readdirSync(PAIRS)
    .map((file) => read(join(PAIRS, file)) as Pair)
    .map(({ id, definition, type }) => ({ id, errors: refusal(definition, type) }))
    .filter(({ errors }) => errors.length > 0);
  expect(refused).toEqual([]);
});

interface RecordedError {
  readonly operation: string;
  readonly code: string;
  readonly message: string;
  readonly sources: readonly { requestParams: { definition?: string; type?: 'STANDARD' | 'EXPRESS' } }[];
}

whenRecorded(ERRORS)('every definition that AWS refused gets its message (skipped without recordings)', () => {
  const invalid = (read(ERRORS) as RecordedError[]).filter(
    ({ operation, code }) => operation === 'CreateStateMachine' && code === 'InvalidDefinition',
  );
  expect(invalid.length).toBeGreaterThan(0);
  for (const { message, sources } of invalid) {
    for (const { requestParams } of sources) {
      const errors = refusal(requestParams.definition, requestParams.type);
      // The recorder writes `<partition>` for `aws`.
      const expected = message.replace('<partition>', 'aws');
      expect(expected).toBe(`Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: ${errors.join()}'`);
    }
  }
});

interface Transcript {
  readonly definition?: object | string | null;
  readonly childDefinition?: object | string | null;
  readonly type?: string;
  readonly steps?: readonly { request?: { definition?: string } }[];
}

whenRecorded(REDRIVE)('every definition of the redrive recordings is accepted (skipped without recordings)', () => {
  const transcripts = readdirSync(REDRIVE)
    .filter((file) => file.endsWith('.json'))
    .map((file) => read(join(REDRIVE, file)) as Transcript);
  const definitions = transcripts
    .flatMap(({ definition, childDefinition, steps }) => [
      definition,
      childDefinition,
      ...(steps ?? []).map((step) => (typeof step.request === 'object' ? step.request?.definition : undefined)),
    ])
    .map((definition) => (typeof definition === 'object' ? JSON.stringify(definition) : definition))
    .filter((definition): definition is string => definition?.includes('"StartAt"') === true);
  expect(definitions.length).toBeGreaterThan(5);
  expect(definitions.flatMap((definition) => refusal(definition))).toEqual([]);
});
