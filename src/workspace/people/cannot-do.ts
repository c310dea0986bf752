// Thrown when a test asks a person for something that Slack's client would not let them do.

export class CannotDo extends Error {
  override name = "CannotDo";
}
