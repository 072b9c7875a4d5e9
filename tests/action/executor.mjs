// Runs the jobs of workflows as GitHub's runner does, on this machine: a line of standard input says
// which and with which event, a line of standard output what became of each step. Checkouts are
// played by git.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { action, evaluate, text, truthy, workflow } from "./language.mjs";
import { beyond, rights } from "./rights.mjs";
import { isTriggered } from "./triggers.mjs";

let asked;
const SUMMARY = 1_048_576;
let counter = 0;

function fresh(name) {
  const path = join(asked.temp, `${name}-${(counter += 1)}`);
  writeFileSync(path, "");
  return path;
}

// `name=value`, or `name<<END`, lines and END; an unfinished block fails the step.
function assignments(path) {
  const found = {};
  const lines = readFileSync(path, "utf8").split("\n");
  for (let at = 0; at < lines.length; at += 1) {
    const block = /^([^=]*?)<<(.*)$/.exec(lines[at]);
    if (block) {
      const end = lines.indexOf(block[2], at + 1);
      if (end < 0) throw new Error(`${block[1]}: the block never ends`);
      found[block[1]] = lines.slice(at + 1, end).join("\n");
      at = end;
    } else if (lines[at].includes("=")) {
      const sign = lines[at].indexOf("=");
      found[lines[at].slice(0, sign)] = lines[at].slice(sign + 1);
    } else if (lines[at] !== "") {
      throw new Error(`a line that sets nothing: ${lines[at]}`);
    }
  }
  return found;
}

function git(folder, words, environment = {}) {
  const done = spawnSync("git", words, { cwd: folder, env: { ...asked.environment, ...environment }, encoding: "utf8" });
  if (done.status !== 0) throw new Error(`git ${words.join(" ")}\n${done.stderr}`);
  return done.stdout;
}

function checkout(given, contexts) {
  const { github } = contexts;
  const folder = resolve(asked.workspace, text(given.path ?? "."));
  const repository = text(given.repository) || github.repository;
  if (repository === asked.own) {
    symlinkSync(asked.root, folder);
    return { status: 0, log: `linked ${repository}` };
  }
  mkdirSync(folder, { recursive: true });
  const token = text(given.token) || github.token;
  const header = `AUTHORIZATION: Basic ${Buffer.from(`x-access-token:${token}`).toString("base64")}`;
  const login = { GIT_CONFIG_COUNT: "1", GIT_CONFIG_KEY_0: `http.${github.server_url}/.extraheader`, GIT_CONFIG_VALUE_0: header };
  const ref = text(given.ref) || github.ref;
  const isCommit = /^[0-9a-f]{40}$/.test(ref);
  const here = isCommit ? "" : ref.replace("refs/heads/", "refs/remotes/origin/").replace("refs/pull/", "refs/remotes/pull/");
  const wanted = given.ref ? ref : github.sha;
  const depth = Number(given["fetch-depth"] ?? 1);
  git(folder, ["init", "--quiet"]);
  git(folder, ["remote", "add", "origin", `${github.server_url}/${repository}.git`]);
  const all = ["+refs/heads/*:refs/remotes/origin/*", "+refs/tags/*:refs/tags/*"];
  const one = here ? `+${wanted}:${here}` : wanted;
  const known = !depth && ref.startsWith("refs/heads/") && !given.ref;
  const names = depth ? [one] : [...all, ...(known ? [] : [one])];
  git(folder, ["fetch", "--quiet", "--no-tags", ...(depth ? [`--depth=${depth}`] : []), "origin", ...names], login);
  const branch = ref.startsWith("refs/heads/") ? ["-B", ref.slice(11), here] : [here || ref];
  git(folder, ["checkout", "--quiet", "--force", ...branch]);
  if (text(given["persist-credentials"]) !== "false") {
    git(folder, ["config", "--local", `http.${github.server_url}/.extraheader`, header]);
  }
  return { status: 0, log: `checked out ${wanted}` };
}

