// Whether an event starts a workflow: its type, and the branch or the tag that it is about.
const USUAL = { pull_request: ["opened", "synchronize", "reopened"] };
const KINDS = { "refs/heads/": "branches", "refs/tags/": "tags" };

// GitHub's patterns: `*` stays within a part of the name, `**` does not, `?` and `+` follow a character.
function matches(pattern, name) {
  const text = pattern.replace(/\*\*|\*|[.^$(){}|\\]/g, (found) => ({ "**": ".*", "*": "[^/]*" })[found] ?? `\\${found}`);
  return new RegExp(`^${text}$`).test(name);
}

// The last pattern that fits decides; one with `!` takes out.
function chosen(patterns, name) {
  const fits = (pattern) => matches(pattern.replace(/^!/, ""), name);
  const last = patterns.filter(fits).at(-1);
  return last !== undefined && !last.startsWith("!");
}

function isAbout(filters, ref) {
  const [start, kind] = Object.entries(KINDS).find(([known]) => ref.startsWith(known)) ?? [];
  if (!kind) return true;
  const name = ref.slice(start.length);
  if (filters[kind]) return chosen(filters[kind], name);
  if (filters[`${kind}-ignore`]) return !chosen(filters[`${kind}-ignore`], name);
  // Who names branches alone means no tags, and the other way about.
  return !Object.values(KINDS).some((other) => filters[other] || filters[`${other}-ignore`]);
}

export function isTriggered(events, { event_name: name, ref, event }, called) {
  const wanted = events[called ?? name];
  if (wanted === undefined) return false;
  if (called) return true;
  if (wanted?.paths || wanted?.["paths-ignore"]) throw new Error("filters of paths are not played");
  const types = wanted?.types ?? USUAL[name];
  if (types && !types.includes(event.action)) return false;
  if (name === "push") return isAbout(wanted ?? {}, ref);
  return !name.startsWith("pull_request") || isAbout(wanted ?? {}, `refs/heads/${event.pull_request.base.ref}`);
}
