// What Slack would refuse in a message or a view, after FACTS 3. Written from the facts, not from src/blocks/limits.ts:
// it would be no check if it asked the code what to expect.

type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** Collects problems with the JSON pointer of each. */
type Problems = {
  found: string[];
  /** The user groups that may be mentioned, by id: those that a policy calls. */
  groups: readonly string[];
  add(at: string, problem: string): void;
};

function collect(groups: readonly string[] = []): Problems {
  const found: string[] = [];
  return { found, groups, add: (at, problem) => void found.push(`${at}: ${problem}`) };
}

function checkString(problems: Problems, at: string, value: unknown, max: number, min = 1): void {
  if (typeof value !== "string") problems.add(at, "must be a string");
  else if (value.length < min || value.length > max)
    problems.add(at, `must have ${min} to ${max} characters, has ${value.length}`);
  else if (!value.isWellFormed()) problems.add(at, "has a lone surrogate");
}

/** A mrkdwn or plain text object. */
function checkText(problems: Problems, at: string, value: unknown, max: number, only: "plain_text" | null): void {
  if (!isObject(value)) {
    problems.add(at, "must be a text object");
    return;
  }
  const { type, text } = value;
  if (type !== "plain_text" && type !== "mrkdwn") problems.add(at, `unknown text type ${String(type)}`);
  if (only !== null && type !== only) problems.add(at, `must be ${only}`);
  if (type === "plain_text" && "verbatim" in value) problems.add(at, "plain_text has no verbatim");
  if (type === "mrkdwn" && "emoji" in value) problems.add(at, "mrkdwn has no emoji");
  checkString(problems, `${at}/text`, text, max);
  if (typeof text === "string" && text.trim() === "") problems.add(`${at}/text`, "is blank");
}

function checkCount(problems: Problems, at: string, value: unknown, min: number, max: number): unknown[] {
  const items = list(value);
  if (items.length < min || items.length > max)
    problems.add(at, `must have ${min} to ${max} items, has ${items.length}`);
  return items;
}

function checkOption(problems: Problems, at: string, value: unknown, only: "plain_text" | null): void {
  if (!isObject(value)) {
    problems.add(at, "must be an option");
    return;
  }
  checkText(problems, `${at}/text`, value.text, 75, only);
  checkString(problems, `${at}/value`, value.value, 150);
  if (value.description !== undefined) checkText(problems, `${at}/description`, value.description, 75, "plain_text");
}

function checkOptions(problems: Problems, at: string, element: Json, max: number, min = 1): void {
  const only = element.type === "checkboxes" || element.type === "radio_buttons" ? null : "plain_text";
  const options = checkCount(problems, `${at}/options`, element.options, min, max);
  for (const [index, one] of options.entries()) checkOption(problems, `${at}/options/${index}`, one, only);
  const values = options.map((option) => (isObject(option) ? option.value : null));
  if (new Set(values).size !== values.length) problems.add(`${at}/options`, "have the same value twice");
  const known = new Set(options.map((option) => JSON.stringify(option)));
  const initial = [
    ...list(element.initial_options),
    ...(element.initial_option === undefined ? [] : [element.initial_option]),
  ];
  if (element.initial_options !== undefined && list(element.initial_options).length === 0) {
    problems.add(`${at}/initial_options`, "is empty");
  }
  for (const one of initial)
    if (!known.has(JSON.stringify(one))) problems.add(at, "initial option is not among the options");
}

type Check = (problems: Problems, at: string, element: Json) => void;

const placeholder: Check = (problems, at, element) => {
  if (element.placeholder !== undefined)
    checkText(problems, `${at}/placeholder`, element.placeholder, 150, "plain_text");
};

