"""Inside and outside: what was not entered to be published is in no paper."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from hmic_tracker.domain.changes import apply
from hmic_tracker.domain.items import Item, Value
from hmic_tracker.domain.parts import Action, Evidence
from hmic_tracker.domain.people import Post
from hmic_tracker.domain.plan import PaperSettings, Plan
from hmic_tracker.domain.undo import undo_in_item
from hmic_tracker.render.formats import Content, RenderOptions, names_for, render
from hmic_tracker.render.nodes import Document
from hmic_tracker.render.papers.paper_document import document_of
from hmic_tracker.render.papers.template import run as run_template
from hmic_tracker.render.papers.template_context import template_context
from hmic_tracker.render.to_json.paper import paper_object
from hmic_tracker.reports.paper import Paper, PaperSpecification, paper
from hmic_tracker.reports.redaction import published_part_keys
from tests.conftest import Run
from tests.domain.making import STAMP, an_entry, born, entered
from tests.papers.reading import docx_parts

DAY = date(2008, 12, 1)
INTERNAL = {
    "note": "SECRET-note",
    "reason": "SECRET-reason",
    "override": "SECRET-override",
    "source": "SECRET-source",
    "by": "SECRET-by",
    "op": "SECRET-op",
}
FIELDS: dict[str, Any] = {
    "tags": ("SECRET-tag",),
    "status_word": "SECRET-word",
    "discharged_by": "SECRET-discharged",
    "action_1_text": "SECRET-step",
    "action_1_owner": "SECRET-step-owner",
    "action_1_dropped": "SECRET-dropped",
    "evidence_1_ref": "SECRET-ref",
    "evidence_1_shows": "SECRET-shows",
    "evidence_1_sha256": "SECRET-hash",
}
# Told inside; the op, a hash and who it was are told nowhere, and a board that none knows inside.
INSIDE = ["note", "reason", "override", "tag", "word", "step", "step-owner", "dropped"]
INSIDE += ["ref", "shows", "agreed"]
DRAWN = tuple(name for name in names_for("paper") if name not in {"json", "pdf"})
DUMP = "{{ paper }} {{ items }} {{ appendices }} {{ updates }} {{ leads }} {{ counts }} "
DUMP += "{{ since }} {{ stand }} {{ introduction }}"


def planted(**fields: Any) -> Item:
    """An open item with an internal note in every field that can have one."""
    item = born("2008-09-01", title_given="Told to everyone", due="2008-09", **fields)
    item = item._replace(original_due="2008-09", owner="Jane Example")
    moved: dict[str, tuple[Value, Value]] = {f: (None, v) for f, v in FIELDS.items()}
    moved["due"] = ("2008-09", "2008-10")
    entry = an_entry(2, "2008-10-06", moved, agreed_by="SECRET-agreed", **INTERNAL)
    return item._replace(
        due="2008-10",
        tags=("SECRET-tag",),
        status_word="SECRET-word",
        discharged_by="SECRET-discharged",
        actions=(Action(1, "SECRET-step", "SECRET-step-owner", dropped="SECRET-dropped"),),
        evidence=(Evidence(1, "SECRET-ref", None, "SECRET-shows", "SECRET-hash"),),
        history=(*item.history, entry),
    )


def a_plan(*items: Item) -> Plan:
    post = Post("Head of Public Protection", holder="Jane Example", mail="SECRET-mail@example.org")
    return Plan(items=items, people=(post,), filters={"SECRET-filter": "open"})


def a_paper(plan: Plan, internal: bool = False) -> Paper:
    wanted = PaperSpecification(PaperSettings("board", appendices="all"), DAY, "9", DAY)
    return paper(plan, wanted._replace(internal=internal))


def drawn(name: str, document: Document, width: int) -> str | bytes:
    return render(name, Content(lambda _: document, dict), RenderOptions(width))


def all_forms(found: Paper) -> dict[str, str]:
    """Every form of a paper as text, a DOCX as all of its parts."""
    document = document_of(found)
    forms = {name: drawn(name, document, 200) for name in DRAWN}
    told = {name: form for name, form in forms.items() if isinstance(form, str)}
    packed = forms["docx"]
    assert isinstance(packed, bytes)
    told["docx"] = "\n".join(docx_parts(packed).values())
    told["json"] = json.dumps(paper_object(found, recorded=False))
    told["a template that prints all it knows"] = str(document_of(found, DUMP).nodes)
    told["what a template is given"] = str(template_context(found))
    return told


def test_no_internal_note_in_any_field_reaches_any_form() -> None:
    for name, text in all_forms(a_paper(a_plan(planted()))).items():
        assert "SECRET" not in text, name
        assert "Jane Example" not in text, name
        assert "INTERNAL" not in text, name
        assert "Told to everyone" in text or name == "json", name


def test_an_internal_paper_prints_it_and_says_so_on_every_page() -> None:
    found = all_forms(a_paper(a_plan(planted()), internal=True))
    for name in DRAWN:
        text = found[name]
        missing = [what for what in INSIDE if f"SECRET-{what}" not in text.replace("\\-", "-")]
        assert missing == [], name
        assert "INTERNAL: not for publication" in text.replace("\\", ""), name
        assert "SECRET-by" not in text, name
    parts = {n: t for n, t in docx_parts(_docx(a_plan(planted()))).items() if "er1" in n}
    assert set(parts) == {"word/header1.xml", "word/footer1.xml"}
    for text in parts.values():
        assert "OFFICIAL – INTERNAL: not for publication" in text
    assert found["plain"].count("INTERNAL: not for publication") == 2
    assert '@top-center { content: "INTERNAL\\3a \\20 not\\20 for' in found["html"]


def _docx(plan: Plan) -> bytes:
    document = document_of(a_paper(plan._replace(marking="OFFICIAL"), internal=True))
    packed = drawn("docx", document, 78)
    assert isinstance(packed, bytes)
    return packed


def test_what_was_entered_to_be_published_is_printed() -> None:
    item = planted()
    said = item.history[1]._replace(published=True, agreed_by="Performance Board")
    found = all_forms(a_paper(a_plan(item._replace(history=(item.history[0], said)))))
    for what in ("note", "reason", "ref", "shows", "step"):
        assert f"SECRET-{what}" in found["html"], what
    for what in ("override", "by", "op", "tag", "word", "discharged", "source"):
        assert f"SECRET-{what}<" not in found["html"], what
    assert "Performance Board" in found["html"]


def test_a_board_that_agreed_is_named_where_the_plan_knows_it() -> None:
    item = planted()._replace(board="Steering Group")
    agreed = item.history[1]._replace(agreed_by="steering  group")
    found = all_forms(a_paper(a_plan(item._replace(history=(item.history[0], agreed)))))
    assert "steering group" in " ".join(found["plain"].split())


def test_an_exempt_item_is_its_number_and_its_status() -> None:
    hidden = planted(text="SECRET-text", framework="np")._replace(
        exempt="yes", title_given="SECRET-title", owner="SECRET-owner", board="SECRET-board"
    )
    done = entered(born("2008-09-01")._replace(id="REC-2"), "2008-09-02", status="done")
    done = done._replace(exempt="yes", title_given="SECRET-done")
    found = all_forms(a_paper(a_plan(hidden, done)))
    for name, text in found.items():
        assert "SECRET" not in text, name
        assert "October 2008" not in text, name
        assert "2008-10" not in text, name
    lines = found["plain"].splitlines()
    assert "  - Recommendation (REC-1): exempt. Not started." in lines
    assert "  - Recommendation (REC-2): exempt. Completed, awaiting verification." in lines
    assert "1.  The one open item is overdue at 1 December 2008." in lines
    assert json.loads(found["json"])["overdue"] == []
    inside = all_forms(a_paper(a_plan(hidden, done), internal=True))
    assert "SECRET-title" in inside["plain"]


def test_what_was_undone_is_printed_nowhere(run: Run, plan: Path) -> None:
    run("note", "REC-5", "said too soon", "--publish")
    run("note", "REC-6", "said in time", "--publish")
    assert "said too soon" in run("report").out
    run("undo", "--yes")
    run("note", "REC-7", "SECRET-note")
    found = run("report")
    assert "said in time" not in found.out
    assert "said too soon" in found.out
    assert "SECRET" not in found.out
    assert "said in time" not in run("report", "--internal").out


def test_what_was_redone_is_printed_again(run: Run, plan: Path) -> None:
    run("note", "REC-6", "in time for the board", "--publish")
    run("undo")
    assert "in time for the board" not in run("report").out
    run("undo", "--redo")
    assert "in time for the board" in run("report").out


def test_a_step_entered_to_be_published_is_so_after_an_undo_and_a_redo() -> None:
    step = an_entry(2, "2008-10-01", {"action_1_text": (None, "Agree one template")})
    item = apply(born("2008-09-01"), step._replace(published=True))
    assert published_part_keys(item.history) == {("action", 1)}
    undone = undo_in_item(item, "op-2", STAMP._replace(op="u1"))
    assert undone is not None
    redone = undo_in_item(undone.item, "u1", STAMP._replace(op="r1"), "op-2")
    assert redone is not None
    assert published_part_keys(redone.item.history) == {("action", 1)}


def test_posts_are_named_and_never_people(run: Run, plan: Path) -> None:
    with (plan / "tracker.toml").open("a") as stream:
        stream.write('\n[people."Head of CID"]\nholder = "Jane Example"\n')
    run("update", "REC-5", "--owner", "Jane Example", "--new-owner")
    run("note", "REC-5", "told", "--publish", "--by", "Jane Example")
    for words in ((), ("--internal",)):
        found = run("report", *words)
        assert "Jane" not in found.out
        assert "owner: Head of CID" in " ".join(found.out.split())


@pytest.mark.parametrize("form", ["plain", "markdown", "html"])
def test_the_marking_is_there_without_the_template(run: Run, plan: Path, form: str) -> None:
    text = (plan / "tracker.toml").read_text()
    (plan / "tracker.toml").write_text(f'marking = "OFFICIAL-SENSITIVE"\n{text}')
    own = plan.parent / "bare.j2"
    own.write_text("Nothing but this.\n")
    found = run("report", "--template", own, "--format", form)
    assert found.code == 0
    assert "Nothing but this." in found.out
    assert found.out.replace("\\", "").count("OFFICIAL-SENSITIVE") >= 2


def test_a_template_is_given_texts_and_nothing_that_leads_further() -> None:
    values = template_context(a_paper(a_plan(planted()))).values
    with pytest.raises(Exception, match="unsafe"):
        run_template(values, "{{ paper._replace(title='x') }}")
