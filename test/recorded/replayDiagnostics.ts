import { join } from 'node:path';
import { createFakeStepFunctions } from '../../src/service/createFake';
import { answerDifference } from './answers';
import { Bindings } from './bindings';
import { jsonFiles, readable } from './recordings';
import { isObject, type Difference } from './values';

interface RecordedDiagnosis {
  readonly definition: string;
  readonly severity?: 'ERROR' | 'WARNING';
  readonly maxResults?: number;
  readonly answer: object;
  readonly at?: readonly unknown[];
}

/** What became of one recorded answer of ValidateStateMachineDefinition. */
export interface DiagnosisReplay {
  readonly name: string;
  readonly difference: Difference | undefined;
}

/** Definitions of `recorded/facts-*.json`, and what the service said of them. */
export function replayDiagnostics(folder: string): DiagnosisReplay[] {
  const files = jsonFiles(join(folder, 'recorded')).filter((name) => name.startsWith('facts-'));
  return files.flatMap((file) => {
    const content = readable(join(folder, 'recorded', file));
    const diagnostics = isObject(content) ? content['diagnostics'] : undefined;
    return Array.isArray(diagnostics) ? (diagnostics as RecordedDiagnosis[]).map(replayDiagnosis) : [];
  });
}

function replayDiagnosis({ definition, severity, maxResults, answer, at }: RecordedDiagnosis): DiagnosisReplay {
  const input = { definition, ...(severity && { severity }), ...(maxResults !== undefined && { maxResults }) };
  const emitted = createFakeStepFunctions().validateStateMachineDefinition(input);
  return { name: String(at?.at(-1) ?? definition), difference: answerDifference(answer, emitted, new Bindings()) };
}
