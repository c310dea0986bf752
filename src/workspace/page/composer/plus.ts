// The + of the composer: files of one's own, and the app's shortcuts.

import { html } from "htm/preact";
import type { VNode } from "preact";
import { useRef, useState } from "preact/hooks";
import { Menu, type MenuItem } from "../dialogs/menu.ts";
import { Icon } from "../icon.ts";
import { useSeen } from "../use.ts";
import { useDeed } from "../use-deed.ts";

export type PlusProps = {
  channelId: string;
  /** An app's shortcuts are for channels, not for threads. */
  hasShortcuts: boolean;
  onFiles: (files: readonly File[]) => void;
};

export function Plus({ channelId, hasShortcuts, onFiles }: PlusProps): VNode {
  const act = useDeed();
  const app = useSeen((state) => state.app);
  const input = useRef<HTMLInputElement>(null);
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const shortcuts = hasShortcuts ? app.shortcuts.filter(({ type }) => type === "global") : [];
  const items: MenuItem[] = [
    { label: "Upload from your computer", icon: "file", run: () => input.current?.click() },
    ...shortcuts.map(({ name, callbackId }, at): MenuItem => {
      const run = (): void => void act({ do: "global shortcut", callbackId, channelId });
      return { label: name, detail: app.name, icon: "bolt", isDivided: at === 0, run };
    }),
  ];
  const onChange = ({ currentTarget: field }: { currentTarget: HTMLInputElement }): void => {
    onFiles([...(field.files ?? [])]);
    field.value = "";
  };
  return html`<button
      type="button"
      class="composer-tool composer-plus"
      aria-label="Files and shortcuts"
      title="Files and shortcuts"
      aria-haspopup="menu"
      onClick=${(event: MouseEvent) => setAnchor(event.currentTarget as HTMLElement)}
    >
      <${Icon} name="plus" />
    </button>
    <input ref=${input} type="file" multiple hidden onChange=${onChange} />
    ${
      anchor === null
        ? null
        : html`<${Menu} anchor=${anchor} label="Files and shortcuts" items=${items} onClose=${() => setAnchor(null)} />`
    }`;
}
