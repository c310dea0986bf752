// Every method that the workspace knows; a name that is not here is unknown_method.

import { bookmarkMethods } from "./bookmarks.ts";
import { canvasMethods } from "./canvases.ts";
import { chatMethods } from "./chat.ts";
import { conversationChanges } from "./conversations-change.ts";
import { conversationMembers } from "./conversations-members.ts";
import { conversationReads } from "./conversations-read.ts";
import { fileMethods } from "./files.ts";
import { identityMethods } from "./identity.ts";
import type { Method } from "./method.ts";
import { pinMethods } from "./pins.ts";
import { reactionMethods } from "./reactions.ts";
import { userMethods } from "./users.ts";
import { validateMethods } from "./validate.ts";
import { viewMethods } from "./views.ts";

export const methods: ReadonlyMap<string, Method> = new Map(
  Object.entries({
    ...identityMethods,
    ...chatMethods,
    ...conversationChanges,
    ...conversationMembers,
    ...conversationReads,
    ...pinMethods,
    ...bookmarkMethods,
    ...reactionMethods,
    ...userMethods,
    ...viewMethods,
    ...fileMethods,
    ...canvasMethods,
    ...validateMethods,
  }),
);
