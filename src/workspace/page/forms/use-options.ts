// Where a menu's options come from: itself, the people and channels of the workspace, or the app, asked as one types.

import { useEffect, useMemo, useState } from "preact/hooks";
import type { BlockPlace } from "../../client/protocol.ts";
import type { Json } from "../../client/seen.ts";
import { useStanding } from "../blocks/place.ts";
import { after } from "../real-time.ts";
import { useConnection, useSeen } from "../use.ts";
import { channelOptions, matching, type Option, ownOptions, peopleOptions, readOptions } from "./option.ts";
import { textOf } from "./value.ts";

export type Offered = {
  /** Those that what was typed finds. */
  options: readonly Option[];
  /** All that are known, so that what is chosen can be named. */
  known: readonly Option[];
  /** Why there are none. */
  note: string | null;
};

const isOf = (element: Json, ...kinds: string[]): boolean =>
  kinds.some((kind) => element.type === kind || element.type === `multi_${kind}`);

const isExternal = (element: Json): boolean => isOf(element, "external_select");

/** Slack asks the app after three characters unless it says otherwise. */
const minTyped = (element: Json): number =>
  typeof element.min_query_length === "number" ? element.min_query_length : 3;

const typingPauseMs = 250;

type Asked = { place: BlockPlace; blockId: string; element: Json; typed: string; isOpen: boolean };

/** What the app answered last; asks again a moment after the typing stops. */
function useSuggested({ place, blockId, element, typed, isOpen }: Asked): { options: Option[]; note: string | null } {
  const connection = useConnection();
  const [answer, setAnswer] = useState<{ options: Option[]; note: string | null }>({ options: [], note: null });
  const isShort = typed.length < minTyped(element);
  const asks = isExternal(element) && isOpen && !isShort;
  useEffect(() => {
    if (!asks) return;
    let isCurrent = true;
    const ask = async (): Promise<void> => {
      const actionId = textOf(element.action_id);
      const done = await connection.act({ do: "suggest", place, blockId, actionId, typed });
      if (!isCurrent) return;
      setAnswer(done.ok ? { options: readOptions(done.options), note: null } : { options: [], note: done.sentence });
    };
    setAnswer((before) => ({ ...before, note: "Loading…" }));
    const cancel = after(typed === "" ? 0 : typingPauseMs, () => void ask());
    return () => {
      isCurrent = false;
      cancel();
    };
  }, [asks, typed]);
  if (isExternal(element) && isShort) return { options: answer.options, note: "Type to search." };
  return answer;
}

export function useOptions(blockId: string, element: Json, typed: string, isOpen: boolean): Offered {
  const { place } = useStanding();
  const users = useSeen((state) => state.users);
  const channels = useSeen((state) => state.channels);
  const me = useSeen((state) => state.me);
  const suggested = useSuggested({ place, blockId, element, typed, isOpen });
  const own = useMemo(() => {
    if (isOf(element, "users_select")) return peopleOptions(users);
    if (isOf(element, "channels_select", "conversations_select"))
      return channelOptions(element, { channels, users, me });
    return ownOptions(element);
  }, [element, users, channels, me]);
  if (isExternal(element)) {
    const options = suggested.note === null ? suggested.options : [];
    const none = suggested.note ?? (options.length === 0 ? "No results" : null);
    return { options, known: [...suggested.options, ...own], note: none };
  }
  const options = matching(own, typed);
  return { options, known: own, note: options.length === 0 ? "No results" : null };
}
