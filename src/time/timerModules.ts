import timers from 'node:timers';
import promises from 'node:timers/promises';
import { sleep, ticks } from './promisedTimers';

type Functions = Record<string, unknown>;

const GLOBALS = ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] as const;

/**
 * Has `node:timers` and `node:timers/promises` go by the timers that the process has when they are called: those of the search while a
 * schedule runs. Code that imports them would sleep for real otherwise.
 *
 * @param publish has `import { setTimeout } from 'node:timers'` see what was put into the module
 * @returns gives the modules back what they had
 */
export function ruleTimerModules(publish: () => void): () => void {
  const callbacks = Object.fromEntries(
    GLOBALS.map((name) => [
      name,
      (...given: never[]) => (globalThis[name] as (...given: never[]) => unknown)(...given),
    ]),
  );
  const restore = [
    replaced(timers, callbacks),
    replaced(promises, { setTimeout: sleep, setInterval: ticks }),
    replaced(promises.scheduler, {
      wait: (delay: number, options: object) => sleep(delay, undefined, options),
    }),
  ];
  publish();
  return () => {
    for (const giveBack of restore) giveBack();
    publish();
  };
}

function replaced(module: object, functions: Functions): () => void {
  const target = module as Functions;
  const before = Object.keys(functions).map((name) => [name, Object.getOwnPropertyDescriptor(target, name)] as const);
  for (const [name, value] of Object.entries(functions))
    Object.defineProperty(target, name, { value, configurable: true, enumerable: true, writable: true });
  return () => {
    for (const [name, descriptor] of before) {
      if (descriptor === undefined) delete target[name];
      else Object.defineProperty(target, name, descriptor);
    }
  };
}
