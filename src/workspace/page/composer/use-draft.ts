// What is being written in one channel or thread: kept by this tab, and sent. A text that was refused comes back.

import { useState } from "preact/hooks";
import type { Deed } from "../../client/protocol.ts";
import { keepDraft, keptDraft } from "../kept.ts";
import { show } from "../screen.ts";
import { useConnection, useSeen } from "../use.ts";
import type { Attached } from "./use-attached.ts";

export type Draft = {
  text: string;
  /** Why it was not sent. */
  problem: string | null;
  alsoToChannel: boolean;
  type(text: string): void;
  toggleAlso(): void;
  send(): Promise<void>;
};

const lineDown = "Not sent: there is no connection to the workspace. Your text stays here.";

/** A line that begins with / is a command; one that begins with a blank is text, whatever follows. */
const isCommand = (text: string): boolean => /^\/[^\s/]/.test(text);

export function useDraft(channelId: string, threadTs: string | null, attached: Attached): Draft {
  const connection = useConnection();
  const me = useSeen((state) => state.me);
  const name = ["draft", me, channelId, threadTs ?? ""].join(" ");
  const [text, setText] = useState(() => keptDraft(name));
  const [problem, setProblem] = useState<string | null>(null);
  const [alsoToChannel, setAlso] = useState(false);

  const type = (typed: string): void => {
    keepDraft(name, typed);
    setText(typed);
    if (typed === "") setProblem(null);
  };
  const deedOf = (typed: string): Deed | string => {
    const fileIds = attached.files.map(({ id }) => id);
    if (fileIds.length > 0) return { do: "share", channelId, fileIds, text: typed, threadTs };
    if (!isCommand(typed)) return { do: "say", channelId, text: typed, threadTs, alsoToChannel };
    if (threadTs === null) return { do: "command", channelId, line: typed };
    return `${typed.split(/\s/)[0]} is not supported in threads. Sorry!`;
  };
  const send = async (): Promise<void> => {
    const typed = text;
    // What is still on its way would be left behind.
    if ((typed.trim() === "" && attached.files.length === 0) || attached.underWay.length > 0) return;
    const deed = deedOf(typed.trimEnd());
    if (typeof deed === "string") return setProblem(deed);
    if (!connection.isUp()) return setProblem(lineDown);
    setText("");
    setProblem(null);
    show({ notice: null });
    const done = await connection.act(deed);
    // What was written meanwhile has been kept under the same name.
    const since = keptDraft(name) === typed ? "" : keptDraft(name);
    if (done.ok) {
      keepDraft(name, since);
      setAlso(false);
      attached.clear();
      return;
    }
    const all = since === "" ? typed : `${typed}\n${since}`;
    keepDraft(name, all);
    setText(all);
    setProblem(done.sentence);
  };
  return { text, problem, alsoToChannel, type, toggleAlso: () => setAlso(!alsoToChannel), send };
}