const elements: Readonly<Record<string, Check>> = {
  button(problems, at, element) {
    checkText(problems, `${at}/text`, element.text, 75, "plain_text");
    if (element.value !== undefined) checkString(problems, `${at}/value`, element.value, 2_000);
    if (element.style !== undefined && element.style !== "primary" && element.style !== "danger")
      problems.add(at, "style");
  },
  overflow: (problems, at, element) => checkOptions(problems, at, element, 5),
  static_select(problems, at, element) {
    placeholder(problems, at, element);
    checkOptions(problems, at, element, 100);
  },
  multi_static_select(problems, at, element) {
    placeholder(problems, at, element);
    if (element.option_groups === undefined) return checkOptions(problems, at, element, 100);
    const groups = checkCount(problems, `${at}/option_groups`, element.option_groups, 1, 100).filter(isObject);
    for (const [index, group] of groups.entries()) {
      const where = `${at}/option_groups/${index}`;
      checkText(problems, `${where}/label`, group.label, 75, "plain_text");
      checkOptions(problems, where, { type: element.type, options: group.options }, 100);
    }
    const options = groups.flatMap((group) => list(group.options));
    checkOptions(problems, at, { ...element, options }, 100);
  },
  radio_buttons: (problems, at, element) => checkOptions(problems, at, element, 10),
  checkboxes: (problems, at, element) => checkOptions(problems, at, element, 10),
  users_select(problems, at, element) {
    placeholder(problems, at, element);
    if (element.initial_user !== undefined) checkString(problems, `${at}/initial_user`, element.initial_user, 30);
  },
  datetimepicker(problems, at, element) {
    const { initial_date_time: initial } = element;
    if (initial !== undefined && !/^\d{10}$/.test(String(initial))) problems.add(at, "needs ten digits of seconds");
  },
  plain_text_input(problems, at, element) {
    placeholder(problems, at, element);
    const { initial_value: initial, max_length: max = 3_000 } = element;
    if (typeof max !== "number" || max < 1 || max > 3_000) problems.add(`${at}/max_length`, "must be 1 to 3000");
    if (initial !== undefined) checkString(problems, `${at}/initial_value`, initial, Number(max));
    if (element.multiline !== true && typeof initial === "string" && initial.includes("\n"))
      problems.add(at, "has a line break");
  },
};

const inMessages = new Set(["button", "overflow", "static_select", "users_select"]);

function checkElement(problems: Problems, at: string, value: unknown, seen: Set<string>): void {
  if (!isObject(value)) {
    problems.add(at, "must be an element");
    return;
  }
  const check = elements[String(value.type)];
  if (check === undefined) {
    problems.add(at, `unknown element ${String(value.type)}`);
    return;
  }
  checkString(problems, `${at}/action_id`, value.action_id, 255);
  const id = String(value.action_id);
  if (seen.has(id)) problems.add(at, `action_id ${id} twice in one block`);
  seen.add(id);
  check(problems, at, value);
}

const rich: Readonly<Record<string, Check>> = {
  text(problems, at, element) {
    checkString(problems, `${at}/text`, element.text, 3_000);
  },
  emoji: (problems, at, element) => checkString(problems, `${at}/name`, element.name, 100),
  user: (problems, at, element) => checkString(problems, `${at}/user_id`, element.user_id, 30),
  channel: (problems, at, element) => checkString(problems, `${at}/channel_id`, element.channel_id, 30),
  usergroup: (problems, at, element) => checkString(problems, `${at}/usergroup_id`, element.usergroup_id, 30),
  date(problems, at, element) {
    if (!Number.isInteger(element.timestamp)) problems.add(`${at}/timestamp`, "must be whole seconds");
    checkString(problems, `${at}/format`, element.format, 100);
    checkString(problems, `${at}/fallback`, element.fallback, 100);
  },
};

function checkRich(problems: Problems, at: string, block: Json): void {
  const containers = ["rich_text_section", "rich_text_quote", "rich_text_preformatted"];
  checkCount(problems, `${at}/elements`, block.elements, 1, 100).forEach((part, index) => {
    const here = `${at}/elements/${index}`;
    if (!isObject(part) || !containers.includes(String(part.type))) {
      problems.add(here, "unknown rich text part");
      return;
    }
    for (const [place, element] of checkCount(problems, `${here}/elements`, part.elements, 1, 100).entries()) {
      const check = isObject(element) ? rich[String(element.type)] : undefined;
      if (check !== undefined && isObject(element)) check(problems, `${here}/elements/${place}`, element);
      else problems.add(`${here}/elements/${place}`, "unknown rich element");
    }
  });
}

const blocks: Readonly<Record<string, Check>> = {
  header: (problems, at, block) => checkText(problems, `${at}/text`, block.text, 150, "plain_text"),
  divider: () => undefined,
  rich_text: checkRich,
  section(problems, at, block) {
    if (block.text === undefined && block.fields === undefined) problems.add(at, "needs text or fields");
    if (block.text !== undefined) checkText(problems, `${at}/text`, block.text, 3_000, null);
    if (block.fields === undefined) return;
    checkCount(problems, `${at}/fields`, block.fields, 1, 10).forEach((field, index) => {
      checkText(problems, `${at}/fields/${index}`, field, 2_000, null);
    });
    if (block.accessory !== undefined) checkElement(problems, `${at}/accessory`, block.accessory, new Set());
  },
  context(problems, at, block) {
    checkCount(problems, `${at}/elements`, block.elements, 1, 10).forEach((element, index) => {
      checkText(problems, `${at}/elements/${index}`, element, 3_000, null);
    });
  },
  actions(problems, at, block) {
    const seen = new Set<string>();
    checkCount(problems, `${at}/elements`, block.elements, 1, 25).forEach((element, index) => {
      checkElement(problems, `${at}/elements/${index}`, element, seen);
      if (isObject(element) && !inMessages.has(String(element.type)))
        problems.add(at, `${String(element.type)} in actions`);
    });
  },
  input(problems, at, block) {
    checkText(problems, `${at}/label`, block.label, 2_000, "plain_text");
    if (block.hint !== undefined) checkText(problems, `${at}/hint`, block.hint, 2_000, "plain_text");
    checkElement(problems, `${at}/element`, block.element, new Set());
  },
};

