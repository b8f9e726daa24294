/** What the parts of the section on what was learnt are given. */
export interface PartProps {
  /** Shows the film of the perfect model. */
  onFilm(): void;
}
