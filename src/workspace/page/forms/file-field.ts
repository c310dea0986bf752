// A field for files: what is chosen is uploaded at once, and sent with the form by its id.

import { html } from "htm/preact";
import type { VNode } from "preact";
import { useRef } from "preact/hooks";
import type { SeenFile } from "../../client/seen.ts";
import { useStanding } from "../blocks/place.ts";
import { type Chip, FileChips } from "../files/file-chips.ts";
import { broughtFile, useUploads } from "../files/uploads.ts";
import type { ElementProps } from "./element-props.ts";
import { listOf, objects, textOf } from "./value.ts";

/** As many as Slack lets a form have, unless the field says less. */
const mostFiles = 10;

/** The files of a value, by what this page brought or what the workspace kept of before a reload. */
function useChips({ blockId, element, value }: ElementProps): Chip[] {
  const { values } = useStanding();
  const kept = objects(values[blockId]?.[textOf(element.action_id)]?.files);
  return listOf(value).map((id) => {
    const file = broughtFile(id) ?? kept.find((one) => one.id === id);
    return { id, name: textOf(file?.name) || "File", size: typeof file?.size === "number" ? file.size : 0 };
  });
}

/** @param kinds of the element; null: all are taken. Null: nothing is wrong with it. */
function kindProblem(name: string, kinds: readonly string[] | null): string | null {
  const kind = name.split(".").at(-1)?.toLowerCase() ?? "";
  return kinds === null || kinds.includes(kind) ? null : `${name} can’t be added: only ${kinds.join(", ")} files can.`;
}

export function FileField(props: ElementProps): VNode {
  const { element, value, choose, id, describedBy, isInvalid } = props;
  const uploads = useUploads();
  const input = useRef<HTMLInputElement>(null);
  const chips = useChips(props);
  const held = useRef<readonly string[]>([]);
  held.current = listOf(value);
  const most = typeof element.max_files === "number" ? element.max_files : mostFiles;
  const kinds = Array.isArray(element.filetypes) ? element.filetypes.map(String) : null;
  const put = (ids: readonly string[]): void => {
    held.current = ids;
    choose(ids);
  };
  const take = (file: SeenFile): void => put([...held.current, file.id]);
  const onChange = ({ currentTarget: field }: { currentTarget: HTMLInputElement }): void => {
    const files = [...(field.files ?? [])];
    // The same file can be chosen again after it was taken out.
    field.value = "";
    const right = files.filter(({ name }) => kindProblem(name, kinds) === null);
    const fitting = right.slice(0, Math.max(0, most - held.current.length - uploads.underWay.length));
    void uploads.bring(fitting, take);
    const wrong = files.find((file) => !right.includes(file));
    if (wrong !== undefined) uploads.refuse(kindProblem(wrong.name, kinds) ?? "");
    else if (fitting.length < files.length) uploads.refuse(`At most ${most} ${most === 1 ? "file" : "files"}, please.`);
  };
  return html`<span class="form-field form-files" role="group" aria-labelledby=${`${id}-label`}>
    <${FileChips}
      files=${chips}
      underWay=${uploads.underWay}
      onRemove=${(gone: string) => put(held.current.filter((one) => one !== gone))}
    />
    <button
      type="button"
      id=${id}
      class="form-button"
      aria-describedby=${describedBy}
      data-invalid=${isInvalid ? "true" : undefined}
      data-focus-on-load=${element.focus_on_load === true ? "" : undefined}
      disabled=${chips.length >= most}
      onClick=${() => input.current?.click()}
    >
      ${chips.length === 0 ? "Add files" : "Add more files"}
    </button>
    <input
      ref=${input}
      type="file"
      hidden
      multiple=${most > 1}
      accept=${kinds?.map((kind) => `.${kind}`).join(",")}
      onChange=${onChange}
    />
    ${uploads.problem === null ? null : html`<span class="form-error" role="alert">${uploads.problem}</span>`}
  </span>`;
}
