"""Two people's plans made one: what each did is in it, whichever of them looks."""

from __future__ import annotations

import json
import shutil
import tomllib
from pathlib import Path

import pytest

from hmic_tracker.errors import MergeRefusedError
from hmic_tracker.store.merging import merge_file, published_key
from tests.conftest import EXAMPLE, Run, tree
from tests.merging.conftest import Do
from tests.merging.meeting import merge, met
from tests.merging.stores import Files


def values(files: Files, path: str) -> dict[str, object]:
    """What a file of the plan has."""
    return tomllib.loads(files[path].decode())


def put(files: Files, folder: Path) -> Path:
    """A plan's files in a folder."""
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


def test_both_peoples_work_on_one_item_is_in_it(copies: Do, run: Run, tmp_path: Path) -> None:
    base = copies("base")
    mine = copies("mine", "update REC-1 --due 2009-01 --reason IT_release", "note REC-1 Mine")
    theirs = copies(
        "theirs",
        "update REC-1 --due 2009-03 --reason staffing",
        "action add REC-1 Publish_it",
        "update REC-2 --owner Registry",
    )
    merged = merge(base, mine, theirs)
    both = met(base, mine, theirs)
    assert both == met(base, theirs, mine)
    [question] = merged.questions
    assert (question.record, question.field) == ("REC-1", "due")
    answers = {(one.value, one.by, one.reason) for one in question.answers}
    assert answers == {
        ("2009-01", "Liaison Officer", "IT release"),
        ("2009-03", "Deputy", "staffing"),
    }
    folder = put(both, tmp_path / "both")
    check = run("--store", folder, "check")
    assert "Jan 2009" in check.out
    assert "Mar 2009" in check.out
    assert check.out.startswith("1 error, 1 note")
    shown = run("--store", folder, "show", "REC-1").out
    assert "Mine" in shown
    assert "Publish it" in shown
    assert "Registry" in run("--store", folder, "show", "REC-2").out
    settled = run(
        *("--store", folder, "update", "REC-1", "--due", "2009-03", "--reason", "agreed", "--yes")
    )
    assert settled.code == 0
    assert "unsettled" not in (folder / "items" / "REC-1.toml").read_text()


def test_a_second_item_with_an_id_gets_the_next_number_and_links_follow(
    copies: Do, run: Run, tmp_path: Path
) -> None:
    base = copies("base")
    mine = copies("mine", "add rec Mend_the_gate")
    theirs = copies(
        "theirs", "add rec Paint_the_door", "link REC-3 relates REC-1", "link REC-2 relates REC-3"
    )
    uid = str(values(mine, "items/REC-3.toml")["uid"])
    published = {published_key("REC-3", uid)}
    merged = merge(base, mine, theirs, published)
    both = met(base, mine, theirs, published)
    assert both == met(base, theirs, mine, published)
    [moved] = merged.moved
    assert (moved.old, moved.new, moved.side) == ("REC-3", "REC-4", "theirs")
    assert values(both, "items/REC-3.toml")["text"] == "Mend the gate"
    other = values(both, "items/REC-4.toml")
    assert (other["text"], other["aka"]) == ("Paint the door", ["REC-3"])
    assert values(both, "items/REC-2.toml")["links"] == ["relates REC-4"]
    folder = put(both, tmp_path / "both")
    assert run("--store", folder, "check").code == 0
    both_shown = run("--store", folder, "show", "REC-3")
    assert "Mend the gate" in both_shown.out
    assert both_shown.err == "REC-4 was REC-3 before two plans were brought together\n"
    pairs = run("--store", folder, "show", "REC-4").out.split()
    assert pairs[pairs.index("Formerly") + 1] == "REC-3"


