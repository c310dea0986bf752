// The one HTML document of the page, and what it is allowed to load: from this server, and nothing else.

/** In every page: by this, one Sitrep knows another at its port. */
export const pageMark = '<meta name="generator" content="Sitrep">';

/** Scripts and styles are files of this server; nothing is loaded from elsewhere. */
export const contentPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join("; ");

/** Text in HTML or in an attribute. */
function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

const icon =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Crect width='16' height='16' " +
  "rx='4' fill='%23007a5a'/%3E%3Cpath d='M4 8.5l3 3 5-7' fill='none' stroke='%23fff' stroke-width='2'/%3E%3C/svg%3E";

/** All addresses are relative, so that the same page works under `/` and under `/replay/`. */
export const pageHtml = (title: string, color: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
${pageMark}
<meta name="color-scheme" content="light dark">
<meta name="theme-color" content="${escaped(color)}">
<title>${escaped(title)}</title>
<link rel="icon" href="${icon}">
<link rel="stylesheet" href="page/page.css">
<script type="module" src="page/page.js"></script>
</head>
<body>
<div id="page"></div>
<noscript>This page is a program: switch JavaScript on for this address to use it.</noscript>
</body>
</html>
`;
