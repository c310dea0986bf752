// Which addresses may become links. Pure.

const schemes = new Set(["http:", "https:", "mailto:"]);

/** The address as the browser understands it; null where it is none, or one that could run or open something else. */
export function safeAddress(url: string): string | null {
  const parsed = URL.parse(url);
  return parsed !== null && schemes.has(parsed.protocol) ? parsed.href : null;
}
