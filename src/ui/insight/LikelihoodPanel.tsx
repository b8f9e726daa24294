/** How likely the model holds data to be. */
export function LikelihoodPanel() {
  return null;
}
