import { EvaluationError } from '../../../src/asl/data/scope';

/** The fault that an evaluation throws, as data; fails where it throws none. */
export function evaluationErrorOf(evaluate: () => unknown): { error: string; text: string; location?: string } {
  try {
    evaluate();
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    const { error: name, message: text, location } = error;
    return location === undefined ? { error: name, text } : { error: name, text, location };
  }
  throw new Error('nothing was thrown');
}
