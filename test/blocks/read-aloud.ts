// A message as somebody would read it: a line for each line that they see. Buttons in brackets, times in UTC.

type Json = Record<string, unknown>;
const objects = (value: unknown): Json[] => (Array.isArray(value) ? (value as Json[]) : []);

const time = (at: number, format: string): string => {
  const clock = new Date(at * 1_000).toISOString().slice(11, 16);
  return format === "{ago}" ? `${clock}~` : clock;
};

/** Tokens as they show: a mention by its id, a time in UTC ("09:00", or "09:00~" where Slack says how long ago). */
const spoken = (mrkdwn: string): string =>
  mrkdwn
    .replace(/<!date\^(\d+)\^([^|]*)\|[^>]*>/g, (_whole, at: string, format: string) => time(Number(at), format))
    .replace(/<([@#])([A-Z0-9]+)>/g, "$1$2")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");

function richText(element: Json): string {
  switch (element.type) {
    case "user":
      return `@${element.user_id}`;
    case "channel":
      return `#${element.channel_id}`;
    case "usergroup":
      return `&${element.usergroup_id}`;
    case "date":
      return time(Number(element.timestamp), String(element.format));
    default:
      return String(element.text);
  }
}

function element(value: Json): string {
  if (value.type === "mrkdwn") return spoken(String(value.text)).replaceAll("*", "");
  if (value.type === "plain_text") return String(value.text);
  if (value.type === "overflow") return "[…]";
  const initial = value.initial_option as { text: { text: string } } | undefined;
  const label = initial?.text.text ?? (value.text as { text: string } | undefined)?.text ?? "";
  return value.type === "static_select" ? `[${label} ▾]` : `[${label}]`;
}

function lines(block: Json): string[] {
  switch (block.type) {
    case "rich_text":
      return objects(block.elements).map((part) => {
        const text = objects(part.elements).map(richText).join("");
        return part.type === "rich_text_quote" ? text.replace(/^/gm, "| ") : text;
      });
    case "section": {
      const fields = objects(block.fields).map((field) => element(field).replace("\n", ": "));
      return block.text === undefined ? fields : [element(block.text as Json)];
    }
    case "context":
      return [`(${objects(block.elements).map(element).join("  ")})`];
    case "actions":
      return [objects(block.elements).map(element).join(" ")];
    default:
      return [`# ${element(block.text as Json)}`];
  }
}

export const readAloud = ({ blocks }: { blocks: unknown[] }): string => objects(blocks).flatMap(lines).join("\n");
export const heard = ({ text }: { text: string }): string => spoken(text);
