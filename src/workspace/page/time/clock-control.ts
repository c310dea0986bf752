// The workspace's clock, in one quiet line: what time it is there, how fast it goes, and a jump, so that a reminder due
// in half an hour can be seen now.

import { html } from "htm/preact";
import { useRef, useState } from "preact/hooks";
import type { Deed } from "../../client/protocol.ts";
import { workspaceNow } from "../clock.ts";
import { useNarrow } from "../screen.ts";
import { useConnection, useSeen } from "../use.ts";
import { aheadMs } from "./ahead.ts";
import { JumpMenu, WholeClockMenu } from "./clock-menu.ts";
import { aheadInWords, dateWithYear, spanInWords, timeOfDay, timeWithSeconds } from "./shown-time.ts";
import { useTicking } from "./ticking.ts";

const rates = [1, 10, 60] as const;

/** Faster clocks are read more often, or they would seem to stutter. */
const tickMs = (rate: number): number | null => (rate === 0 ? null : rate > 1 ? 100 : 500);

/** `isShort`: what there is room for on a phone. */
function Time({ isShort }: { isShort: boolean }) {
  const clock = useSeen((state) => state.clock);
  const tz = useSeen(({ users, me }) => users[me]?.tz ?? "UTC");
  useTicking(tickMs(clock.rate));
  const now = workspaceNow(clock);
  const offMs = aheadMs(clock);
  const ahead = aheadInWords(offMs);
  const isOtherDay = dateWithYear(now, tz) !== dateWithYear(now - offMs, tz);
  if (isShort) return html`<span class="clock-time" title=${ahead}>${timeOfDay(now, tz)}</span>`;
  return html`<span class="clock-time" title=${`The workspace's time, in ${tz}`}>
      ${isOtherDay && `${dateWithYear(now, tz)}, `}${timeWithSeconds(now, tz)}
    </span>
    ${ahead !== null && html`<span class="clock-ahead">${ahead}</span>`}`;
}

type RatesProps = { rate: number; onRate: (rate: number) => void };

function Rates({ rate, onRate }: RatesProps) {
  const before = useRef(1);
  if (rate !== 0) before.current = rate;
  const isStanding = rate === 0;
  return html`<span class="clock-rates" role="group" aria-label="Speed of the workspace's clock">
    <button
      type="button"
      class="clock-button clock-stop"
      aria-label=${isStanding ? "Let the clock go on" : "Stop the clock"}
      title=${isStanding ? "Let the clock go on" : "Stop the clock"}
      onClick=${() => onRate(isStanding ? before.current : 0)}
    >
      <span class=${isStanding ? "clock-sign-play" : "clock-sign-pause"} aria-hidden="true" />
    </button>
    ${rates.map(
      (one) => html`<button
        key=${one}
        type="button"
        class="clock-button"
        aria-pressed=${rate === one}
        title=${one === 1 ? "As fast as real time" : `${one} times as fast`}
        onClick=${() => onRate(one)}
      >
        ${one}×
      </button>`,
    )}
  </span>`;
}

/** Hidden where this page may not change the clock. */
export function ClockControl() {
  const connection = useConnection();
  const rate = useSeen(({ clock }) => clock.rate);
  const isControllable = useSeen(({ clock }) => clock.isControllable);
  const [jumpingMs, setJumpingMs] = useState<number | null>(null);
  const [sentence, setSentence] = useState("");
  const isNarrow = useNarrow();
  if (!isControllable) return null;

  const act = async (deed: Deed): Promise<void> => {
    const done = await connection.act(deed);
    setSentence(done.ok ? "" : done.sentence);
  };
  const standing = rate === 0 ? "Stopped: what is due waits, the card's next edit too." : "";
  const setRate = (to: number) => act({ do: "clock", rate: to });
  // The answer comes when all that was due on the way has been done, which takes the app a while.
  const jump = async (byMs: number): Promise<void> => {
    setJumpingMs(byMs);
    await act({ do: "jump", byMs });
    setJumpingMs(null);
  };
  return html`<div class="clock" role="group" aria-label="The workspace's clock">
    <${Time} isShort=${isNarrow} />
    ${
      isNarrow
        ? html`<${WholeClockMenu} isBusy=${jumpingMs !== null} onJump=${jump} rate=${rate} onRate=${setRate} />`
        : html`<${Rates} rate=${rate} onRate=${setRate} /><${JumpMenu} isBusy=${jumpingMs !== null} onJump=${jump} />`
    }
    <span class="clock-said" role="status">
      ${jumpingMs === null ? sentence || standing : `Going ${spanInWords(jumpingMs)} ahead…`}
    </span>
  </div>`;
}
