/** Lagrange's interpolation polynomials as lists of coefficients, lowest power first. */

/**
 * For each node the polynomial that is 1 there and 0 at the others.
 * @param nodes different numbers, a few
 */
export function lagrangePolynomials(nodes: readonly number[]): number[][] {
  return nodes.map((node, j) => {
    let polynomial = [1];
    nodes.forEach((other, k) => {
      if (k === j) return;
      // Times (x - other) / (node - other).
      polynomial = [0, ...polynomial].map((value, power) => (value - other * (polynomial[power] ?? 0)) / (node - other));
    });
    return polynomial;
  });
}
