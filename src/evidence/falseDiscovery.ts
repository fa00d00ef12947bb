/**
 * Benjamini-Hochberg: the smallest share of false discoveries at which each p value would be declared. Null stays null,
 * and isn't counted among the tests.
 */
export function falseDiscovery(ps: readonly (number | null)[]): (number | null)[] {
  const order = ps.flatMap((p, i) => (p === null ? [] : [{ p, i }])).sort((a, b) => b.p - a.p);
  const adjusted: (number | null)[] = ps.map(() => null);
  let least = 1;
  order.forEach(({ p, i }, fromLargest) => {
    least = Math.min(least, (p * order.length) / (order.length - fromLargest));
    adjusted[i] = least;
  });
  return adjusted;
}
