// The buttons under the text: files and the app's shortcuts, an emoji, a mention.

import { html } from "htm/preact";
import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { Icon } from "../icon.ts";
import { EmojiPicker } from "../message/emoji-picker.ts";
import { Plus, type PlusProps } from "./plus.ts";

type ComposerToolsProps = PlusProps & { onInsert: (words: string) => void };

export function ComposerTools({ onInsert, ...plus }: ComposerToolsProps): VNode {
  const [picker, setPicker] = useState<HTMLElement | null>(null);
  return html`<div class="composer-tools">
    <${Plus} ...${plus} />
    <button
      type="button"
      class="composer-tool"
      aria-label="Emoji"
      title="Emoji"
      onClick=${(event: MouseEvent) => setPicker(event.currentTarget as HTMLElement)}
    >
      <${Icon} name="smile" />
    </button>
    <button
      type="button"
      class="composer-tool"
      aria-label="Mention someone"
      title="Mention someone"
      onClick=${() => onInsert("@")}
    >
      <${Icon} name="at" />
    </button>
    ${
      picker === null
        ? null
        : html`<${EmojiPicker}
          anchor=${picker}
          onChoose=${(name: string) => onInsert(`:${name}: `)}
          onClose=${() => setPicker(null)}
        />`
    }
  </div>`;
}
