"""What a sentence of a paper says, under what stands above it and with what it names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hmic_tracker.documents.claims.claim_types import ItemRef, SumClaim
from hmic_tracker.documents.claims.colour_claims import colours_in
from hmic_tracker.documents.claims.counted_groups import claims_of_group, group_of
from hmic_tracker.documents.claims.due_claims import due_claims, first_due
from hmic_tracker.documents.claims.ellipses import in_full, spoken_in
from hmic_tracker.documents.claims.figure_lines import other_figures
from hmic_tracker.documents.claims.going_on import (
    goes_on_with,
    graded_above,
    graded_before,
    only_framework,
)
from hmic_tracker.documents.claims.grade_counts import areas_of_count
from hmic_tracker.documents.claims.item_actions import item_first
from hmic_tracker.documents.claims.item_clauses import has_another_subject
from hmic_tracker.documents.claims.item_lists import counted_beside, dated_list
from hmic_tracker.documents.claims.item_sentences import claims_about
from hmic_tracker.documents.claims.item_states import item_claims
from hmic_tracker.documents.claims.item_topics import SPOKEN_OF
from hmic_tracker.documents.claims.kind_parts import kind_parts
from hmic_tracker.documents.claims.listed_items import joined_items, listed_items
from hmic_tracker.documents.claims.measure_words import KINDS, kind_of_word, states_in, value_of
from hmic_tracker.documents.claims.mentions import mentions_in
from hmic_tracker.documents.claims.movement_words import MOVED
from hmic_tracker.documents.claims.next_sentences import around_behind, one_number
from hmic_tracker.documents.claims.number_mentions import (
    counts_alone,
    is_of_counted,
    joint_in,
    numbers_of,
    parts_in,
)
from hmic_tracker.documents.claims.ordinals import (
    group_behind,
    ordinals_in,
    places_in,
    singles,
    tells_apart,
)
from hmic_tracker.documents.claims.paper_state import PaperState, in_part
from hmic_tracker.documents.claims.published_claims import published_claims
from hmic_tracker.documents.claims.sentence_figures import counts_items, figures_of
from hmic_tracker.documents.claims.sentence_items import items_named
from hmic_tracker.documents.claims.share_claims import share_claims
from hmic_tracker.documents.claims.shares_of_plan import shares_of_plan
from hmic_tracker.documents.claims.sights import sight_of, with_sight
from hmic_tracker.documents.wording.patterns import NUMBER
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.claims.around import Around
    from hmic_tracker.documents.claims.claim_types import (
        Claim,
        FigureClaim,
        GradeClaim,
        ItemClaim,
        ItemGroup,
        JointClaim,
        Mention,
        OtherFigure,
        Sight,
        Spot,
    )
    from hmic_tracker.documents.claims.grade_claims import GradeReader
    from hmic_tracker.documents.claims.item_refs import Reference
    from hmic_tracker.documents.claims.item_titles import ItemTitles
    from hmic_tracker.documents.claims.owner_counts import OwnerCounts
    from hmic_tracker.documents.claims.paper_names import Named, PaperNames

_THIS_ITEM: Final = re.compile(
    r"^(?:this|that|the) (?:action|item|recommendation|afi|area for improvement|cause of concern)"
    r"(?= (?:is|was|has|had|remains)\b)",
    re.I,
)
"""How a sentence begins that is of the one item before it, whatever that was named by."""
_ITS: Final = re.compile(rf"(?:its|their) (?:{NUMBER} )?(?:\w+ )?{KINDS.pattern}", re.I)
"""How a sentence begins that counts the items of what the one before it named."""
_ONLY_ONE: Final = re.compile(
    r"(?:the|our|its) (?:only |one |single )?(?P<kind>recommendation|afi|area for improvement"
    r"|cause of concern)(?: itself)?,?(?= (?:is|was|has|had|remains)\b)",
    re.I,
)
"""What a sentence is of where a plan has one item of a kind alone."""
_ONE_KIND: Final = re.compile(
    r"\b(?:the|this|that) (?:\w+ ){0,2}(?:recommendation|afi|area for improvement"
    r"|cause of concern)\b",
    re.I,
)
_IS_OF_ONE: Final = re.compile(
    r"(?:[\d.]+ )?(?:the|its|our|this|a|one|another) (?:[\w-]+ ){0,2}"
    rf"(?:{KINDS.pattern})(?: \([^()]{{2,40}}\))?"
    r"(?: (?:that|which) (?:is|was|has|remains) [^,.;:]{3,40}, (?:to|on|about|that)"
    r"|,? (?:is|was|asks|asked|says|said|calls|called"
    r"|requires|required|concerns|concerned|covers|relates|sought|seeks)) ",
    re.I,
)
"""How a sentence begins that says what one item is: "The second recommendation is that …"."""
_THEY_COVER: Final = re.compile(
    r"(?:they|these|those) (?:cover|are|were|concern|include|deal with|relate to)\b", re.I
)
"""How a sentence begins that lists what was counted before it."""
_KIND_LABEL: Final = re.compile(rf"(?:{KINDS.pattern}): (?:the |our )?", re.I)
"""What stands before what an item is about in a line of its own."""
_LABEL_OF_ONE: Final = re.compile(rf"(?:{KINDS.pattern}): (?P<topic>[^.;:]{{4,90}})", re.I)
"""A line that says what one item is about: "Area for improvement: safeguarding"."""
_WHAT_IS_WANTED: Final = re.compile(
    r"(?:(?:the (?:force|service|prison|council|trust|authority)|we|it) "
    r"(?:(?:has|have|had|was|were|is|are|been|also|then|further) )+(?:asked|told|required|urged)"
    r"|(?:the inspect\w+|they|HMIC\w*) (?:(?:has|have|had|also|then) )*"
    r"(?:want(?:s|ed)?|ask(?:s|ed)?|told|urged?)(?: for)?(?: us| the \w+)?"
    r"|(?:we|it|the (?:force|service|prison|council)) (?:have|has|had|(?:were|was) given) until)\b",
    re.I,
)
"""How a sentence begins that says what is wanted: "We were also asked to …"."""
_OF_ITSELF: Final = re.compile(
    r"(?:an? |the |our )?[A-Za-z][^.;:]{6,120}? (?:has|have|was|were|is|are) (?:now |still |also )?"
    r"(?:been )?(?:signed|completed?|finished|delivered|done|due|in progress|overdue|verified)\b",
    re.I,
)
"""What is said of something that the sentence names itself, by words that we don't know."""
_EACH: Final = re.compile(
    r"(?:^|[;,] (?:and |but )?|\b(?:and|but) )(?:each|both|(?P<none>neither|none)"
    rf"|all (?P<number>{NUMBER}))(?: of (?:them|these|the two))?"
    r" (?P<verb>is|are|was|were|has|have)\b",
    re.I,
)
"""How a sentence goes on with the items that those before it named."""
_ONE_BY_ONE: Final = re.compile(r"[:;]|\bthe (?:first|former|one)\b", re.I)
"""What begins to tell items apart that were named together."""
_ITS_OWN: Final = re.compile(r"(?:in (?:19|20)\d\d,? )?(?:it|this (?:area|framework))\b", re.I)
"""How a sentence begins that is of a framework, though it has words of an item: "It was graded"."""
_THEY: Final = re.compile(r"(?:they|their|these|those|the dates)\b", re.I)
_FIRST: Final = re.compile(
    r"(?:[\d.]+ )?(?:(?:the|our|a|an|work on|as for|on)(?: the| our)? )?", re.I
)
"""What stands before the item that a sentence is about."""
_SEVERAL: Final = 2
_BEGINNING: Final = 30
"""Letters from a sentence's beginning in which the item stands that the next one goes on with."""


