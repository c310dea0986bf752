// The bounds of the boundary to Slack: how long to wait, how much to ask for, how often to try.

/** A call that Slack has not answered by then has an unknown outcome. */
export const callTimeoutMs = 10_000;
/** Shorter than the call's, so that "could not connect" is told apart from "connected and got no answer". */
export const connectTimeoutMs = 4_000;
/** What a listener asks of Slack has to fit into the 3 s for which a trigger lives (FACTS 1.1). */
export const listenerTimeoutMs = 2_500;
/** An idle connection is kept this long: the calls of one declaration share it. */
export const keepAliveMs = 30_000;

/** A 429 without a usable Retry-After (a proxy's, say). */
export const unsaidRetryAfterS = 30;
/** Even "Retry-After: 0" waits this long, so that nothing spins. */
export const shortestWaitMs = 500;
/** At most this is added to a wait by chance, so that what was held back together does not come back together. */
export const jitterMs = 500;
/** The wait after an attempt that never reached Slack, or that Slack says to make again. The engine stretches it. */
export const unreachedWaitMs = 1_000;
/** The wait for what the operator has to mend: a token, the network's certificates, the API's address. */
export const mendWaitMs = 60_000;
/** What waits for the operator is said again at this interval, not at each attempt. */
export const sayAgainMs = 10 * 60_000;

/** Slack takes up to 100 people per invitation (FACTS 4). */
export const maxInvited = 100;
/** Objects asked for per page. Slack advises 200 at most. */
export const pageSize = 200;
/** Pages read of one history: 20,000 messages since the attempt is more than any incident writes in an hour. */
export const maxPages = 100;
/** `created` of a channel is in whole seconds, and the attempt may have waited in Slack's queue. */
export const createdMarginMs = 120_000;
/** How far before an attempt its message is looked for: two clocks, and a Date header of whole seconds. */
export const lookBackMs = 15 * 60_000;
/** The same for a file, which is known by its name alone: as little as the skew's own uncertainty allows. */
export const uploadLookBackMs = 10_000;

/** A person's name and zone are asked for again after this. */
export const personKeptMs = 3_600_000;
/** People remembered; beyond it the longest unasked are forgotten. */
export const maxPeopleKept = 5_000;
/** An announcement channel that was not found is looked for at most this often. */
export const announceRetryMs = 60_000;
/** User groups change seldom; usergroups.list takes 20 calls a minute (FACTS 2). */
export const groupsKeptMs = 3_600_000;
/** So long what can't be looked up is not asked for again. */
export const groupsAgainMs = 60_000;

/** Connections to Slack in Socket Mode: one is up while the other is renewed. Slack allows 10 per app (FACTS 1.3). */
export const lineCount = 2;
/** A link that has not said hello by then is given up. */
export const helloWithinMs = 10_000;
/** The SDK pings at a third of this; it closes the link itself when no pong came for as long. */
export const pingTimeoutMs = 12_000;
/** A link with no frame, ping or pong for this long is replaced: it has missed two of our pings. */
export const silenceMs = 10_000;
/** After a stall of the event loop the frames that piled up are read first, for this long. */
export const afterStallMs = 1_000;
/** An old link whose successor is up waits this long for the acks of what it brought. */
export const retireWithinMs = 5_000;
/** A peer that does not answer the close frame is cut off after this. */
export const closeWithinMs = 1_000;
/** A link that held this long was a good one: the next is opened at once, without backoff. */
export const goodLinkMs = 5_000;
export const firstBackoffMs = 500;
export const longestBackoffMs = 30_000;

/** Slack waits 3 s for an ack (FACTS 1.1); answering a little earlier is better than not at all. */
export const ackWithinMs = 2_800;
/** Signed requests from further away in time may be replays (FACTS 1.2). */
export const signatureWindowMs = 5 * 60_000;
/** This many links of one app at once means ghosts: at 10, Slack loses clicks in silence (FACTS 1.3). */
export const manyLinks = 7;
/** The largest body that Slack sends is far below this. */
export const maxBodyBytes = 3_000_000;
/** How long an event waits for the bot's identity, within the 3 s for its ack. */
export const identityWithinMs = 2_000;
/** In HTTP mode no frames come on their own: ask this often, so that readiness means something. */
export const pulseMs = 20_000;
/** In Socket Mode Slack is asked what time it is this often. */
export const askTheTimeMs = 15 * 60_000;
/** SIGTERM: handlers under way have this long. */
export const stopWithinMs = 10_000;

/** App Homes that are drawn again after a change: those opened in the last quarter of an hour, and so many of them. */
export const maxHomes = 20;
export const homeKeptMs = 15 * 60_000;
/** Changes of one moment are drawn together, and one home at most four times a minute. */
export const homeSettlesMs = 1_000;
export const homeAgainAfterMs = 15_000;

/** Slack's Date header is cut to the second (FACTS 8). */
export const dateCutMs = 1_000;
/** A ts may be another machine's than the Date beside it, and is moved on where it would not be unique. */
export const machinesApartMs = 50;
/** What two clocks drift apart by when nobody sets them, per ms: 500 ppm is the most by which NTP slews a clock. */
export const driftPerMs = 0.000_5;
/** A correction back by no more than this lets Slack's time stand still, instead of going back. */
export const stillMs = 2_000;
