// From pasted HTML to Markdown: headings, emphasis, links, lists, quotes, code and tables; the rest is its words.

const styled = (node) => node.getAttribute("style") ?? ""; // As written: our policy lets no style take effect.
const around = (mark) => (text) => (text.trim() ? text.replace(/^(\s*)([^]*?)(\s*)$/, `$1${mark}$2${mark}$3`) : text);
const lines = (mark) => (text) => `\n\n${text.trim().split("\n").map((line) => (mark + line).trimEnd()).join("\n")}\n\n`;
const block = (text) => `\n\n${text.trim()}\n\n`;
const heading = (text, node) => block(`${"#".repeat(Math.min(3, node.tagName[1]))} ${text.trim()}`);

const MARKS = {
  B: around("**"), STRONG: around("**"), I: around("*"), EM: around("*"), S: around("~~"), DEL: around("~~"),
  BR: () => "\n", HR: () => block("---"), P: block, DIV: (text) => `\n${text.trim()}\n`, SECTION: block, ARTICLE: block,
  H1: heading, H2: heading, H3: heading, H4: heading, H5: heading, H6: heading,
  BLOCKQUOTE: lines("> "),
  CODE: (text, node) => (node.closest("pre") ? text : `\`${node.textContent}\``),
  PRE: (text, node) => `\n\n\`\`\`\n${node.textContent.replace(/\n$/, "")}\n\`\`\`\n\n`,
  A(text, node) {
    const address = node.getAttribute("href") ?? "";
    return /^(https?:|mailto:|\/)/.test(address) && text.trim() ? (text.trim() === address ? address : `[${text.trim()}](${address})`) : text;
  },
  UL: block, OL: block,
  LI(text, node) {
    const place = [...node.parentElement.children].indexOf(node);
    const mark = node.parentElement.tagName === "OL" ? `${place + (node.parentElement.start || 1)}. ` : "- ";
    return `${mark}${text.trim().replace(/\n+/g, `\n${" ".repeat(mark.length)}`)}\n`;
  },
  TABLE(text, node) {
    const rows = [...node.rows].map((row) => [...row.cells].map((cell) => inner(cell).trim().replace(/\s+/g, " ").replaceAll("|", "\\|")));
    if (!rows.length) return "";
    const line = (cells) => `| ${cells.join(" | ")} |`;
    return block([line(rows[0]), line(rows[0].map(() => "---")), ...rows.slice(1).map(line)].join("\n"));
  },
};
/** A word processor that says in styles what others say in tags: bold, slanted and struck words. */
MARKS.SPAN = MARKS.FONT = (text, node) => {
  let words = text;
  if (/text-decoration[^;]*line-through/i.test(styled(node))) words = around("~~")(words);
  if (/font-style:\s*italic/i.test(styled(node))) words = around("*")(words);
  return /font-weight:\s*(bold|[6-9]00)/i.test(styled(node)) ? around("**")(words) : words;
};
/** The same, for its lists: paragraphs whose first words are a mark that it drew itself. */
const drawn = (node) => /mso-list:\s*(?!ignore)/i.test(styled(node)) && /^\s*(\d+[.)]|[^\p{L}\p{N}\s])?/u.exec(node.textContent)[1];
const NOTHING = new Set(["SCRIPT", "STYLE", "TITLE", "META", "HEAD", "IMG", "SVG"]);
const escape = (text) => text.replace(/[\\`*_[\]]/g, "\\$&");

const inner = (node) => [...node.childNodes].map(written).join("");

function written(node) {
  if (node.nodeType === 3) return node.parentElement.closest("pre, code") ? node.textContent : escape(node.textContent.replace(/\s+/g, " "));
  if (node.nodeType !== 1 || NOTHING.has(node.tagName)) return "";
  if (/mso-list:\s*ignore/i.test(styled(node))) return "";
  if (drawn(node)) return `${/\d/.test(drawn(node)) ? drawn(node) : "-"} ${inner(node).trim().replace(/\n+/g, " ")}\n`;
  // Some editors write a bold "b" around everything and say in its style that it is not bold.
  const plain = node.tagName === "B" && /font-weight:\s*(normal|400)/i.test(styled(node));
  return plain ? inner(node) : (MARKS[node.tagName] ?? ((text) => text))(inner(node), node);
}

/** The Markdown of a piece of HTML. */
export const markdown = (html) =>
  inner(new DOMParser().parseFromString(html, "text/html").body).replace(/[ \t]+\n/g, "\n").replace(/\n{3,}/g, "\n\n").trim();