class SentenceReader:
    """Reads the sentences of a paper, one behind the other, into its `claims` and `others`."""

    def __init__(
        self,
        names: PaperNames,
        grades: GradeReader,
        titles: ItemTitles,
        at: PaperState,
        claims: list[Claim],
        others: list[OtherFigure],
        owners: OwnerCounts,
    ) -> None:
        self._owners = owners
        self._names, self._grades, self._titles, self._at = names, grades, titles, at
        self._claims, self._others = claims, others
        self._item_first = item_first(titles)

    def read(self, spot: Spot, sentence: str, around: Around) -> Around:
        """Read a sentence under what stands above it; return that for the next one."""
        whole = self._item_first(in_full(sentence, self._at.spoken))
        first = len(self._claims)
        around = self._read(spot, whole, around)
        if whole != sentence:
            self._claims[first:] = [quoted(one, sentence) for one in self._claims[first:]]
        self._at.spoken = spoken_in(whole, self._claims[first:], self._at.spoken)
        return around

    def _read(self, spot: Spot, sentence: str, around: Around) -> Around:
        named = self._names.named_in(sentence)
        if not named and around.just and _ITS.match(sentence):
            around = around._replace(framework=around.just[0], extent=around.just[1])
        above_all = around.sure or (None if self._at.over else self._at.only_title)
        is_list = _THEY_COVER.match(sentence) is not None  # "the third" is of what it lists
        group = None if is_list else group_behind(sentence, self._at.group)
        refs = self._references(sentence, named, above_all, group)
        moved = bool(MOVED.search(sentence))
        numbered = [ref for ref in refs if ref.ref.ids or ref.ref.labels]
        is_of_items = bool(numbered or (refs and not _ITS_OWN.match(sentence)))
        grades = self._grades_in(spot, sentence, named, around, is_of_items=is_of_items)
        items: list[Claim] = [*self._listed(spot, sentence, named)]
        if not (items or self._is_label(sentence)):
            items = self._of_items(spot, sentence, named, refs, around)
        self._at.is_just = bool(refs or items)
        figures = self._figures(spot, sentence, named, refs, around, has_items=bool(items))
        hits = [*grades, *items, *in_part(figures, self._at)]
        hits += self._by_itself(spot, sentence, refs, numbered)
        sight = sight_of(sentence, named, refs, around, self._at)
        is_open = all(one.is_open_kind or one.doubt for one in figures) and not (items or refs)
        hits += self._joint(spot, sentence, named, sight, around, is_open=is_open)
        hits += share_claims(spot, sentence, named, sight, around)
        if not self._at.doubt:
            of = (around.sure, around.extent if around.sure else "plan")
            hits += kind_parts(spot, sentence, named, of, around.state)
        over = around.just or ((around.sure, around.extent) if around.sure else None)
        if not figures:
            hits += shares_of_plan(spot, sentence, named, over)
        hits += self._at.of_counted(spot, sentence, named, hits, around, has_items=bool(refs))
        of_group: list[Claim] = []
        if around.group and not (hits or refs):
            of_group = list(claims_of_group(spot, sentence, named, around.group))
        hits += self._of_areas(spot, sentence, named, around, None if grades else refs)
        hits += colours_in(spot, sentence, sight)
        hits += published_claims(spot, sentence)
        hits += self._owners.of_sentence(spot, sentence)
        seen = [*hits, *of_group]
        mentions = mentions_in(spot, sentence, named, sight, seen, self._grades, around.day)
        hits += [
            one._replace(named=self._at.named) for one in mentions if self._is_sure(one, sentence)
        ]
        self._at.numbers = (*self._at.numbers, *numbers_of(sentence))
        self._claims.extend((*with_sight(hits, sight), *of_group))
        if not seen or moved:
            self._others.extend(
                one._replace(why="movement") if moved and not seen else one
                for one in other_figures(spot, sentence)
            )
        self._at.counted = one_number(sentence)
        self._at.group = group
        around = around_behind(sentence, named, figures, around)
        return _with_group(sentence, named, refs, around)

    def _references(
        self, sentence: str, named: Sequence[Named], above: str | None, group: ItemGroup | None
    ) -> list[Reference]:
        """Return the items that a sentence names: by ids or words, or by their places."""
        refs = items_named(sentence, named, above, self._titles)
        refs = refs or [*places_in(sentence, self._at.recent, group)]
        return refs or [*ordinals_in(sentence, group, above)]

    def _listed(self, spot: Spot, sentence: str, named: Sequence[Named]) -> list[ItemClaim]:
        """Return what a sentence says of items that it lists or joins by their words."""
        listed = [] if named else listed_items(spot, sentence, self._titles)
        return listed or joined_items(spot, sentence, self._titles)

    def _is_label(self, sentence: str) -> bool:
        """Whether a sentence is what one item is about, with which those behind it go on."""
        label = _LABEL_OF_ONE.fullmatch(sentence)
        if label is None:
            return False
        titled = self._titles.of_topic(label["topic"])
        self._at.items, self._at.by_sentence = titled.ref if titled else None, True
        return True

    def _grades_in(
        self,
        spot: Spot,
        sentence: str,
        named: Sequence[Named],
        around: Around,
        *,
        is_of_items: bool,
    ) -> list[GradeClaim]:
        """Return the grades of a sentence; one `is_of_items` gives none of what stands above it."""
        is_apart = is_of_items and not named
        above = None if is_apart else graded_above(sentence, named, around, self._at.topic)
        about = () if is_of_items else graded_before(sentence, named, around, self._at)
        return self._grades.of_sentence(spot, sentence, named, above, about)

    def _by_itself(
        self,
        spot: Spot,
        sentence: str,
        refs: Sequence[Reference],
        numbered: Sequence[Reference],
    ) -> list[Claim]:
        """Return the numbers that a sentence has otherwise than what it names or adds up."""
        beside = counted_beside(spot, sentence, numbered)
        by_name = self._at.by_name.read(spot, sentence, refs, self._at.counted)
        return [*(beside or by_name), *self._at.sums.read(spot, sentence)]

    def _joint(
        self,
        spot: Spot,
        sentence: str,
        named: Sequence[Named],
        sight: Sight,
        around: Around,
        *,
        is_open: bool,
    ) -> list[JointClaim]:
        """Return the numbers of the same items, or those of parts where nothing else `is_open`."""
        joint = None
        if counts_alone(sentence) and not self._at.is_ours:
            return []  # under a heading that says nothing of the plan
        if not self._is_parted(sentence):
            joint = joint_in(spot, sentence, named, sight, around.day)
        if joint is None and is_open and not states_in(self._at.over):
            total = sum(numbers_of(sentence))
            counted = self._at.counted if self._at.counted != 1 else None
            before = counted or (total if total in self._at.numbers else None)
            joint = parts_in(spot, sentence, named, sight, around.day, before)
        return [joint] if joint and not self._at.doubt else []

    def _is_parted(self, sentence: str) -> bool:
        """Whether the numbers of a sentence are parts of one that the passage has before it."""
        return is_of_counted(sentence) or sum(numbers_of(sentence)) in self._at.numbers

    def _is_sure(self, mention: Mention, sentence: str) -> bool:
        """Whether what nothing has read of a sentence can be of nothing that was named before."""
        if mention.group == "date":
            return not (self._at.named > 1 and _THEY.match(sentence))
        return mention.group != "count" or not (self._at.doubt or self._is_parted(sentence))

    def _of_areas(
        self,
        spot: Spot,
        sentence: str,
        named: Sequence[Named],
        around: Around,
        refs: Sequence[Reference] | None,
    ) -> list[Claim]:
        """Return how many areas have each grade, which is the best or the lowest, an item's own."""
        at, before = self._at, self._at.areas
        counts, at.areas = self._grades.counter.read(spot, sentence, named, around.sure, before)
        over, is_on = around.sure, before.is_on
        extremes = [*self._grades.extremes.read(spot, sentence, named, over, is_on=is_on)]
        hits: list[Claim] = [
            *counts,
            *extremes,
            *areas_of_count(spot, sentence, self._names.of_cell, before),
        ]
        if refs is not None:
            own = [ref.ref for ref in refs]
            items = (at.items,) if at.items else ()
            hits += self._grades.item_areas.read(spot, sentence, named, own, items)
        if (counts or extremes) and not at.areas.is_on:
            at.areas = before._replace(is_on=True)
        return [] if at.doubt else hits

    def _of_items(
        self,
        spot: Spot,
        sentence: str,
        named: Sequence[Named],
        refs: list[Reference],
        around: Around,
    ) -> list[Claim]:
        """Return what a sentence says of items, or when those of a framework are due."""
        hits: list[Claim] = []
        if refs:
            own = claims_about(spot, sentence, refs, named)
            rest = len(sentence) - refs[-1].end  # a line with nothing but a title names it too
            is_one = len(refs) == 1 and any(
                begins.match(sentence) for begins in (_IS_OF_ONE, _WHAT_IS_WANTED, SPOKEN_OF)
            )
            begins = refs[-1].start < _BEGINNING or is_one
            is_first = len(refs) == 1 and _is_first(sentence, refs[0])
            is_subject = begins and (own or rest < _BEGINNING or is_first)
            has_number = bool(refs[-1].ref.ids or refs[-1].ref.labels)
            if has_number or not refs[-1].ref.words or is_subject:
                is_last = not has_another_subject(sentence[refs[-1].end :])
                self._at.items, self._at.by_sentence = refs[-1].ref if is_last else None, True
                if not tells_apart(sentence):
                    own_refs = (one for ref in refs for one in singles(ref.ref))
                    self._at.recent = (*dict.fromkeys((*self._at.recent, *own_refs)),)
            elif self._at.by_sentence:  # what a heading names stays
                self._at.items = None
            return [*(own or dated_list(spot, sentence, refs, around.day, self._at.over))]
        plain = self._of_this_item(sentence)
        if self._at.by_sentence and _ONE_KIND.search(plain):
            self._at.items = None  # of another, whose number and title we can't tell
        each = _EACH.search(plain)
        if each and (of_them := self._all_of(each)):
            no = " not" if each["none"] else ""
            says = f"{each['verb']}{no}{_ONE_BY_ONE.split(plain[each.end() :])[0]}"
            hits += [c for one in of_them for c in item_claims(spot, one, says, sentence)]
        elif each and not self._at.recent and each["number"]:
            hits += self._at.bulleted.counted(spot, value_of(each["number"]), sentence)
        elif self._at.items and goes_on_with(plain, self._at.items, is_just=self._at.is_just):
            hits += item_claims(spot, self._at.items, sentence, sentence)
        elif self._at.items is None and (alone := _ONLY_ONE.match(plain)):
            ref = ItemRef((), kind_of_word(alone["kind"]))
            hits += item_claims(spot, ref, plain[alone.end() :], sentence)
        elif self._at.by_sentence and _OF_ITSELF.match(plain):
            self._at.items = None  # what goes on from here goes on with that
        elif not MOVED.search(sentence) and (only := only_framework(sentence, named, around)):
            hits += due_claims(spot, sentence, named, *only)
        first = None if hits or self._at.doubt else first_due(spot, sentence, named, around.day)
        if first:
            hits.append(first)
        return hits

    def _of_this_item(self, sentence: str) -> str:
        """Return a sentence that goes on with the one item named before as one of "it"."""
        match = _THIS_ITEM.match(sentence)
        kind = kind_of_word(match[0].split(" ", 1)[1]) if match else None
        its = self._at.items.kind if self._at.items else None
        is_open = match is not None and match[0].lower().startswith("the ")
        is_one = self._at.items is not None and self._at.named <= 1 and its in {None, kind}
        if match is None or (is_open and not is_one):
            return sentence
        return f"it{sentence[match.end() :]}"

    def _all_of(self, each: re.Match[str]) -> tuple[ItemRef, ...]:
        """Return the items named before, where so many were as "both", "neither" or "all three"."""
        wanted = value_of(each["number"]) if each["number"] else _SEVERAL
        is_any = (each["none"] or "").lower() == "none"
        last = self._at.items
        if self._at.is_just and last and max(len(last.ids), len(last.labels)) == wanted:
            return (last,)
        items = self._at.recent or self._at.bulleted.named
        number = self._at.named or len(items)
        return items if number == wanted or (is_any and number > 1) else ()

    def _figures(
        self,
        spot: Spot,
        sentence: str,
        named: Sequence[Named],
        refs: Sequence[Reference],
        around: Around,
        *,
        has_items: bool,
    ) -> list[FigureClaim]:
        """Return the figures of a sentence; beside numbered items only shares and states."""
        counts = counts_items(sentence) or around.is_kind_given
        figures = [
            one._replace(named=self._at.named)
            if one.framework
            else one._replace(doubt=one.doubt or self._at.doubt, named=self._at.named)
            for one in figures_of(spot, sentence, named, around, counts=counts)
        ]
        if not any(ref.ref.ids or ref.ref.labels for ref in refs):
            return figures
        return [
            one
            for one in figures
            if one.of is not None or (one.value and one.measure != "total" and not has_items)
        ]


def _is_first(sentence: str, ref: Reference) -> bool:
    """Whether an item stands at a sentence's beginning, or is its label: "Fire visits: …"."""
    lead = sentence[: ref.start]
    is_label = sentence.startswith(":", ref.end) and ref.start < _BEGINNING
    return is_label or _KIND_LABEL.fullmatch(lead) is not None or _FIRST.fullmatch(lead) is not None


def quoted(claim: Claim, sentence: str) -> Claim:
    """Return a claim of a sentence put in full with the sentence as the paper has it."""
    if isinstance(claim, SumClaim) or not claim.quote:
        return claim
    return claim._replace(quote=" ".join(sentence.split()))


def _with_group(
    sentence: str, named: Sequence[Named], refs: Sequence[Reference], around: Around
) -> Around:
    """Return what the next sentence stands under, with the items that this one counts."""
    over = around.just or ((around.sure, around.extent) if around.sure else None)
    counted = group_of(sentence, named, over) if not refs else None
    goes_on = not (named or refs or KINDS.search(sentence))
    return around._replace(group=around.group if goes_on and counted is None else counted)
