import { resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const OUR_FILES = resolve(__dirname, '..') + sep;

/** Frames of a runner and of what compiles for it, which stand between a test and the kit. */
const OF_RUNNERS = /[/\\]node_modules[/\\](?:@?jest|@vitest|@swc|@?vite|vitest|tinypool|mocha|ava|tsx|ts-node)[/\\-]/;

/** Enough for a call through a few helpers of the test's own, and the runner's loaders. */
const FRAMES = 60;

/**
 * The file whose code has called into the kit: the innermost of the stack that is neither of the kit nor of a runner. It tells where the
 * test would find a package; the folder in which a runner was started may be another project of the workspace.
 */
export function callerFile(): string | undefined {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = FRAMES;
  const { stack = '' } = new Error('where from');
  Error.stackTraceLimit = stackTraceLimit;
  return stack.split('\n').slice(1).map(fileOf).find(isOfTheTest);
}

/** Of `at name (file:line:column)`, or `at file:line:column`. */
function fileOf(line: string): string | undefined {
  const place = /(?:\(|at (?:async )?)((?:file:\/\/|[A-Za-z]:[/\\]|\/)[^()]*?)(?::\d+)+\)?$/.exec(line.trim())?.[1];
  return place?.startsWith('file:') === true ? fileURLToPath(place) : place;
}

function isOfTheTest(file: string | undefined): file is string {
  return file !== undefined && !file.startsWith(OUR_FILES) && !OF_RUNNERS.test(file);
}
