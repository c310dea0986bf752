// The buttons under the text: the app's shortcuts, an emoji, a mention.

import { html } from "htm/preact";
import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { Menu } from "../dialogs/menu.ts";
import { Icon } from "../icon.ts";
import { EmojiPicker } from "../message/emoji-picker.ts";
import { useSeen } from "../use.ts";
import { useDeed } from "../use-deed.ts";

function Shortcuts({ channelId }: { channelId: string }): VNode | null {
  const act = useDeed();
  const app = useSeen((state) => state.app);
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const shortcuts = app.shortcuts.filter(({ type }) => type === "global");
  if (shortcuts.length === 0) return null;
  const items = shortcuts.map(({ name, callbackId }) => {
    return {
      label: name,
      detail: app.name,
      icon: "bolt" as const,
      run: () => void act({ do: "global shortcut", callbackId, channelId }),
    };
  });
  return html`<button
      type="button"
      class="composer-tool composer-plus"
      aria-label="Shortcuts"
      title="Shortcuts"
      aria-haspopup="menu"
      onClick=${(event: MouseEvent) => setAnchor(event.currentTarget as HTMLElement)}
    >
      <${Icon} name="plus" />
    </button>
    ${
      anchor === null
        ? null
        : html`<${Menu} anchor=${anchor} label="Shortcuts" items=${items} onClose=${() => setAnchor(null)} />`
    }`;
}

type ComposerToolsProps = { onInsert: (words: string) => void; hasShortcuts: boolean };

export function ComposerTools({ onInsert, hasShortcuts }: ComposerToolsProps): VNode {
  const [picker, setPicker] = useState<HTMLElement | null>(null);
  return html`<div class="composer-tools">
    ${hasShortcuts ? html`<${Shortcuts} />` : null}
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