function bash(step, environment, contexts, state) {
  const shell = text(step.shell) || "bash";
  if (shell !== "bash") throw new Error(`there is no shell ${shell}`);
  const script = fresh("script.sh");
  writeFileSync(script, text(evaluate(step.run, contexts, state)));
  const files = Object.fromEntries(["OUTPUT", "ENV", "PATH", "STEP_SUMMARY", "STATE"].map((name) => [`GITHUB_${name}`, fresh(name)]));
  const folder = resolve(asked.workspace, text(evaluate(step["working-directory"], contexts, state)) || ".");
  const strict = step.shell ? ["--noprofile", "--norc", "-e", "-o", "pipefail"] : ["-e"];
  const done = spawnSync("bash", [...strict, script], { cwd: folder, env: { ...environment, ...files }, encoding: "utf8", maxBuffer: 1 << 28 });
  if (done.error) {
    const log = `An error occurred trying to start process 'bash' with working directory '${folder}'. ${done.error.message}`;
    return { status: 1, log };
  }
  const summary = statSync(files.GITHUB_STEP_SUMMARY).size > SUMMARY ? "" : readFileSync(files.GITHUB_STEP_SUMMARY, "utf8");
  const outputs = assignments(files.GITHUB_OUTPUT);
  return { status: done.status, log: done.stdout + done.stderr, outputs, env: assignments(files.GITHUB_ENV), summary };
}

function composite(path, given, contexts, environment, told) {
  const made = action(join(path, "action.yml"));
  if (made.errors.length) throw new Error(made.errors.join("\n"));
  const inputs = {};
  for (const [name, about] of Object.entries(made.inputs ?? {})) {
    inputs[name] = text(given[name] ?? evaluate(about.default, contexts));
  }
  const unknown = Object.keys(given).filter((name) => !(name in inputs));
  if (unknown.length) throw new Error(`unexpected inputs: ${unknown}`);
  const github = { ...contexts.github, action_path: path };
  const inner = { ...contexts, github, inputs, steps: {} };
  const { state, env } = run(made.runs.steps, inner, environment, told);
  const outputs = Object.fromEntries(
    Object.entries(made.outputs ?? {}).map(([name, about]) => [name, text(evaluate(about.value, inner))]),
  );
  return { status: state === "success" ? 0 : 1, log: "", outputs, env };
}

function use(step, contexts, environment, state, told) {
  const given = evaluate(step.with ?? {}, contexts, state);
  const name = text(step.uses);
  if (name.startsWith("actions/checkout@")) return checkout(given, contexts);
  if (name.startsWith("actions/create-github-app-token@")) return { status: 0, log: "", outputs: { token: asked.app }, masked: true };
  if (name.startsWith("./")) return composite(resolve(asked.workspace, name), given, contexts, environment, told);
  if (name.startsWith(`${asked.own}@`)) return composite(asked.root, given, contexts, environment, told);
  return { status: 0, log: `played ${JSON.stringify(given)}` };
}

// Steps one after the other; what each set, and how it ended, is in `contexts.steps` and `told`.
function run(steps, contexts, environment, told) {
  let state = "success";
  let env = {};
  for (const step of steps) {
    const mine = { ...contexts.env, ...env };
    const around = { ...contexts, env: mine };
    const own = evaluate(step.env ?? {}, around, state);
    around.env = { ...mine, ...own };
    const name = text(evaluate(step.name, around, state)) || step.id;
    if (!truthy(evaluate(step.if, around, state))) {
      contexts.steps[step.id] = { outcome: "skipped", conclusion: "skipped", outputs: {} };
      told.push({ name, uses: step.uses, conclusion: "skipped", log: "" });
      continue;
    }
    const variables = { ...environment, ...Object.fromEntries(Object.entries(around.env).map(([key, value]) => [key, text(value)])) };
    let done;
    try {
      done = step.uses ? use(step, around, variables, state, told) : bash(step, variables, around, state);
    } catch (error) {
      done = { status: 1, log: String(error.stack) };
    }
    const outcome = done.status === 0 ? "success" : "failure";
    const goesOn = truthy(evaluate(step["continue-on-error"], around, state));
    contexts.steps[step.id] = { outcome, conclusion: goesOn ? "success" : outcome, outputs: done.outputs ?? {} };
    told.push({ name, uses: step.uses, conclusion: outcome, code: done.status, log: done.log, outputs: done.masked ? {} : (done.outputs ?? {}), summary: done.summary ?? "" });
    env = { ...env, ...done.env };
    if (outcome === "failure" && !goesOn) state = "failure";
  }
  return { state, env };
}

