// What a person's click gives the app: the right to open one form, for a moment. Says nothing of how forms look.
// Never kept on disk.

export type Trigger = {
  userId: string;
  /** The window in which they clicked, and in which alone a form opens; null: it is not known. */
  client: string | null;
  /** Of the transport's clock. */
  createdAt: number;
  usedAt: number | null;
  viewId: string | null;
  /** What the person was looking at, for menus that begin with the current conversation. */
  channelId: string | null;
  opened: string[];
};
