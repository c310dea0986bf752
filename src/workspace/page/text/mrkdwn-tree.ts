// What Slack's mrkdwn says, as data: the tree that parse.ts makes and mrkdwn.ts draws. Types alone.

export type Inline =
  | { type: "text"; text: string }
  | { type: "bold" | "italic" | "strike" | "code"; children: Inline[] }
  | { type: "emoji"; name: string; skinTone: number | null }
  | { type: "link"; url: string; label: string | null }
  | { type: "user"; id: string; label: string | null }
  | { type: "channel"; id: string; label: string | null }
  | { type: "group"; id: string; label: string | null }
  | { type: "broadcast"; range: string }
  | { type: "date"; at: number; format: string; url: string | null; fallback: string };

export type Paragraph =
  | { type: "lines"; children: Inline[] }
  | { type: "quote"; children: Inline[] }
  | { type: "pre"; children: Inline[] };
