/** The records in the order of their names' UTF-16 code units, whatever the language of the machine. */
export function byName<Named extends { readonly name: string }>(records: Iterable<Named>): Named[] {
  return [...records].sort((left, right) => (left.name < right.name ? -1 : left.name > right.name ? 1 : 0));
}
