// What the token of a job may do, and what a workflow that is called may ask for.
const LEVELS = ["none", "read", "write"];
const NAMES = [
  "actions", "attestations", "checks", "contents", "deployments", "discussions", "id-token", "issues",
  "packages", "pages", "pull-requests", "security-events", "statuses",
];
const USUAL = { contents: "read", packages: "read" };

// Each right with its level; without any they are those of who calls, or the usual ones.
export function rights(given, usual = USUAL) {
  const all = /^(read|write)-all$/.exec(given ?? "");
  const told = all ? {} : (given ?? usual);
  return Object.fromEntries(NAMES.map((name) => [name, all?.[1] ?? (told[name] || "none")]));
}

// What jobs of a workflow ask for beyond what is allowed: GitHub then starts no job at all.
export function beyond(made, allowed) {
  return Object.entries(made.jobs).flatMap(([id, job]) => {
    const asked = rights(job.permissions ?? made.permissions, allowed);
    return NAMES.filter((name) => LEVELS.indexOf(asked[name]) > LEVELS.indexOf(allowed[name])).map(
      (name) => `the nested job '${id}' is requesting '${name}: ${asked[name]}', but is only allowed '${name}: ${allowed[name]}'`,
    );
  });
}