def test_an_item_is_known_by_the_id_that_it_had(copies: Do, run: Run, tmp_path: Path) -> None:
    base, mine = copies("base"), copies("mine", "add rec Mend_the_gate")
    data = mine["items/REC-3.toml"].replace(b'id = "REC-3"', b'id = "REC-7"')
    uid = str(values(mine, "items/REC-3.toml")["uid"])
    theirs = {**base, "items/REC-7.toml": data}
    folder = put(met(base, mine, theirs, {published_key("REC-7", uid)}), tmp_path / "both")
    remark = "REC-3 is REC-7 since two plans were brought together\n"
    for words in (("show", "REC-3"), ("history", "rec3"), ("note", "REC-3", "Seen")):
        result = run("--store", folder, *words)
        assert result.code == 0, result
        assert result.err.startswith(remark), result
    assert "Seen" in run("--store", folder, "show", "REC-7").out
    assert run("--store", folder, "link", "REC-3", "relates", "REC-1").code == 0
    assert run("--store", folder, "show", "REC-9").code == 3


def test_of_two_new_items_with_one_id_that_nobody_knows_either_side_moves_the_same(
    copies: Do,
) -> None:
    base, mine, theirs = copies("base"), copies("mine", "add rec A"), copies("theirs", "add rec B")
    assert met(base, mine, theirs) == met(base, theirs, mine)


def test_one_item_with_two_ids_keeps_the_one_that_others_know(copies: Do) -> None:
    base, mine = copies("base"), copies("mine", "add rec Mend_the_gate")
    theirs = copies("theirs", "add rec Paint_the_door")
    data = mine["items/REC-3.toml"].replace(b'id = "REC-3"', b'id = "REC-4"')
    theirs = {**theirs, "items/REC-4.toml": data}
    uid = str(values(mine, "items/REC-3.toml")["uid"])
    both = met(base, mine, theirs, {published_key("REC-4", uid)})
    assert both == met(base, theirs, mine, {published_key("REC-4", uid)})
    assert values(both, "items/REC-4.toml")["aka"] == ["REC-3"]
    assert values(both, "items/REC-3.toml")["text"] == "Paint the door"


def test_an_item_that_one_takes_back_and_the_other_works_on_stays(copies: Do) -> None:
    base = copies("base", "add rec Mend_the_gate")
    mine = copies("mine", "undo --yes")
    theirs = copies("theirs", "note REC-3 Seen")
    merged = merge(base, mine, theirs)
    assert met(base, mine, theirs)["items/REC-3.toml"] == theirs["items/REC-3.toml"]
    assert merged.remarks == ("REC-3 was taken out on one side and changed on the other: it stays",)
    gone = copies("idle")
    assert "items/REC-3.toml" not in met(base, mine, gone)


def test_posts_frameworks_and_settings_of_both_are_there(copies: Do) -> None:
    base = copies("base", "person add Registry --mail r@example.org")
    mine = copies("mine", "person add Head_of_CID", "person edit Registry --mail one@example.org")
    theirs = copies("theirs", "person edit Registry --holder A_Clerk", "person add Deputy_Head")
    both = met(base, mine, theirs)
    assert both == met(base, theirs, mine)
    people = values(both, "tracker.toml")["people"]
    assert isinstance(people, dict)
    assert {*people} == {"registry", "head-of-cid", "deputy-head"}
    assert people["registry"]["mail"] == "one@example.org"
    assert people["registry"]["holder"] == "A Clerk"


def test_a_value_that_both_typed_under_a_key_of_their_own_is_kept_twice(copies: Do) -> None:
    base = copies("base")
    mine, theirs = (
        {**base, "items/REC-1.toml": b"our_ref = " + ref + b"\n" + base["items/REC-1.toml"]}
        for ref in (b'"B/2"', b'"A/1"  # of theirs')
    )
    both = met(base, mine, theirs)
    assert both["items/REC-1.toml"].startswith(
        b'# our_ref = "B/2"\nour_ref = "A/1"  # of theirs\nid = "REC-1"\n'
    )


def test_line_ends_and_a_mark_of_one_side_stay_and_what_it_did(copies: Do) -> None:
    base = copies("base")
    path = "items/REC-1.toml"
    mine = copies("mine", "note REC-1 Mine")
    windows = base[path].replace(b"\n", b"\r\n")
    theirs = {**base, path: b"\xef\xbb\xbf# theirs\r\n" + windows}
    both = met(base, mine, theirs)[path]
    assert both.startswith(b"\xef\xbb\xbf# theirs\r\nid = ")
    assert both.count(b"\n") == both.count(b"\r\n")
    assert b'note = "Mine"' in both


