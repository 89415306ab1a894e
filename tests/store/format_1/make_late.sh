#!/bin/sh
# Made `late` with the last version that wrote format 1, on one day, by ordinary commands and by hand:
#   TRACKER="python -m hmic_tracker" EXAMPLES=examples sh make_late.sh FOLDER
# Kept to say how; what it makes differs in ids and times from run to run, so it is not made again.
set -eu
plan=$1
export TRACKER_STORE="$plan" TRACKER_USER="Liaison Officer"
day() { export TRACKER_TODAY="$1"; shift; $TRACKER "$@"; }

rm -rf "$plan"
day 2008-09-12 init "$plan" --organisation "Example Police"
day 2008-09-12 import "$EXAMPLES/progress-report-2008-09-11.txt" --yes
day 2008-09-15 person add "Head of Public Protection" --mail pp@example.police.uk --group "Specialist Crime"
day 2008-09-15 person add "Head of CID" --holder "DCS on call"
day 2008-09-15 update REC-5..8 AFI-11..18 --owner "Head of Public Protection" --on 2008-09-14 --yes
day 2008-09-16 update REC-12 --owner "Head of Missing Persons" --board "Public Protection Board" --new-board --yes
day 2008-09-18 action add REC-5 "Agree one template" --owner "Head of CID" --due 2008-09-25
day 2008-09-18 action add REC-5 "Publish it"
day 2008-09-18 action add REC-5 "Train the units" --due 2008-11
day 2008-09-19 action add REC-12 "Map who goes missing" --due 2008-12-10
day 2008-10-01 action done REC-5 1 --on 2008-09-30
day 2008-10-01 action drop REC-5 3 --reason "part of step 2"
day 2008-10-02 action edit REC-5 2 --due 2008-12 --owner "Head of Public Protection"
day 2008-10-03 action done REC-5 2
day 2008-10-04 action reopen REC-5 2 --reason "half done"
day 2008-10-06 evidence add REC-5 PPU/08/114 --shows "returns of all boroughs" --on 2008-10-05
day 2008-10-06 evidence add REC-1 NP/08/7 --shows "minutes"
day 2008-10-07 update REC-6 --due 2009-01 --reason "the IT release slipped" --agreed-by "Performance Board" --new-board --yes
day 2008-10-08 update REC-6 --due 2009-03-13 --reason "the supplier is late" --publish
day 2008-10-09 undo --yes
day 2008-10-09 undo --redo --yes
day 2008-10-10 update REC-14 --tag legacy --tag IT
day 2008-10-10 update REC-14 --tag=-IT
day 2008-10-10 undo --yes
day 2008-10-13 note REC-14 "benchmark visit booked" --on 2008-10-11
day 2008-10-14 update AFI-12 --due 2009-01 --reason "training dates"
day 2008-10-15 update AFI-11..12 --progress almost --yes
day 2008-10-16 update AFI-24 --status withdrawn --reason "merged into AFI-25"
day 2008-10-17 update AFI-25 --title "One risk form" --label 2a
day 2008-10-20 update REC-7 --response partly-accepted --reason "the second half is another body's"
day 2008-10-20 update REC-8 --status done --note "all boroughs"
day 2008-10-21 verify REC-8 --by "Internal Inspectorate" --override "seen, not filed"
day 2008-10-22 close REC-8 --discharged-by HMICFRS --override "the inspectors saw it" --new-body --yes
day 2008-10-24 reopen REC-8 --reason "not everywhere"
day 2008-10-25 link REC-16 duplicates REC-15
day 2008-10-25 link REC-13 implements REC-7
day 2008-10-26 link AFI-14 supersedes AFI-13 --yes
day 2008-10-27 link AFI-14 supersedes AFI-13 --remove --yes
day 2008-10-27 link AFI-16 supersedes AFI-15 --yes
day 2008-10-28 add coc "Missing persons are not found in time" --framework mp --due 2009-06
day 2008-10-29 add gp "A peer force keeps one list of those who go missing" --force "Eastshire"
day 2008-10-29 update GP-1 --circulated-to "Head of Missing Persons"
day 2008-10-30 update REC-3 --exempt
day 2008-11-07 import "$EXAMPLES/hmic-2008-phase-two.txt" --yes --carry
day 2008-11-10 update REC-22 --due 2009-05 --reason "as the board agreed"
day 2008-11-11 action done REC-22 1
day 2008-11-12 undo --yes
day 2008-11-13 list --where "due < eom and open" --save soon
day 2008-11-14 report --number 9 --meeting 2008-12-11 --record -o "$plan/../paper.txt"
day 2008-11-17 update REC-5 --status done --note "all boroughs" --yes
day 2008-11-18 update REC-5 --status in-progress --reason "one borough is left"
day 2008-11-19 inspection add "Custody visit" --id custody-2008 --published 2008-11 --body "Example Custody Visitors" --new-body --yes
day 2008-11-20 add rec "The force should log each visit to a cell" --inspection custody-2008 --owner "Head of CID"

