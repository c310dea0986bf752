// Several workspaces behind one server: each door under its folder, the workspace's own at the root.

import type { IncomingMessage, ServerResponse } from "node:http";
import type { Door, Page } from "./host.ts";

export type Mountable = {
  /** False: no door is there, or the one that is there has nothing at this path. */
  serve(req: IncomingMessage, res: ServerResponse): Promise<boolean>;
  face: Pick<Page, "door" | "mountAt">;
};

export function mountable(own: Door): Mountable {
  const mounted = new Map<string, Door>();
  return {
    serve: (req, res) => {
      const path = (req.url ?? "/").split("?", 1)[0] ?? "/";
      for (const [prefix, door] of mounted) {
        // Without its last "/" the page's relative addresses would lead to another folder.
        if (`${path}/` === prefix) {
          res.writeHead(302, { location: prefix }).end();
          return Promise.resolve(true);
        }
        if (path.startsWith(prefix)) return door(req, res, path.slice(prefix.length - 1));
      }
      return own(req, res, path);
    },
    face: {
      door: own,
      mountAt: (prefix, door) => {
        if (door === null) mounted.delete(prefix);
        else mounted.set(prefix, door);
      },
    },
  };
}
