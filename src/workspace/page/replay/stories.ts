// The incidents of the past that can be replayed, to choose one.

import { html } from "htm/preact";
import { useState } from "preact/hooks";
import type { SeenStory } from "../../client/seen-replay.ts";
import { Dialog } from "../dialogs/dialog.ts";
import { spanInWords } from "../time/shown-time.ts";
import { useConnection, useSeen } from "../use.ts";
import { factsOf, replayAddress, type Speed, watchedMs } from "./replay-words.ts";
import { SpeedField } from "./speed-field.ts";

type CardProps = { story: SeenStory; tz: string; isChosen: boolean; onChoose: () => void };

function Card({ story, tz, isChosen, onChoose }: CardProps) {
  return html`<label class="stories-card">
    <input type="radio" class="stories-radio" name="story" checked=${isChosen} onChange=${onChoose} />
    <span class="stories-words">
      <span class="stories-title">${story.title}</span>
      <span class="stories-from">
        <span class="stories-severity">${story.severity}</span> ${story.organization} · ${factsOf(story, tz)}
      </span>
      <span class="stories-summary">${story.summary}</span>
    </span>
  </label>`;
}

type FootProps = {
  story: SeenStory;
  speed: Speed;
  isStarting: boolean;
  sentence: string;
  onSpeed: (speed: Speed) => void;
  onClose: () => void;
};

function Foot({ story, speed, isStarting, sentence, onSpeed, onClose }: FootProps) {
  return html`<footer class="stories-foot">
    <div class="stories-speed">
      <${SpeedField} speed=${speed} onSpeed=${onSpeed} />
      <span class="stories-soft">takes about ${spanInWords(watchedMs(story, speed))}</span>
    </div>
    <p class="stories-sentence" role="alert">${sentence}</p>
    <div class="stories-buttons">
      <button type="button" class="button" onClick=${onClose}>Cancel</button>
      <button type="submit" class="button button-primary" aria-disabled=${isStarting}>
        ${isStarting ? "Starting…" : "Start"}
      </button>
    </div>
  </footer>`;
}

/** A dialog; where a replay is started, the browser goes to its page. */
export function Stories({ onClose }: { onClose: () => void }) {
  const connection = useConnection();
  const stories = useSeen((state) => state.stories);
  const tz = useSeen(({ users, me }) => users[me]?.tz ?? "UTC");
  const [name, setName] = useState(stories[0]?.name);
  const [speed, setSpeed] = useState<Speed>(null);
  const [isStarting, setStarting] = useState(false);
  const [sentence, setSentence] = useState("");
  const story = stories.find((one) => one.name === name) ?? stories[0];

  const start = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (story === undefined || isStarting) return;
    setStarting(true);
    const done = await connection.act({ do: "start replay", story: story.name, speed });
    if (done.ok) return location.assign(replayAddress);
    setStarting(false);
    setSentence(done.sentence);
  };
  if (story === undefined) {
    return html`<${Dialog} title="Replay an incident" onClose=${onClose}>
      <p class="stories-lead">There is nothing to replay here.</p>
    <//>`;
  }
  const foot = { story, speed, isStarting, sentence, onSpeed: setSpeed, onClose };
  return html`<${Dialog} title="Replay an incident" kind="dialog-stories" onClose=${onClose}>
    <form class="stories" onSubmit=${start}>
      <p class="stories-lead">
        Five incidents that really happened. The people of the record declare, update and resolve; the app answers as it
        would in your Slack. Your workspace stays as it is.
      </p>
      <div class="stories-list" role="radiogroup" aria-label="Incident">
        ${stories.map((one) => {
          const isChosen = one.name === story.name;
          const choose = (): void => setName(one.name);
          return html`<${Card} key=${one.name} story=${one} tz=${tz} isChosen=${isChosen} onChoose=${choose} />`;
        })}
      </div>
      <${Foot} ...${foot} />
    </form>
  <//>`;
}
