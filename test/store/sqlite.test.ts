import { join } from "node:path";
import { openStore } from "../../src/store/store.ts";
import { storeContract } from "../contract/store-contract.ts";
import { temporaryFolder } from "../support/folder.ts";

storeContract("SQLite in a file", () => openStore(join(temporaryFolder(), "sitrep.db")));
storeContract("SQLite in memory", () => openStore(":memory:"));
