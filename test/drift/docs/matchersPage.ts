import { table, withGenerated } from './markdown';
import { publicApi } from './publicDeclarations';

/** docs/guide/matchers.md with its table as the declarations have it. */
export const matchersPage = (current: string): string => withGenerated(current, 'matchers', matcherTable());

/** Every matcher: when it passes. */
function matcherTable(): string {
  const matchers = publicApi().get('redrive-testkit/matchers')!;
  const { members } = matchers.find(({ name }) => name === 'RedriveMatchers')!;
  return table(
    ['matcher', 'passes when'],
    members.map(({ signature, text }) => [`\`${called(signature)}\``, text.replace(/\s+/g, ' ')]),
  );
}

/** The names of the parameters, without their types. */
const called = (signature: string): string =>
  signature
    .replace(/^(\w+)<.*?>\(/, '$1(')
    .replace(/\): \w+$/, ')')
    .replace(/(\w+)\??: [^,()]+/g, '$1');
