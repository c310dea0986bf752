// People's names and time zones, remembered for an hour: the export names them, and a typed time means their zone.

import type { Clock } from "../clock.ts";
import type { Outcome } from "../engine/gateway.ts";
import { type Call, need } from "./call.ts";
import { maxPeopleKept, personKeptMs } from "./limits.ts";
import type { WebClients } from "./web-clients.ts";

export type Person = { name: string; zone: string | null };

export type People = {
  person(userId: string): Promise<Outcome<Person>>;
  /** The IANA zone of a person's Slack settings; null where it can't be learned (guests of another workspace). */
  zoneOf(userId: string): Promise<string | null>;
};

export function createPeople({ clients, call, clock }: { clients: WebClients; call: Call; clock: Clock }): People {
  const kept = new Map<string, { person: Person; askedAt: number }>();
  const asking = new Map<string, Promise<Outcome<Person>>>();

  const keep = (userId: string, person: Person): void => {
    kept.delete(userId);
    kept.set(userId, { person, askedAt: clock.now() });
    const [oldest] = kept.keys();
    if (kept.size > maxPeopleKept && oldest !== undefined) kept.delete(oldest);
  };

  const ask = async (userId: string): Promise<Outcome<Person>> => {
    const outcome = await call<Person>({
      method: "users.info",
      repeat: "harmless",
      run: async () => {
        const user = need((await clients.read.users.info({ user: userId })).user, "the person");
        const name = user.profile?.display_name || user.profile?.real_name || user.real_name || user.name;
        return { name: name || userId, zone: user.tz || null };
      },
    });
    if (outcome.outcome === "done") keep(userId, outcome.answer);
    return outcome;
  };

  const person = async (userId: string): Promise<Outcome<Person>> => {
    const known = kept.get(userId);
    const ageMs = clock.now() - (known?.askedAt ?? 0);
    // A host clock set back makes an age negative: then ask again, too.
    if (known !== undefined && ageMs >= 0 && ageMs < personKeptMs) return { outcome: "done", answer: known.person };
    const underWay = asking.get(userId) ?? ask(userId).finally(() => asking.delete(userId));
    asking.set(userId, underWay);
    return await underWay;
  };

  return {
    person,
    async zoneOf(userId) {
      const found = await person(userId);
      return found.outcome === "done" ? found.answer.zone : null;
    },
  };
}
