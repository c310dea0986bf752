// The incident's channel: made once, never taken over from somebody else.

import { channelName } from "../../blocks/channel-name.ts";
import { maxChannelNames } from "../limits.ts";
import { after, type CarryOut, done, type Ending, type Job, unfinished } from "./job.ts";

/** `inc-7-checkout`, then `inc-7-checkout-2`, … */
const names = (number: number, title: string, template: string): string[] =>
  Array.from({ length: maxChannelNames }, (_, index) =>
    channelName({ number, title, suffix: index === 0 ? null : String(index + 1), template }),
  );

/** As declared: a second attempt that looked for another name than the first one made would make a second channel. */
function declaredTitle({ log, incident }: Job): string {
  const [first] = log;
  return first?.type === "IncidentDeclared" ? first.data.title : incident.title;
}

export const createChannel: CarryOut = async (job, { gateway, channelTemplate }) => {
  const { incident, isUnsure, triedAt } = job;
  const { number, isPrivate } = incident;
  const record = ({ channelId, name }: { channelId: string; name: string }): Ending =>
    done({ type: "RecordChannel", channelId, name, isPrivate, teamUrl: gateway.teamUrl() });
  for (const name of names(number, declaredTitle(job), channelTemplate)) {
    if (isUnsure) {
      const found = await gateway.findChannel({ name, since: triedAt, isPrivate });
      if (found.outcome !== "done") return unfinished(found);
      if (found.answer !== null) return record(found.answer);
    }
    const made = await gateway.createChannel({ name, isPrivate });
    // The name is somebody else's: what we made ourselves was looked for above. The next name is ours to try.
    if (made.outcome !== "never" || made.code !== "name_taken") return after(made, record);
  }
  const hint = `All of ${maxChannelNames} names for the channel are taken: rename the incident and declare it again.`;
  return { ending: "never", code: "name_taken", hint, followUps: [] };
};

export const invite: CarryOut<{ do: "invite"; userIds: string[] }> = async ({ incident, effect }, { gateway }) => {
  if (incident.channel === null || effect.userIds.length === 0) return done();
  const { userIds } = effect;
  return after(await gateway.invite({ channelId: incident.channel.id, userIds }), () => done());
};
