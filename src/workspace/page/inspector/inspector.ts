// Everything that goes over the wire between the app and the workspace, as it happens, and what each click has cost.
// It only looks on: nothing here changes the workspace.

import { html } from "htm/preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import type { SeenRecord } from "../../client/seen-record.ts";
import { Icon } from "../icon.ts";
import { useConnection, useSeen } from "../use.ts";
import { FilterBar } from "./filter-bar.ts";
import { RecordDetails } from "./record-details.ts";
import { type RecordFilter, rowsOfRecords } from "./record-filter.ts";
import { RecordList } from "./record-list.ts";

const unfiltered: RecordFilter = { text: "", kind: "all", clearedUpTo: 0, folded: new Set() };

function toggled(all: ReadonlySet<number>, id: number): ReadonlySet<number> {
  const others = new Set(all);
  if (!others.delete(id)) others.add(id);
  return others;
}

/** Has the feed tell of records for as long as somebody looks. */
function useRecords(): readonly SeenRecord[] {
  const connection = useConnection();
  useEffect(() => {
    connection.inspect(true);
    return () => connection.inspect(false);
  }, [connection]);
  return useSeen(({ records }) => records);
}

function Nothing({ isFiltered }: { isFiltered: boolean }) {
  const words = isFiltered
    ? "Nothing here matches the filter."
    : "Nothing yet. Type a command or press a button: each envelope, call and answer shows up here.";
  return html`<p class="inspect-nothing">${words}</p>`;
}

/** A pane for calls and envelopes. Fills the space that it is given; on a phone the whole screen. */
export function Inspector({ onClose }: { onClose: () => void }) {
  const live = useRecords();
  const tz = useSeen(({ users, me }) => users[me]?.tz ?? "UTC");
  const [held, setHeld] = useState<readonly SeenRecord[] | null>(null);
  const [filter, setFilter] = useState(unfiltered);
  const [selected, setSelected] = useState<number | null>(null);
  const records = held ?? live;
  const rows = useMemo(() => rowsOfRecords(records, filter), [records, filter]);
  const record = selected === null ? undefined : live.find(({ id }) => id === selected);
  const lastHeld = held?.at(-1)?.id ?? 0;
  const change = (part: Partial<RecordFilter>): void => setFilter((before) => ({ ...before, ...part }));

  const clear = (): void => {
    setSelected(null);
    if (held !== null) setHeld([]);
    change({ clearedUpTo: live.at(-1)?.id ?? 0, folded: new Set() });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    if (record === undefined) onClose();
    else setSelected(null);
  };
  return html`<section class="inspect" aria-labelledby="inspect-title" onKeyDown=${onKeyDown}>
    <header class="inspect-header">
      <h2 class="inspect-title" id="inspect-title">Inspector</h2>
      <button type="button" class="icon-button" aria-label="Close the inspector" onClick=${onClose}>
        <${Icon} name="close" />
      </button>
    </header>
    <${FilterBar}
      filter=${filter}
      onFilter=${change}
      isPaused=${held !== null}
      waiting=${held === null ? 0 : live.filter(({ id }) => id > lastHeld && id > filter.clearedUpTo).length}
      onPause=${() => setHeld(held === null ? live : null)}
      onClear=${clear}
    />
    <div class="inspect-body">
      ${
        rows.length === 0
          ? html`<${Nothing} isFiltered=${filter.text !== "" || filter.kind !== "all"} />`
          : html`<${RecordList}
              rows=${rows}
              tz=${tz}
              selected=${selected}
              onSelect=${setSelected}
              onFold=${(id: number) => change({ folded: toggled(filter.folded, id) })}
            />`
      }
      ${
        record !== undefined &&
        html`<${RecordDetails} key=${record.id} record=${record} tz=${tz} onClose=${() => setSelected(null)} />`
      }
    </div>
  </section>`;
}