def test_a_side_of_the_earlier_format_is_refused_with_the_way_on(copies: Do) -> None:
    base = copies("base")
    former = base["tracker.toml"].replace(b"schema = 2", b"schema = 1")
    for mine, theirs in ((base, {**base, "tracker.toml": former}),) * 2:
        with pytest.raises(MergeRefusedError) as refused:
            merge(base, mine, theirs)
        assert refused.value.message == (
            "one of the two copies is of format 1, and can't be merged with the other"
        )
        assert refused.value.hint == "make it one of format 2, there: tracker check --upgrade"
        assert refused.value.code == 6


def test_a_file_that_cannot_be_read_is_refused_with_its_line(copies: Do) -> None:
    base = copies("base")
    mine = copies("mine", "note REC-1 Mine")
    cut = {**base, "items/REC-1.toml": base["items/REC-1.toml"][:-10]}
    with pytest.raises(MergeRefusedError) as refused:
        merge(base, mine, cut)
    assert refused.value.message == (
        "items/REC-1.toml, line 32, can't be read in one of the two copies: "
        "not valid TOML: a text is not closed: it ends with the quotation mark that it "
        "begins with"
    )


def test_a_value_that_both_typed_by_hand_is_refused_until_it_is_recorded(copies: Do) -> None:
    base, path = copies("base"), "items/REC-1.toml"
    mine, theirs = (
        {**base, path: base[path].replace(b'"Head of CID"', owner, 1)} for owner in (b'"A"', b'"B"')
    )
    with pytest.raises(MergeRefusedError) as refused:
        merge(base, mine, theirs)
    assert refused.value.message == (
        "items/REC-1.toml: owner was changed by hand in both copies, each otherwise"
    )


def test_two_items_in_one_file_are_refused(copies: Do) -> None:
    mine, theirs = copies("mine", "add rec A"), copies("theirs", "add rec B")
    path = "items/REC-3.toml"
    with pytest.raises(MergeRefusedError) as refused:
        merge_file(path, None, mine[path], theirs[path])
    assert refused.value.message == "REC-3 is two items, one in each copy of items/REC-3.toml"


def test_two_papers_of_one_number_are_both_kept_and_the_later_is_marked(
    copies: Do, run: Run, tmp_path: Path
) -> None:
    base = copies("base")
    line = "report --record --number 9 --output"
    mine = copies("mine", f"{line} a.md", "note REC-1 Mine")
    theirs = copies("theirs", f"{line} b.md --as-of 2008-11-30")
    both = met(base, mine, theirs)
    assert both == met(base, theirs, mine)
    papers = sorted(path for path in both if path.startswith("papers/"))
    assert papers[0] == "papers/paper-9.toml" or papers[1] == "papers/paper-9.toml"
    second = next(path for path in papers if path != "papers/paper-9.toml")
    assert values(both, second)["second"] is True
    assert values(both, second)["op"] == second[len("papers/paper-9-") : -len(".toml")]
    check = run("--store", put(both, tmp_path / "both"), "check")
    assert check.code == 0
    assert f"{second}: paper-9 was recorded twice" in check.out
    assert met(base, both, theirs) == met(base, mine, both) == both


