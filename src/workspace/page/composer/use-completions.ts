// The offers under the caret, and the keys that go through them.

import { useId, useState } from "preact/hooks";
import type { SeenChannel } from "../../client/seen.ts";
import { emojiFor } from "../message/emoji-picker.ts";
import { loadEmoji } from "../text/emoji.ts";
import { useConnection } from "../use.ts";
import { type Completion, type Completions, completionsAt } from "./completion.ts";

export type Offered = {
  id: string;
  found: Completions | null;
  active: number;
  activeId: string | undefined;
  point(at: number): void;
  /** True: the key was for the offers. */
  key(event: KeyboardEvent, choose: (one: Completion) => void): boolean;
};

export function useCompletions(channel: SeenChannel, text: string, caret: number): Offered {
  const connection = useConnection();
  const id = useId();
  const [active, setActive] = useState(0);
  const [closedFor, setClosedFor] = useState<string | null>(null);
  const state = connection.state();
  if (text.includes(":")) void loadEmoji();
  const isOpen = state !== null && text !== "" && closedFor !== text;
  const found = isOpen
    ? completionsAt(text, caret, {
        commands: state.app.commands,
        users: Object.values(state.users),
        groups: state.groups,
        channels: Object.values(state.channels),
        members: channel.members,
        emoji: (typed) => emojiFor(typed, 6),
      })
    : null;
  const count = found?.items.length ?? 0;
  const at = Math.min(active, Math.max(0, count - 1));
  const key = (event: KeyboardEvent, choose: (one: Completion) => void): boolean => {
    const item = found?.items[at];
    if (found === null || item === undefined) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    // A command that stands there in full is sent by Enter; anything else is completed by it.
    const isWhole = item.kind === "command" && item.insert.trim() === text.trim();
    const isChoice = event.key === "Tab" || (event.key === "Enter" && !isWhole);
    if (step !== undefined) setActive((at + step + count) % count);
    else if (event.key === "Escape") setClosedFor(text);
    else if (isChoice && !event.shiftKey) {
      choose(item);
      setActive(0);
    } else return false;
    event.preventDefault();
    return true;
  };
  const activeId = found === null ? undefined : `${id}-${at}`;
  return { id, found, active: at, activeId, point: setActive, key };
}
