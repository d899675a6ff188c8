/** An event that has the right form, and cannot be true here: it is told to be mended, and the others are taken. */
export class EventRefused extends Error {
  override readonly name = "EventRefused";
  /** The field at fault, by its path in the event. */
  readonly path: readonly string[];

  constructor(path: readonly string[], message: string, options?: ErrorOptions) {
    super(message, options);
    this.path = path;
  }
}