def test_a_report_that_both_took_in_is_there_once_and_asks_nothing(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plans: list[Files] = []
    for name in ("base", "mine", "theirs"):
        monkeypatch.setenv("TRACKER_USER", name)
        if name == "base":
            assert run("init", tmp_path / name).code == 0
        else:
            put(plans[0], tmp_path / name)
            taken_in = run("--store", tmp_path / name, "import", EXAMPLE, "--yes")
            assert taken_in.code == 0, taken_in
            work = ("update", "REC-5", "--due", f"2009-0{len(plans)}", "--reason", "late", "--yes")
            assert run("--store", tmp_path / name, *work).code == 0
        plans.append(tree(tmp_path / name))
    base, mine, theirs = plans
    merged = merge(base, mine, theirs)
    both = met(base, mine, theirs)
    assert both == met(base, theirs, mine)
    assert {path for path in both if path != "tracker.toml"} == {*mine} - {"tracker.toml"}
    assert [(one.record, one.field) for one in merged.questions] == [("REC-5", "due")]
    check = run("--store", put(both, tmp_path / "both"), "check")
    assert check.out.startswith("1 error, "), check.out


def test_an_undo_under_the_others_later_work_is_a_question(copies: Do) -> None:
    base = copies("base", "update REC-1 --owner Registry")
    mine = copies("mine", "undo --yes")
    theirs = copies("theirs", "update REC-1 --owner Head_of_Standards")
    merged = merge(base, mine, theirs)
    [question] = merged.questions
    assert (question.field, {one.value for one in question.answers}) == (
        "owner",
        {"Head of CID", "Head of Standards"},
    )


@pytest.mark.parametrize("age", ["early", "late"])
def test_a_plan_made_of_the_earlier_format_is_merged_like_any_other(
    run: Run, tmp_path: Path, age: str
) -> None:
    former = Path(__file__).parent.parent / "store" / "format_1" / age
    for name in ("base", "mine", "theirs"):
        shutil.copytree(former, tmp_path / name)
        upgraded = run("--store", tmp_path / name, "check", "--upgrade")
        assert "format 2" in upgraded.err, upgraded
    ids = sorted(path.stem for path in (tmp_path / "base" / "items").glob("*.toml"))
    for item_id in ids:
        run("--store", tmp_path / "mine", "note", item_id, "Mine")
        run("--store", tmp_path / "theirs", "note", item_id, "Theirs")
    base, mine, theirs = (tree(tmp_path / name) for name in ("base", "mine", "theirs"))
    merged = merge(base, mine, theirs)
    assert merged.questions == ()
    both = met(base, mine, theirs)
    assert both == met(base, theirs, mine)
    for item_id in ids:
        text = both[f"items/{item_id}.toml"]
        assert b'"Mine"' in text
        assert b'"Theirs"' in text


def test_two_officers_who_split_one_item_have_all_parts(
    copies: Do, run: Run, tmp_path: Path
) -> None:
    base = copies("base")
    mine = copies("mine", "split REC-1 Templates Training --yes", "note REC-1b seen")
    theirs = copies("theirs", "split REC-1 Staffing --yes", "update REC-1a --progress some --yes")
    uid = str(values(mine, "items/REC-1a.toml")["uid"])
    published = {published_key("REC-1a", uid)}
    merged = merge(base, mine, theirs, published)
    assert [(one.old, one.new, one.side) for one in merged.moved] == [
        ("REC-1a", "REC-1c", "theirs")
    ]
    both = met(base, mine, theirs, published)
    assert both == met(base, theirs, mine, published)
    parts = {path: values(both, path) for path in both if path.startswith("items/REC-1")}
    assert {path: (one.get("part_of"), one.get("aka")) for path, one in parts.items()} == {
        "items/REC-1.toml": (None, None),
        "items/REC-1a.toml": ("REC-1", None),
        "items/REC-1b.toml": ("REC-1", None),
        "items/REC-1c.toml": ("REC-1", ["REC-1a"]),
    }
    folder = put(both, tmp_path / "both")
    assert run("--store", folder, "check").code == 0
    listed = run("--store", folder, "list", "--part-of", "REC-1", "--columns", "id,text,progress")
    assert listed.out.splitlines()[-3:] == [
        "REC-1a  Templates  none",
        "REC-1b  Training   none",
        "REC-1c  Staffing   some",
    ]
    again = run("--store", folder, "split", "REC-1", "One more", "--yes")
    assert again.err.startswith("REC-1d added: One more\n")


def test_the_parts_of_an_item_that_gets_another_number_follow_it(
    copies: Do, run: Run, tmp_path: Path
) -> None:
    base = copies("base")
    mine = copies("mine", "add rec Mend_the_gate")
    theirs = copies(
        "theirs",
        "add rec Paint_the_door",
        "split REC-3 Frame Handle --yes",
        "link REC-3b relates REC-1",
        "link REC-2 relates REC-3a",
    )
    published = {published_key("REC-3", str(values(mine, "items/REC-3.toml")["uid"]))}
    both = met(base, mine, theirs, published)
    assert both == met(base, theirs, mine, published)
    assert {path for path in both if path.startswith(("items/REC-3", "items/REC-4"))} == {
        *("items/REC-3.toml", "items/REC-4.toml", "items/REC-4a.toml", "items/REC-4b.toml"),
    }
    part = values(both, "items/REC-4a.toml")
    assert (part["part_of"], part["aka"]) == ("REC-4", ["REC-3a"])
    assert values(both, "items/REC-2.toml")["links"] == ["relates REC-4a"]
    folder = put(both, tmp_path / "both")
    assert run("--store", folder, "check").code == 0
    found = run("--store", folder, "show", "rec3b")
    assert found.err == "REC-3b is REC-4b since two plans were brought together\n"
    assert found.out.startswith("REC-4b  Part of REC-4: Paint the door\n")


def test_parts_that_two_people_completed_apart_leave_the_item_to_be_settled(
    copies: Do, run: Run, tmp_path: Path
) -> None:
    base = copies("base", "split REC-1 Templates Training --yes")
    mine = copies("mine", "update REC-1a --status done")
    theirs = copies("theirs", "update REC-1b --status done")
    both = met(base, mine, theirs)
    assert both == met(base, theirs, mine)
    plan = put(both, tmp_path / "both")
    found = json.loads(run("--store", plan, "check", "--json").out)["findings"]
    assert [one["ids"] for one in found if one["code"] == "parts-done"] == [["REC-1"]]
    assert run("--store", plan, "update", "REC-1", "--status", "done").code == 0


def test_an_id_that_went_to_another_item_is_no_file_that_was_taken_out(copies: Do) -> None:
    old = copies("base")
    mine = copies("mine", "add rec Paint_the_door")
    theirs = copies("theirs", "add rec Mend_the_gate")
    uid = str(values(theirs, "items/REC-3.toml")["uid"])
    merged = merge(old, mine, theirs, {published_key("REC-3", uid)})
    both = met(old, mine, theirs, {published_key("REC-3", uid)})
    moved = str(values(mine, "items/REC-3.toml")["uid"])
    known = {published_key("REC-3", uid), published_key("REC-4", moved)}
    again = merge(mine, mine, both, known)
    assert merged.remarks == again.remarks == ()
    assert {**mine, **again.files} == both


def test_an_item_that_moved_to_another_id_in_each_copy_keeps_all_of_them(copies: Do) -> None:
    base = copies("base")
    path = "items/REC-2.toml"
    mine, theirs = (
        {**base, path: base[path].replace(b"\nentries", b"\naka = [%s]\nentries" % ids)}
        for ids in (b'"REC-7"', b'"REC-7", "REC-9"')
    )
    both = met(base, mine, theirs)
    assert both == met(base, theirs, mine)
    assert values(both, path)["aka"] == ["REC-7", "REC-9"]


@pytest.mark.parametrize("work", [(), ("note REC-1 Mine",)], ids=["idle", "working"])
@pytest.mark.parametrize("later", [(), ("note REC-1 Asked",)], ids=["idle", "working"])
def test_entries_that_one_copy_lost_are_kept_and_named(
    copies: Do, work: tuple[str, ...], later: tuple[str, ...]
) -> None:
    old = copies("base")
    copies("theirs")  # begins anew from an earlier copy
    base = copies("base", "note REC-1 Seen", "person add Registry")
    mine = copies("mine", *work)
    theirs = copies("theirs", *later)
    path = "items/REC-1.toml"
    assert b"Seen" not in theirs[path]
    merged = merge(base, mine, theirs)
    both = met(base, mine, theirs)
    assert both == met(base, theirs, mine)
    for word in ("Seen", *("Mine" for _ in work), *("Asked" for _ in later)):
        assert word.encode() in both[path]
    assert b"Registry" in both["tracker.toml"]
    assert old["tracker.toml"] == theirs["tracker.toml"]
    assert merged.remarks == (
        f"{path}: an entry of its history was gone from one copy, and kept",
        "tracker.toml: an entry of its history was gone from one copy, and kept",
    )
    if not work and not later:
        assert both == base
