// GitHub's parser and evaluator: files become plain values, in which expressions wait for their contexts.
import { readFileSync } from "node:fs";
import { register } from "node:module";

register("./json.mjs", import.meta.url);
const { Lexer, Parser, Evaluator, data } = await import("@actions/expressions");
const { parseWorkflow, convertWorkflowTemplate, NoOperationTraceWriter } = await import("@actions/workflow-parser");
const { parseAction, convertActionTemplate } = await import("@actions/workflow-parser/actions/index");

const CONTEXTS = ["github", "env", "inputs", "steps", "job", "runner", "secrets", "vars", "needs", "matrix", "strategy"];
const STATES = ["success", "failure", "always", "cancelled"];

class Expression {
  constructor(text) {
    this.text = text;
  }
}

function plain(token) {
  if (token === undefined || token === null) return undefined;
  if (token.isExpression) return new Expression(token.expression);
  if (token.isLiteral) return token.toJSON() ?? "";
  if (token.get && token.find) {
    return Object.fromEntries([...token].map((item) => [item.key.toString(), plain(item.value)]));
  }
  return [...token].map(plain);
}

// The plain value, with the conditions of its steps as GitHub completes them (`success() && …`).
export async function workflow(path) {
  const parsed = parseWorkflow({ name: path, content: readFileSync(path, "utf8") }, new NoOperationTraceWriter());
  const template = await convertWorkflowTemplate(parsed.context, parsed.value);
  const errors = [...(template.errors ?? []).map((error) => error.Message)];
  const root = plain(parsed.value) ?? {};
  for (const job of template.jobs ?? []) {
    const mine = root.jobs[job.id.value];
    mine.if = new Expression(job.if.expression);
    (job.steps ?? []).forEach((step, at) => complete(mine.steps[at], step));
  }
  return { ...root, events: template.events ?? {}, errors };
}

export function action(path) {
  const parsed = parseAction({ name: path, content: readFileSync(path, "utf8") }, new NoOperationTraceWriter());
  const template = convertActionTemplate(parsed.context, parsed.value);
  const errors = parsed.context.errors.getErrors().map((error) => error.message);
  const root = plain(parsed.value) ?? {};
  (template.runs?.steps ?? []).forEach((step, at) => complete(root.runs.steps[at], step));
  return { ...root, errors };
}

function complete(mine, step) {
  mine.id = step.id;
  mine.if = new Expression(step.if?.expression ?? "success()");
}

function asData(value) {
  return JSON.parse(JSON.stringify(value ?? null), data.reviver);
}

// The value with every expression in it evaluated; `state` is that of the job: success or failure.
export function evaluate(value, contexts, state = "success") {
  if (value instanceof Expression) return JSON.parse(JSON.stringify(run(value.text, contexts, state), data.replacer));
  if (Array.isArray(value)) return value.map((item) => evaluate(item, contexts, state));
  if (value && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, evaluate(item, contexts, state)]));
  }
  return value;
}

function run(text, contexts, state) {
  const is = (result) => ({ minArgs: 0, maxArgs: 0, call: () => new data.BooleanData(result) });
  const results = { success: state === "success", failure: state === "failure", always: true, cancelled: false };
  const functions = STATES.map((name) => ({ name, ...is(results[name]) }));
  const tokens = new Lexer(text).lex().tokens;
  const tree = new Parser(tokens, CONTEXTS, functions).parse();
  const known = Object.fromEntries(CONTEXTS.map((name) => [name, contexts[name] ?? {}]));
  return new Evaluator(tree, asData(known), new Map(functions.map((one) => [one.name, one]))).evaluate();
}

export function truthy(value) {
  return !(value === false || value === null || value === undefined || value === 0 || value === "" || Number.isNaN(value));
}

// How the runner turns a value into a variable.
export function text(value) {
  return value === null || value === undefined ? "" : String(value);
}