# By hand, as people do it.
cd "$plan"
python3 - <<'PYTHON'
import re
from pathlib import Path


def edited(name, *pairs):
    path = Path("items") / f"{name}.toml"
    text = path.read_text()
    for old, new in pairs:
        assert old in text, (name, old)
        text = text.replace(old, new, 1)
    path.write_bytes(text.encode())


edited("REC-5", ("\n[actions.1]", "\n# Agreed with the lead on the phone.\n[actions.1]  # the first"))
edited("REC-6", ('owner = "Head of Public Protection"', "owner = 'Head of Public Protection'  # on leave till May"))
edited("REC-7", ("\n[[history]]", '\nour_ref = "PS/7"  # unknown\nvisits = [1, 2,\n  3, # three\n]\n\n[[history]]'))
edited("REC-15", ('due = "', 'owner = "Director of Performance"\ndue = "'))  # entered by the next command
for name in ("REC-6", "AFI-12", "REC-12"):
    path = Path("items") / f"{name}.toml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
path = Path("items/AFI-11.toml")
path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
path = Path("items/REC-14.toml")
text = path.read_text().replace("[[history]]", "[[ history ]]", 1).replace("tags_was", '"tags_was"', 1)
path.write_text(text.removesuffix("\n"))
PYTHON
cd - >/dev/null
day 2008-11-21 note REC-15 "the board asked"
day 2008-11-21 note REC-6 "after the Windows edit"
day 2008-11-21 action done REC-12 1
day 2008-11-24 check --record
python3 - "$plan" <<'PYTHON'
import re
import sys
from pathlib import Path

plan = Path(sys.argv[1])
# Typed after the last command: a step, a piece of evidence and an owner that no entry has yet.
path = plan / "items" / "AFI-17.toml"
text = path.read_text()
path.write_text(text.replace("\n[[history]]", '\n[actions.1]\ntext = "Typed by hand"\n\n[evidence.1]\nref = "DOC 12/27"\n\n[[history]]', 1))
path = plan / "items" / "AFI-18.toml"
path.write_text(re.sub('^owner = .*$', 'owner = "Typed by hand"  # new', path.read_text(), count=1, flags=re.M))
with (plan / "tracker.toml").open("a") as settings:
    settings.write('\n[rules]\nevidence = "advisory"\n\n[thresholds]\nnear_days = 21\n\n# ours\n[boards.performance-board]\nname = "Performance Board"\n\n[boards.public-protection-board]\nname = "Public Protection Board"\n')
# Placeholders that nothing was done with: two of each kind are enough.
for n in (*range(1, 9), *range(19, 24), *range(26, 31), *range(36, 47)):
    (plan / "items" / f"AFI-{n}.toml").unlink()
PYTHON
rm -rf "$plan/.tracker"
