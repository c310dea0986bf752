// A button that copies a text, and says that it did.

import { html } from "htm/preact";
import { useEffect, useState } from "preact/hooks";
import { after } from "../real-time.ts";

const saidForMs = 2_000;

type Said = "" | "Copied" | "Not copied: select the text by hand";

/** A browser may refuse, for one without focus or permission: then that is what is said. */
async function copied(text: string): Promise<Said> {
  try {
    await navigator.clipboard.writeText(text);
    return "Copied";
  } catch (error) {
    if (error instanceof Error) return "Not copied: select the text by hand";
    throw error;
  }
}

export type CopyButtonProps = {
  /** What is copied, for those who hear the page: "answer". */
  what: string;
  /** Asked only when it is pressed: writing out a large value takes a while. */
  text: () => string;
  /** Instead of "Copy". */
  label?: string;
  className?: string;
};

export function CopyButton({ what, text, label = "Copy", className = "inspect-copy" }: CopyButtonProps) {
  const [said, setSaid] = useState<Said>("");
  useEffect(() => (said === "" ? undefined : after(saidForMs, () => setSaid(""))), [said]);
  const copy = async (): Promise<void> => setSaid(await copied(text()));
  const name = said === "" && label === "Copy" ? `Copy ${what}` : null;
  return html`<button type="button" class=${className} aria-label=${name} aria-live="polite" onClick=${copy}>
    ${said === "" ? label : said}
  </button>`;
}
