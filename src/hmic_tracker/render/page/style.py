"""How the page of the position looks: on a screen, light or dark, and on A4 paper.

Text has a contrast of 4.5 or more on what is behind it, in both schemes; tests/browser holds it. A
colour repeats what a word or a number beside it says.
"""

from __future__ import annotations

from typing import Final

from hmic_tracker.render.visible import visible

GRADE_COLOURS: Final = 5
"""How many shades there are for the grades of a scale, the best the darkest."""

_STYLE: Final = """\
:root { color-scheme: light dark; --page: #fff; --card: #f3f4f6; --text: #1b1b1b; --dim: #545454;
  --line: #767676; --faint: #d4d4d4; --link: #1d4f91; --red: #b10e1e; --amber: #8a5300;
  --green: #00692f; --blue: #1d4f91; --grey: #595959; --open: #57616e; --on: #fff; }
@media screen and (prefers-color-scheme: dark) {
  :root { --page: #16181b; --card: #22262b; --text: #ececec; --dim: #b9b9b9; --line: #8c8c8c;
    --faint: #42474d; --link: #9cc2ff; --red: #ff9d9d; --amber: #f2b84b; --green: #7fd69a;
    --blue: #9cc2ff; --grey: #c4c4c4; --open: #b5bfca; --on: #101214; }
}
* { box-sizing: border-box; }
body { font: 16px/1.5 system-ui, -apple-system, "Segoe UI", sans-serif; color: var(--text);
  background: var(--page); max-width: 62rem; margin: 0 auto; padding: 0 1rem 2rem;
  overflow-wrap: anywhere; }
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: -99rem; }
.skip:focus { left: 1rem; top: .5rem; padding: .5rem 1rem; background: var(--page); z-index: 1; }
.marking { font-weight: bold; text-align: center; letter-spacing: .05em; margin: .75rem 0; }
h1 { font-size: 1.6rem; line-height: 1.2; margin: 1rem 0 .25rem; }
h2 { font-size: 1.25rem; margin: 2.25rem 0 .5rem; padding-top: .5rem;
  border-top: 2px solid var(--line); }
h3 { font-size: 1.05rem; margin: 1.5rem 0 .5rem; }
p { margin: .4rem 0; max-width: 46rem; } .dim { color: var(--dim); }
nav ul { list-style: none; display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; padding: 0;
  margin: .75rem 0; }
nav a { display: inline-block; padding: .25rem 0; }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr));
  gap: .75rem; margin: 1rem 0; }
.figures div { background: var(--card); padding: .6rem .8rem; border-left: 5px solid var(--line); }
.figures dt { color: var(--dim); } .figures dd { margin: 0; }
.figures b { display: block; font-size: 1.8rem; line-height: 1.2; }
.figures .red { border-color: var(--red); color: inherit; }
.figures .green { border-color: var(--green); color: inherit; }
.figures .blue { border-color: var(--blue); color: inherit; }
.scroll { overflow-x: auto; margin: .75rem 0; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums;
  overflow-wrap: break-word; }
caption { text-align: left; color: var(--dim); padding-bottom: .3rem; }
caption span { display: block; max-width: min(58rem, calc(100vw - 2.5rem)); }
th, td { text-align: left; vertical-align: top; padding: .35rem .9rem .35rem 0; }
th:last-child, td:last-child { padding-right: .2rem; }
thead th { border-bottom: 2px solid var(--line); vertical-align: bottom; }
tbody tr { border-bottom: 1px solid var(--faint); } tbody th { font-weight: normal; }
tr.strong th, tr.strong td, td.strong { font-weight: bold; } tr.part th { padding-left: 1.2rem; }
.n { text-align: right; } td.n, td.d, th.d { white-space: nowrap; }
.id { white-space: nowrap; font-weight: bold; }
td.long { min-width: 13rem; }
.red { color: var(--red); } .amber { color: var(--amber); } .green { color: var(--green); }
.blue { color: var(--blue); } .grey { color: var(--grey); } .word { font-weight: bold; }
.bars { margin: .75rem 0; } .bars p { margin: .5rem 0 .15rem; max-width: none; }
.bar { display: flex; height: 1.7rem; gap: 2px; background: var(--page);
  print-color-adjust: exact; -webkit-print-color-adjust: exact; }
.bar span { display: flex; flex-wrap: wrap; gap: 0 .3em; height: 1.7rem; overflow: hidden;
  min-width: 1.5rem; padding: 0 .3rem; line-height: 1.7rem; font-size: .85rem;
  background: var(--open); color: var(--on); white-space: nowrap; }
.bar .ours { border: 3px solid var(--text); line-height: 1.4rem; font-weight: bold; }
.bar i { font-style: normal; }
.key { font-size: .9rem; max-width: none; } .swatch { display: inline-block; width: 1em;
  height: 1em; margin: 0 .1em 0 .6em; vertical-align: -.12em; background: var(--open);
  border: 1px solid var(--line); print-color-adjust: exact; -webkit-print-color-adjust: exact; }
.swatch:first-child { margin-left: 0; }
.bar .s-red, .s-red { background: var(--red); }
.bar .s-green, .s-green { background: var(--green); }
.bar .s-blue, .s-blue { background: var(--blue); }
.bar .s-amber, .s-amber { background: var(--amber); }
.bar .s-grey, .s-grey { background: var(--grey); }
.bar .g0, .g0 { background: #0b3c7a; color: #fff; }
.bar .g1, .g1 { background: #2f67b1; color: #fff; }
.bar .g2, .g2 { background: #8fb4e3; color: #101214; }
.bar .g3, .g3 { background: #cfe0f5; color: #101214; }
.bar .g4, .g4 { background: #f1f5fb; color: #101214; }
.bar .rest { background: none; padding: 0; min-width: 0; }
svg { display: block; width: 100%; max-width: 36rem; height: auto; margin: .75rem 0; }
svg text { font: 11px system-ui, sans-serif; fill: var(--text); }
svg .axis { stroke: var(--faint); }
svg .line { fill: none; stroke-width: 2; } svg .dot { stroke: none; }
svg .t-open { stroke: var(--open); fill: var(--open); }
svg .t-overdue { stroke: var(--red); fill: var(--red); stroke-dasharray: 2 2; }
svg .t-completed { stroke: var(--green); fill: var(--green); stroke-dasharray: 7 3; }
svg .t-verified { stroke: var(--blue); fill: var(--blue); stroke-dasharray: 1 4; }
svg .line { fill: none; } svg .dot { stroke-dasharray: none; }
@media (max-width: 40rem) { table { font-size: .875rem; } td.long { min-width: 9rem; }
  th, td { padding-right: .6rem; } }
footer { margin-top: 2.5rem; border-top: 2px solid var(--line); color: var(--dim); }
footer .marking { color: var(--text); }
@media print {
  @page { size: A4; margin: 18mm 14mm;
    @top-center { content: %(marking)s; font: bold 10pt sans-serif; }
    @bottom-center { content: %(marking)s; font: bold 10pt sans-serif; }
    @bottom-right { content: "Page " counter(page) " of " counter(pages); font: 9pt sans-serif; } }
  :root { font-size: 10pt; }
  body { font-size: 9.5pt; line-height: 1.35; max-width: none; padding: 0; }
  nav, .skip { display: none; } h2 { margin-top: 1.2rem; } table { font-size: 9pt; }
  h1, h2, h3, h2 + p, caption, .key { break-after: avoid; } tr, .bars > div, svg, .figures {
    break-inside: avoid; }
  .figures { grid-template-columns: repeat(5, 1fr); } .figures b { font-size: 15pt; }
  .bar, .bar span { height: 1.3rem; line-height: 1.3rem; } .bar .ours { line-height: 1rem; }
  svg { max-width: 32rem; } th, td { padding: .2rem .6rem .2rem 0; }
  thead { display: table-header-group; } .scroll { overflow: visible; }
  td.long { min-width: 0; } a { color: inherit; text-decoration: none; }
}
"""


def style_of(marking: str | None, shares: set[int]) -> str:
    """The style sheet, with the marking for every printed page and a class for each share."""
    rules = "".join(f".w{share} {{ flex: {share} 1 0; }}\n" for share in sorted(shares))
    return _STYLE.replace("%(marking)s", _css_string(marking or "")) + rules


def _css_string(text: str) -> str:
    """A text as a string of CSS, every sign that isn't a letter or digit as its code point."""
    signs = visible(text)
    plain = (c if c.isascii() and c.isalnum() else f"\\{ord(c):06x}" for c in signs)
    return f'"{"".join(plain)}"'
