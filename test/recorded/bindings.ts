/**
 * What the stand-ins of a recording turned out to stand for: one value per stand-in, and for those that are numbered
 * (`<uuid:1>`, `<uuid:2>`) one stand-in per value.
 */
export class Bindings {
  private readonly values = new Map<string, string>();
  private readonly standIns = new Map<string, string>();

  /** Whether the stand-in may stand for the value; remembers it if so. `kind` makes stand-ins of one kind differ. */
  bind(standIn: string, value: string, kind?: string): boolean {
    const known = this.values.get(standIn);
    if (known !== undefined) return known === value;
    if (kind !== undefined) {
      const owner = `${kind}\u0000${value}`;
      if (this.standIns.has(owner)) return false;
      this.standIns.set(owner, standIn);
    }
    this.values.set(standIn, value);
    return true;
  }

  valueOf(standIn: string): string | undefined {
    return this.values.get(standIn);
  }

  copy(): Bindings {
    const copy = new Bindings();
    copy.adopt(this);
    return copy;
  }

  /** Takes over everything that `other` knows: used when an attempt that worked on a copy was successful. */
  adopt(other: Bindings): void {
    for (const [standIn, value] of other.values) this.values.set(standIn, value);
    for (const [owner, standIn] of other.standIns) this.standIns.set(owner, standIn);
  }
}
