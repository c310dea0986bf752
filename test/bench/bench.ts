// npm run bench: the figures of Sitrep on this machine, over the wire, as a table.

import { benchAck } from "./ack.ts";
import { benchAvailability } from "./availability.ts";
import { benchClocks } from "./clocks.ts";
import { benchCommits } from "./commits.ts";
import { benchDeadlines } from "./deadlines.ts";
import { benchDeclaration } from "./declaration.ts";
import { type Figure, printTable } from "./figures.ts";
import { benchPage } from "./page.ts";
import { startProgram } from "./program.ts";
import { benchStart } from "./start.ts";
import { benchWorkspace } from "./workspace.ts";

const manyChannels = 5_000;
const manyPeople = 5_000;

async function declarations(): Promise<Figure[]> {
  const small = await startProgram(() => undefined);
  const inSmall = await benchDeclaration(small, "2 channels");
  const acked = await benchAck(small);
  await small.stop();
  const large = await startProgram((workspace) => {
    const names = Array.from({ length: manyPeople }, (_, index) => `person${index}`);
    for (const name of names) workspace.addPerson({ name });
    for (let index = 0; index < manyChannels; index++)
      workspace.addChannel({ name: `channel-${index}`, members: ["sam"] });
    workspace.addChannel({ name: "everybody", members: names });
  });
  const inLarge = await benchDeclaration(large, `${manyChannels} channels, ${manyPeople} people`);
  await large.stop();
  return [...inSmall, ...inLarge, ...acked];
}

const figures = [
  ...(await declarations()),
  ...(await benchCommits()),
  ...benchClocks(),
  ...(await benchAvailability()),
  ...(await benchDeadlines()),
  ...(await benchStart()),
  ...(await benchWorkspace()),
  ...(await benchPage()),
];
process.stdout.write(printTable(figures));
