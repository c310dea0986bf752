// A gateway that does nothing to Slack: it writes down each call and answers it as a small honest Slack would, or as
// the test tells it to. Not a mock of a module: the engine takes any Gateway.

import type { Gateway, Outcome } from "../../src/engine/gateway.ts";

export type Call = { name: keyof Gateway; args: unknown };
type Answering = (args: never) => Outcome<unknown> | undefined;

export type RecordingGateway = Gateway & {
  calls: Call[];
  /** The names of the calls so far, in their order. */
  names(): string[];
  /** The next calls of this name end so, until the list is used up. `undefined` answers as usual. */
  next(name: keyof Gateway, ...outcomes: (Outcome<unknown> | undefined)[]): void;
  /** How many calls were under way at once at most. */
  mostAtOnce(): number;
};

const done = <T>(answer: T): Outcome<T> => ({ outcome: "done", answer });

/** `pause` is awaited in every call, so that calls can overlap. */
export function recordingGateway(pause: () => Promise<void> = () => Promise.resolve()): RecordingGateway {
  const calls: Call[] = [];
  const planned = new Map<string, (Outcome<unknown> | undefined)[]>();
  let sequence = 0;
  let underWay = 0;
  let most = 0;
  const posts = new Map<string, { channelId: string; ts: string }>();

  const record =
    (name: keyof Gateway, usual: Answering) =>
    async (args: unknown): Promise<never> => {
      calls.push({ name, args });
      underWay += 1;
      most = Math.max(most, underWay);
      await pause();
      underWay -= 1;
      return (planned.get(name)?.shift() ?? usual(args as never)) as never;
    };

  return {
    calls,
    names: () => calls.map(({ name }) => name),
    next: (name, ...outcomes) => void planned.set(name, [...(planned.get(name) ?? []), ...outcomes]),
    mostAtOnce: () => most,
    createChannel: record("createChannel", ({ name }: { name: string }) => done({ channelId: `C${++sequence}`, name })),
    findChannel: record("findChannel", () => done(null)),
    invite: record("invite", () => done(null)),
    post: record("post", ({ channelId, key }: { channelId: string; key: string }) => {
      const posted = { channelId, ts: `${1_700_000_000 + ++sequence}.000100` };
      posts.set(key, posted);
      return done(posted);
    }),
    findPost: record("findPost", ({ key }: { key: string }) => done(posts.get(key) ?? null)),
    edit: record("edit", () => done(null)),
    setTopic: record("setTopic", () => done(null)),
    pin: record("pin", () => done(null)),
    bookmark: record("bookmark", () => done(null)),
    upload: record("upload", () => done(null)),
    findUpload: record("findUpload", () => done(false)),
    person: record("person", (userId: string) => done(`Name of ${userId}`)),
    quote: record("quote", () => done({ text: "quoted", authorId: "UAUTHOR" })),
    channelOf: (channel) => Promise.resolve(done("id" in channel ? channel.id : `C_${channel.name}`)),
    groupIds: () => Promise.resolve({}),
    teamUrl: () => "https://acme.slack.com/",
  };
}
