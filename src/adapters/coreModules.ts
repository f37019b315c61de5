import Module from 'node:module';

/**
 * Has `import { request } from 'node:https'` see what was put into the modules of Node. That is done for all modules of Node at once,
 * what others have put into them included, and so only when it has to be. Jest gives its test files a class of its own in place of
 * Module, in which this does nothing; the real one is below.
 */
export function syncBuiltinESMExports(): void {
  const below = Object.getPrototypeOf(Module) as Partial<typeof Module>;
  (below.syncBuiltinESMExports ?? Module.syncBuiltinESMExports)();
}
