import entries from '../../../entries.json';

const named = Object.entries(entries as Readonly<Record<string, string>>);

/** What code imports to reach an entry. */
export const specifierOf = (entry: string): string =>
  entry === 'index' ? 'redrive-testkit' : `redrive-testkit/${entry}`;

/** The source of each entry, by what code imports to reach it. */
export const sourcesOfEntries: ReadonlyMap<string, string> = new Map(
  named.map(([name, source]) => [specifierOf(name), source]),
);

/** package.json with the entries of entries.json in both formats, with types for each, for old module resolution too. */
export function packageWithEntries(text: string): string {
  const exported = named.map(([name]) => [
    name === 'index' ? '.' : `./${name}`,
    {
      import: { types: `./dist/${name}.d.mts`, default: `./dist/${name}.mjs` },
      require: { types: `./dist/${name}.d.ts`, default: `./dist/${name}.js` },
    },
  ]);
  const typed = named.filter(([name]) => name !== 'index').map(([name]) => [name, [`./dist/${name}.d.ts`]]);
  const manifest = {
    ...(JSON.parse(text) as object),
    exports: {
      ...(Object.fromEntries(exported) as object),
      './fixtures/*.json': './fixtures/*.json',
      './package.json': './package.json',
    },
    typesVersions: { '*': Object.fromEntries(typed) as object },
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** tsconfig.json with the sources of entries.json: tests and examples import the package by its own name. */
export function pathsWithEntries(text: string): string {
  const lines = [...sourcesOfEntries].map(([specifier, source]) => `      "${specifier}": ["./${source}"]`);
  return text.replace(/"paths": \{[^}]*\}/, `"paths": {\n${lines.join(',\n')}\n    }`);
}
