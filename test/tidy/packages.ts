// What package.json says, held against the lock file and the documents.

type Manifest = {
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
};

type LockFile = { readonly packages: Readonly<Record<string, { readonly hasInstallScript?: boolean }>> };

/** "types of pg" is one. */
const shortestReason = 10;

/** npm up to 10 runs the install scripts that a lock file notes; better-sqlite3 13 brings its binaries along. */
export function compiledOnInstall(lock: LockFile): string[] {
  return Object.entries(lock.packages)
    .filter(([path, entry]) => path.endsWith("node_modules/better-sqlite3") && entry.hasInstallScript === true)
    .map(
      ([path]) =>
        `package-lock.json: ${path} has "hasInstallScript": true, so npm 10 would compile it for minutes. ` +
        "Delete that line (npm writes it again at each install of a package).",
    );
}

/** Each dependency has a line in ARCHITECTURE.md that begins with its name and says why it is there. */
export function unexplained(manifest: Manifest, architecture: string): string[] {
  const names = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
  const rows = architecture.split("\n").map((line) => line.split("|").map((cell) => cell.trim()));
  const isExplained = (name: string): boolean =>
    rows.some(([, cell, why = ""]) => cell?.includes(`\`${name}\``) === true && why.length >= shortestReason);
  return names
    .filter((name) => !isExplained(name))
    .map((name) => `ARCHITECTURE.md: ${name} has no line in the table of dependencies. Say there why it was chosen.`);
}

/** Lines of that table about packages that package.json no longer names. */
export function explainedInVain(manifest: Manifest, architecture: string): string[] {
  const names = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
  const section = /^## Dependencies$([\s\S]*?)(^## |$(?![\s\S]))/m.exec(architecture)?.[1] ?? "";
  const rows = section.split("\n").filter((line) => line.startsWith("| `"));
  const told = rows.flatMap((row) =>
    Array.from(row.split("|")[1]?.matchAll(/`([^`]+)`/g) ?? [], (match) => match[1] ?? ""),
  );
  return told
    .filter((name) => !names.includes(name))
    .map((name) => `ARCHITECTURE.md: ${name} is explained but not in package.json. Take its line out.`);
}

/** Scripts that a document tells people to run and package.json does not have. */
export function unknownScripts(manifest: Manifest, document: string, text: string): string[] {
  const calls = text.matchAll(
    /\bnpm (?:(?:-s|--silent) )?(?:(?:run|run-script) (?:(?:-s|--silent) )?([\w:-]+)|(start|test)\b)/g,
  );
  const named = new Set(Array.from(calls, (match) => match[1] ?? match[2] ?? ""));
  return [...named]
    .filter((name) => !Object.hasOwn(manifest.scripts ?? {}, name))
    .map(
      (name) => `${document}: \`npm run ${name}\` is no script of package.json. Correct the name, or add the script.`,
    );
}