/** Pages nobody, runs nothing: of tokens with `<!` only our own date may occur, of labels on links only our own. */
function checkTokens(problems: Problems, at: string, value: unknown): void {
  if (typeof value === "string") {
    const ours = problems.groups
      .reduce((text, id) => text.replaceAll(`<!subteam^${id}>`, ""), value)
      .replace(/<!date\^-?\d+\^(\{date_short_pretty\} \{time\}|\{time\}|\{ago\})\|[\d:+ -]+(UTC)?>/g, "")
      // The message that an incident was declared from.
      .replace(/<https:\/\/[^\s<>|]+\/archives\/[A-Z0-9]+\/p\d+\|a message>/g, "");
    if (/<!/.test(ours))
      problems.add(at, `holds a token that is not ours: ${ours.slice(Math.max(0, ours.indexOf("<!")), 40)}`);
    if (/<(?!@[UW][A-Z0-9]+>|#[CG][A-Z0-9]+>|https?:\/\/[^\s<>|]+>)/.test(ours))
      problems.add(at, `a bare < in ${ours.slice(0, 80)}`);
    if (/&(?!amp;|lt;|gt;)/.test(ours)) problems.add(at, "a bare &");
  }
}

/** Every mrkdwn in a message or view: text objects, and the `text` of a message. */
function checkMrkdwn(problems: Problems, at: string, value: unknown): void {
  for (const [index, one] of list(value).entries()) checkMrkdwn(problems, `${at}/${index}`, one);
  if (!isObject(value)) return;
  if (value.type === "mrkdwn") {
    checkTokens(problems, at, value.text);
    if (value.verbatim !== true) problems.add(at, "is not verbatim: Slack would link names in it");
  }
  if (
    value.type === "broadcast" ||
    (value.type === "usergroup" && !problems.groups.includes(String(value.usergroup_id)))
  )
    problems.add(at, "pages a group");
  for (const [key, one] of Object.entries(value)) checkMrkdwn(problems, `${at}/${key}`, one);
}

function checkBlocks(problems: Problems, all: unknown, max: number): void {
  const ids = new Set<string>();
  checkCount(problems, "/blocks", all, 1, max).forEach((block, index) => {
    const at = `/blocks/${index}`;
    const check = isObject(block) ? blocks[String(block.type)] : undefined;
    if (!isObject(block) || check === undefined) {
      problems.add(at, "unknown block");
      return;
    }
    if (block.block_id !== undefined) {
      checkString(problems, `${at}/block_id`, block.block_id, 255);
      if (ids.has(String(block.block_id))) problems.add(at, `block_id ${String(block.block_id)} twice`);
      ids.add(String(block.block_id));
    }
    check(problems, at, block);
  });
  checkMrkdwn(problems, "/blocks", all);
}

/** The problems of a message, none where Slack would take it and Sitrep's own bound holds. */
export function messageProblems(
  message: { text: string; blocks: unknown[] },
  groups: readonly string[] = [],
): string[] {
  const problems = collect(groups);
  checkString(problems, "/text", message.text, 4_000);
  if (message.text.trim() === "") problems.add("/text", "is blank");
  checkTokens(problems, "/text", message.text);
  checkBlocks(problems, message.blocks, 50);
  const size = JSON.stringify(message.blocks).length;
  if (size > 10_000) problems.add("/blocks", `${size} characters of JSON`);
  return problems.found;
}

/** The problems of a modal. */
export function viewProblems(given: unknown): string[] {
  const problems = collect();
  const view = JSON.parse(JSON.stringify(given)) as Json;
  if (view.type !== "modal") problems.add("/type", "is no modal");
  checkText(problems, "/title", view.title, 24, "plain_text");
  for (const key of ["submit", "close"]) {
    if (view[key] !== undefined) checkText(problems, `/${key}`, view[key], 24, "plain_text");
  }
  checkString(problems, "/private_metadata", view.private_metadata ?? "", 3_000, 0);
  checkString(problems, "/callback_id", view.callback_id, 255);
  const hasInputs = list(view.blocks).some((block) => isObject(block) && block.type === "input");
  if (hasInputs && view.submit === undefined) problems.add("/submit", "is required beside inputs");
  checkBlocks(problems, view.blocks, 100);
  if (JSON.stringify(view).length > 250_000) problems.add("", "view_too_large");
  return problems.found;
}