function variables(github, eventPath) {
  const names = ["event_name", "repository", "repository_owner", "sha", "ref", "base_ref", "head_ref", "actor", "server_url", "api_url", "workspace"];
  const known = Object.fromEntries(names.map((name) => [`GITHUB_${name.toUpperCase()}`, text(github[name])]));
  return {
    ...asked.environment, ...known, CI: "true", GITHUB_ACTIONS: "true", GITHUB_EVENT_PATH: eventPath,
    RUNNER_TEMP: asked.temp, RUNNER_OS: "Linux", RUNNER_TOOL_CACHE: join(asked.temp, "tools"),
  };
}

// The groups that a run waits in or, with an older one that waits, takes the place in.
function groups(concurrency, contexts) {
  const given = evaluate(concurrency ?? [], contexts);
  return [given.group ?? given].flat().map(text);
}

// Where the workflow lies that a job calls: it is one of ours.
function called(job) {
  return join(asked.root, text(job.uses).replace(/^.*?(?=\.github\/)/, "").replace(/@.*$/, ""));
}

// What jobs that call others let them ask for, and do not have themselves.
async function refusals(made, allowed) {
  const found = [];
  for (const job of Object.values(made.jobs).filter((one) => one.uses)) {
    found.push(...beyond(await workflow(called(job)), rights(job.permissions ?? made.permissions, allowed)));
  }
  return found;
}

async function jobsOf(path, inputs, results, call, allowed, secrets = asked.secrets) {
  const made = await workflow(path);
  if (made.errors.length) return [...results, { id: path, conclusion: "invalid", errors: made.errors }];
  if (!isTriggered(made.events, asked.github, call)) return [...results, { id: path, conclusion: "not triggered" }];
  const refused = await refusals(made, allowed);
  if (refused.length) return [...results, { id: path, conclusion: "startup failure", errors: refused }];
  const defaults = made.events[call ?? asked.github.event_name]?.inputs ?? {};
  const values = Object.fromEntries(Object.entries(defaults).map(([name, about]) => [name, inputs[name] ?? about.default?.value ?? about.default ?? ""]));
  const github = { ...asked.github, workspace: asked.workspace };
  const eventPath = fresh("event.json");
  writeFileSync(eventPath, JSON.stringify(github.event));
  const runner = { temp: asked.temp, os: "Linux", tool_cache: join(asked.temp, "tools") };
  const needs = {};
  for (const [id, job] of Object.entries(made.jobs)) {
    const contexts = { github, inputs: values, runner, job: asked.job, secrets, vars: {}, steps: {}, needs };
    contexts.env = { ...evaluate(made.env ?? {}, contexts), ...evaluate(job.env ?? {}, contexts) };
    const permissions = job.permissions ?? made.permissions;
    const waits = groups(made.concurrency, contexts);
    if (!truthy(evaluate(job.if, contexts))) {
      results.push({ id, conclusion: "skipped", permissions, waits });
      continue;
    }
    if (job.uses) {
      const passed = job.secrets === "inherit" ? secrets : { GITHUB_TOKEN: secrets.GITHUB_TOKEN, ...evaluate(job.secrets ?? {}, contexts) };
      await jobsOf(called(job), evaluate(job.with ?? {}, contexts), results, "workflow_call", rights(permissions, allowed), passed);
      continue;
    }
    waits.push(...groups(job.concurrency, contexts));
    const steps = [];
    await grant(rights(permissions, allowed));
    const { state } = run(job.steps, contexts, variables(github, eventPath), steps);
    const outputs = evaluate(job.outputs ?? {}, contexts, state);
    const labels = evaluate(job["runs-on"], contexts);
    results.push({ id, conclusion: state, permissions, labels, waits, steps, outputs });
  }
  return results;
}

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();

// Says what the token may do from now on, and waits until that is so.
async function grant(granted) {
  process.stdout.write(`${JSON.stringify({ granted })}\n`);
  await lines.next();
}

for (let line = await lines.next(); !line.done; line = await lines.next()) {
  asked = JSON.parse(line.value);
  mkdirSync(asked.workspace, { recursive: true });
  let answer;
  try {
    answer = await jobsOf(asked.workflow, asked.inputs, []);
  } catch (error) {
    answer = [{ id: asked.workflow, conclusion: "broken", errors: [String(error.stack)] }];
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
