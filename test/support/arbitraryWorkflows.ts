import type fc from 'fast-check';
import { workflows as anyWorkflows, type Workflow, type WorkflowOptions } from 'redrive-testkit/fast-check';

/** What a generated workflow may contain, beside Tasks, Passes, Waits, Parallels and inline Maps. */
export type Ingredients = WorkflowOptions;

const NOTHING_MORE: Ingredients = {
  catches: false,
  taskRetries: false,
  containerRetries: false,
  data: false,
  choices: false,
  ends: false,
  distributedMaps: false,
  depth: 3,
};

/** Random workflows with what is asked for, and no more. */
export const workflows = (ingredients: Ingredients = {}): fc.Arbitrary<Workflow> =>
  anyWorkflows({ ...NOTHING_MORE, ...ingredients });
