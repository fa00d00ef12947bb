/**
 * Values by child and day, what makes two rows the same assessment (RULES.md 3). A map a day, because joining a million
 * keys into strings takes longer than all else that is done with them.
 */
export class ChildDays<T> {
  private readonly days = new Map<number, Map<string, T>>();

  /** The value of a child (as `cleanChildId` has it) on a day (day number), or undefined. */
  get(child: string, day: number): T | undefined {
    return this.days.get(day)?.get(child);
  }

  set(child: string, day: number, value: T): void {
    const children = this.days.get(day);
    if (children) children.set(child, value);
    else this.days.set(day, new Map([[child, value]]));
  }
}
