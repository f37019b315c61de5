import { fieldLimit } from '../../rules/fieldLimits';
import { EvaluationError } from './scope';
import { withStoppablePatterns } from './stoppablePattern';

const MOST_PLACES = fieldLimit('pathPlaces');
let places = 0;

/** Counts places of the document that the path under way looks at. */
export function charge(count: number): void {
  places += count;
  if (places > MOST_PLACES) throw tooLong();
}

/** Evaluates a path within its limits. */
export function withinPathLimits<T>(evaluate: () => T): T {
  places = 0;
  return withStoppablePatterns(evaluate, tooLong);
}

/** @assumed [path.too-long] A path that does not come to an end is States.Runtime. Because: AWS's answer is not known, and it must end. */
function tooLong(): EvaluationError {
  return new EvaluationError('States.Runtime', 'The evaluation of a path took too long.');
}
