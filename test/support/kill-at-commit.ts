// Loaded before the program (`node --import`): kills it at the n-th commit of a declaration. SITREP_KILL_AT_COMMIT is
// `3/before` or `3/after`: before is when all its statements have run and COMMIT has not, after is when it has.
// Counting begins with the commit that declares an incident, which is the first.

import Database from "better-sqlite3";

type Run = (...args: unknown[]) => unknown;
type Transaction = Run & { immediate: Run };

const [count = "0", when = "after"] = (process.env.SITREP_KILL_AT_COMMIT ?? "").split("/");
const killAt = Number(count);
let commits = 0;

const killNow = (): void => {
  process.kill(process.pid, "SIGKILL");
};

/** Whether this run is the one to die at. `args` are the statements that the store hands to its transaction. */
function isTheOne(args: unknown[]): boolean {
  if (commits > 0 || JSON.stringify(args).includes("IncidentDeclared")) commits += 1;
  return commits > 0 && commits === killAt;
}

const plainTransaction = Database.prototype.transaction as (run: Run) => Transaction;

function transaction(this: Database.Database, run: Run): Transaction {
  let diesHere = false;
  const made = plainTransaction.call(this, (...args) => {
    const answer = run(...args);
    if (diesHere && when === "before") killNow();
    return answer;
  });
  const immediate = (...args: unknown[]): unknown => {
    diesHere = isTheOne(args);
    const answer = made.immediate(...args);
    if (diesHere && when === "after") killNow();
    return answer;
  };
  return Object.assign((...args: unknown[]) => made(...args), { immediate });
}
Database.prototype.transaction = transaction as unknown as typeof Database.prototype.transaction;

// Claims are single statements, each a commit of its own: they have no moment between the statement and its COMMIT.
const plainPrepare = Database.prototype.prepare as (source: string) => Database.Statement;

function prepare(this: Database.Database, source: string): Database.Statement {
  const statement = plainPrepare.call(this, source);
  if (statement.readonly) return statement;
  for (const name of ["run", "all", "get"] as const) {
    const plain = statement[name].bind(statement) as Run;
    statement[name] = ((...args: unknown[]) => {
      const isOwnCommit = !this.inTransaction;
      const dies = isOwnCommit && isTheOne([]);
      if (dies && when === "before") killNow();
      const answer = plain(...args);
      if (dies && when === "after") killNow();
      return answer;
    }) as never;
  }
  return statement;
}
Database.prototype.prepare = prepare as unknown as typeof Database.prototype.prepare;
