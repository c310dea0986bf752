// Small checks from which Block Kit's rules are put together. Each reports what is wrong with a JSON pointer, in
// Slack's words where they are known.

import type { Json } from "../world.ts";

export type Report = (message: string, at: string) => void;
export type Check = (value: unknown, at: string, report: Report) => void;

export function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Text of `min` to `max` UTF-16 units. Whether Slack counts those or characters is not documented; these are the
 * stricter.
 */
export function textOf(max: number, min = 1): Check {
  return (value, at, report) => {
    if (typeof value !== "string") return report("must be a string", at);
    if (value.length < min) report(`must be more than ${min - 1} characters`, at);
    if (value.length > max) report(`must be less than ${max + 1} characters`, at);
  };
}

export function matching(pattern: RegExp, words: string): Check {
  return (value, at, report) => {
    if (typeof value !== "string" || !pattern.test(value)) report(words, at);
  };
}

export function oneOf(...allowed: readonly unknown[]): Check {
  return (value, at, report) => {
    if (!allowed.includes(value)) report(`must be one of ${allowed.join(", ")}`, at);
  };
}

export const bool: Check = (value, at, report) => {
  if (typeof value !== "boolean") report("must be a boolean", at);
};

export function whole(min: number, max: number): Check {
  return (value, at, report) => {
    if (!Number.isInteger(value)) return report("must be an integer", at);
    if ((value as number) < min || (value as number) > max) report(`must be between ${min} and ${max}`, at);
  };
}

export function listOf(check: Check, min: number, max: number): Check {
  return (value, at, report) => {
    if (!Array.isArray(value)) return report("must be an array", at);
    if (value.length < min) report(`no fewer than ${min} items allowed`, at);
    if (value.length > max) report(`no more than ${max} items allowed`, at);
    for (const [i, item] of value.entries()) check(item, `${at}/${i}`, report);
  };
}

export const anything: Check = () => {};

/** Passes what passes every one of these. */
export function both(...checks: readonly Check[]): Check {
  return (value, at, report) => {
    for (const check of checks) check(value, at, report);
  };
}

export type Fields = { required?: Record<string, Check>; optional?: Record<string, Check> };

/** An object with these fields and no others; `extra` looks at how they go together, once each is right by itself. */
export function objectOf(fields: Fields, extra?: (value: Json, at: string, report: Report) => void): Check {
  const required = fields.required ?? {};
  const optional = fields.optional ?? {};
  return (value, at, report) => {
    if (!isObject(value)) return report("must be an object", at);
    let isSound = true;
    const noted: Report = (message, where) => {
      isSound = false;
      report(message, where);
    };
    for (const [key, check] of Object.entries(required)) {
      if (value[key] === undefined) noted(`missing required field: ${key}`, at);
      else check(value[key], `${at}/${key}`, noted);
    }
    for (const [key, inner] of Object.entries(value)) {
      if (inner === undefined || key in required) continue;
      const check = optional[key];
      if (check === undefined) noted(`invalid additional property: ${key}`, at);
      else check(inner, `${at}/${key}`, noted);
    }
    if (isSound) extra?.(value, at, report);
  };
}

/** Slack has these, the embedded workspace does not: they belong to workflows and to Slack's own apps. */
const unknownHere = new Set(["workflow_button", "file", "call", "share_shortcut", "work_object"]);

/** An object whose `type` says which of these checks it has to pass. */
export function byType(kinds: Record<string, Check>): Check {
  return (value, at, report) => {
    if (!isObject(value)) return report("must be an object", at);
    if (value.type === undefined) return report("missing required field: type", at);
    const type = String(value.type);
    const check = Object.hasOwn(kinds, type) ? kinds[type] : undefined;
    if (check === undefined) {
      const why = unknownHere.has(type) ? " (not known to the embedded workspace)" : "";
      return report(`unsupported type: ${type}${why}`, `${at}/type`);
    }
    check(value, at, report);
  };
}

export function typeField(type: string): Record<string, Check> {
  return { type: oneOf(type) };
}
