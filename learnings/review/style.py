"""How the page of a review looks: on a screen by day and by night, on a phone and on paper."""

CSS = """\
:root {
  color-scheme: light dark;
  --paper: #fbfaf7; --card: #ffffff; --ink: #22252a; --soft: #666b73; --line: #e3e0d8;
  --accent: #a2500b; --wash: #f6ede2; --bad: #a83232; --bar: #d9d4c8;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #17191c; --card: #1f2226; --ink: #e6e3dc; --soft: #a0a4ab; --line: #34383e;
    --accent: #eb9f55; --wash: #2d2720; --bad: #f08a80; --bar: #464b52;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 3rem 1.5rem 4rem; max-width: 60rem;
  background: var(--paper); color: var(--ink);
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", "Helvetica Neue", "DejaVu Sans", sans-serif;
  overflow-wrap: anywhere;
}
h1 { margin: 0; font-size: 2rem; line-height: 1.2; letter-spacing: -0.02em; }
h2 { margin: 0; font-size: 1.25rem; letter-spacing: -0.01em; }
h2 .count { color: var(--soft); font-weight: 400; }
p { margin: 0.25rem 0; }
code, .id {
  font: 0.875em/1.4 ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
}
.id { white-space: nowrap; font-weight: 600; }
.soft { color: var(--soft); }
.small { font-size: 0.875rem; }
.bad { color: var(--bad); }
nav { display: grid; grid-template-columns: repeat(auto-fill, minmax(8.25rem, 1fr));
  gap: 0.75rem; margin: 1.75rem 0 0; }
nav a {
  padding: 0.75rem 1rem; border: 1px solid var(--line); border-radius: 0.625rem;
  background: var(--card); color: inherit; text-decoration: none;
}
nav a:hover, nav a:focus-visible { border-color: var(--accent); }
nav b { display: block; font-size: 1.6rem; line-height: 1.2; font-variant-numeric: tabular-nums; }
nav span { color: var(--soft); font-size: 0.875rem; }
section { margin-top: 2.75rem; scroll-margin-top: 1rem; }
section > p.soft { margin-bottom: 0.875rem; }
.sums { display: flex; flex-wrap: wrap; gap: 0 1.5rem; margin-bottom: 0.75rem; }
.date { white-space: nowrap; }
ul { margin: 0; padding: 0; list-style: none; }
ul.cards > li {
  padding: 0.875rem 1.125rem; border: 1px solid var(--line); border-radius: 0.625rem;
  background: var(--card);
}
ul.cards > li + li { margin-top: 0.625rem; }
ul.points { margin: 0.375rem 0 0; padding-left: 1.125rem; list-style: disc; }
ul.points > li { margin: 0.125rem 0; }
ul.points > li::marker { color: var(--bar); }
.target {
  display: inline-block; margin-top: 0.375rem; padding: 0.125rem 0.625rem; border-radius: 1rem;
  background: var(--wash); color: var(--accent); font-size: 0.875rem; font-weight: 600;
}
.top { display: flex; flex-wrap: wrap; gap: 0.125rem 0.75rem; align-items: baseline; }
.top .right { margin-left: auto; }
.tag {
  padding: 0.0625rem 0.5rem; border: 1px solid var(--line); border-radius: 1rem;
  font-size: 0.8125rem; white-space: nowrap;
}
.tag.hot { border-color: currentColor; color: var(--bad); }
svg { display: block; width: 100%; height: 1.5rem; margin-top: 0.625rem; }
svg path { fill: none; vector-effect: non-scaling-stroke; stroke-linecap: round; }
svg .axis { stroke: var(--bar); stroke-width: 1; }
svg .window { fill: var(--wash); }
svg .dot { stroke: var(--soft); stroke-width: 8; }
svg .dot.new { stroke: var(--accent); }
svg .dot.many { stroke-width: 13; }
.ends { display: flex; justify-content: space-between; color: var(--soft); font-size: 0.75rem; }
.scroll { overflow-x: auto; border: 1px solid var(--line); border-radius: 0.625rem;
  background: var(--card); }
table { width: 100%; border-collapse: collapse; font-size: 0.9375rem; }
th, td { padding: 0.5rem 1rem; text-align: left; vertical-align: top; }
th { color: var(--soft); font-size: 0.8125rem; font-weight: 600; white-space: nowrap; }
tr + tr > td, thead + tbody td { border-top: 1px solid var(--line); }
td.word { white-space: nowrap; }
td.day, td.number, th.number { white-space: nowrap; font-variant-numeric: tabular-nums; }
td.number, th.number { text-align: right; }
tr.sum td { font-weight: 600; }
.calm { margin-top: 2.5rem; padding: 2rem; border: 1px dashed var(--line); border-radius: 0.625rem;
  text-align: center; }
footer { margin-top: 3rem; padding-top: 1rem; border-top: 1px solid var(--line);
  color: var(--soft); font-size: 0.8125rem; }
@media (max-width: 40rem) {
  body { padding: 1.5rem 1rem 3rem; }
  th, td { padding: 0.5rem 0.625rem; }
  .top .right { margin-left: 0; }
}
@media print {
  :root { color-scheme: light; --paper: #fff; --card: #fff; --ink: #000; --soft: #444;
    --line: #bbb; --accent: #7a3c08; --wash: #f3ede6; --bad: #8a1f1f; --bar: #999; }
  body { max-width: none; padding: 0; font-size: 10pt; }
  nav a { padding: 0.375rem 0.625rem; }
  ul.cards > li, tr, nav a { break-inside: avoid; }
  h2, section > p { break-after: avoid; }
  section { margin-top: 1.5rem; }
  .scroll { overflow: visible; }
}
"""
