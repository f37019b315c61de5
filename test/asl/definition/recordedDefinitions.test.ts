import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { validateDefinition } from '../../../src/asl/definition';
import { jsonFiles, readJson, recordedPath, recordingsFolders } from '../../recorded/recordings';

const PAIRS = filesIn('recorded/pairs');
const ERRORS = recordedPath('recorded/errors.json');
const REDRIVE = [...filesIn('redrive'), ...filesIn('map-runs-with-readers')];

function filesIn(name: string): string[] {
  const folders = recordingsFolders().map((folder) => join(folder, name));
  return folders.flatMap((folder) => jsonFiles(folder).map((file) => join(folder, file)));
}

interface Pair {
  readonly id: string;
  readonly definition: unknown;
  readonly type?: 'STANDARD' | 'EXPRESS';
}

function refusal(definition: unknown, type?: 'STANDARD' | 'EXPRESS'): string[] {
  const text = typeof definition === 'string' ? definition : JSON.stringify(definition);
  return validateDefinition(text, { type })
    .diagnostics.filter(({ severity }) => severity === 'ERROR')
    .map(({ message, location }) => `${message} at ${location}`);
}

/** Recordings are not part of the project: without them these tests are skipped, and say so. */
const whenRecorded = (isThere: boolean): typeof test => (isThere ? test : test.skip);

whenRecorded(PAIRS.length > 0)('every definition that ran on AWS is accepted (skipped without recordings)', () => {
  const refused = PAIRS.map((path) => readJson<Pair>(path))
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

whenRecorded(existsSync(ERRORS))(
  'every definition that AWS refused gets its message (skipped without recordings)',
  () => {
    const invalid = readJson<RecordedError[]>(ERRORS).filter(
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
  },
);

interface Transcript {
  readonly definition?: object | string | null;
  readonly childDefinition?: object | string | null;
  readonly type?: string;
  readonly steps?: readonly { request?: { definition?: string } }[];
}

whenRecorded(REDRIVE.length > 0)(
  'every definition of the redrive recordings is accepted (skipped without recordings)',
  () => {
    const transcripts = REDRIVE.map((path) => readJson<Transcript>(path));
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
  },
);
