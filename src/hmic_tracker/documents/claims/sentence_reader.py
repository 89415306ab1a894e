"""What a sentence of a paper says, under what stands above it and with what it names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from hmic_tracker.documents.claims.claim_types import (
    Claim,
    DueClaim,
    Extent,
    FigureClaim,
    GradeClaim,
    ItemClaim,
    ItemRef,
    OtherFigure,
    Sight,
    Spot,
)
from hmic_tracker.documents.claims.colour_claims import colours_in
from hmic_tracker.documents.claims.counted_groups import claims_of_group, group_of
from hmic_tracker.documents.claims.date_mentions import dates_in
from hmic_tracker.documents.claims.due_claims import due_claims, first_due
from hmic_tracker.documents.claims.grade_bindings import OF_TWO
from hmic_tracker.documents.claims.item_lists import counted_beside
from hmic_tracker.documents.claims.item_refs import Reference, references_in
from hmic_tracker.documents.claims.item_sentences import claims_about
from hmic_tracker.documents.claims.item_states import item_claims, statement_of
from hmic_tracker.documents.claims.kind_parts import kind_parts
from hmic_tracker.documents.claims.known_words import MONTH_NAMES
from hmic_tracker.documents.claims.listed_items import joined_items, listed_items
from hmic_tracker.documents.claims.measure_words import KINDS, kind_of_word, states_in
from hmic_tracker.documents.claims.mentions import mentions_in
from hmic_tracker.documents.claims.movement_words import MOVED
from hmic_tracker.documents.claims.number_mentions import joint_in, parts_in
from hmic_tracker.documents.claims.paper_state import PaperState, in_part
from hmic_tracker.documents.claims.published_claims import published_claims
from hmic_tracker.documents.claims.quantities import quantities_of, without_dates
from hmic_tracker.documents.claims.sentences import Around, figures_of, other_figures
from hmic_tracker.documents.claims.share_claims import share_claims
from hmic_tracker.documents.claims.shares_of_plan import shares_of_plan
from hmic_tracker.documents.wording.patterns import DATE, NUMBER
from hmic_tracker.documents.wording.status_words import is_only_status
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.claims.grade_claims import GradeReader
    from hmic_tracker.documents.claims.item_titles import ItemTitles
    from hmic_tracker.documents.claims.paper_names import Named, PaperNames

_COUNTED_WORDS: Final = re.compile(
    r"\b(?:resulted in|led to|compris\w+|consist\w* of|produced|yielded|made"
    r"|identified|given|issued|attracted|account(?:s|ed) for"
    r"|carries|received|contains?|holds?|there (?:are|were|remain)"
    r"|(?:^|, and )(?:we|the (?:service|force|prison|council|authority|plan|report|inspect\w+))"
    r" (?:has|have|had)"
    r"|in (?:all|total)"
    r"|position|total(?:s|led)?|in the plan|set out|of which|recommendations?: )",
    re.I,
)
_A_DATE: Final = rf"{DATE.pattern}|(?:\d{{1,2}} )?(?:{MONTH_NAMES})".replace("(?P<", "(?:")
_GOES_ON: Final = re.compile(
    rf"(?:(?:(?:on|in|since|by) (?:then|that (?:day|date|month)|{_A_DATE}),?"
    r"|but|and|however,?|now|at present,?|today,?"
    r"|(?:the )?inspect\w+ (?:expects?|asks?|asked|wants?|wanted)(?: for)?) )?"
    r"(?:it|they|this|these|both|that (?:is|was|has|had)"
    r"|(?:its|their|the) (?:target|deadline|due|new|revised|status|position|state)(?: date)?)\b",
    re.I,
)
_FRAGMENT: Final = re.compile(
    rf"(?:now |still |the )?(?:due|overdue|target|deadline)\b|{NUMBER} (?:days?|weeks?|months?) "
    r"(?:late|overdue|past)\b"
    r"|(?:HMIC\w*|the inspect\w+|inspectors|they) set\b"
    r"|the work (?:on it )?(?:began|begins|started|is|was|has|will|should|must)\b",
    re.I,
)
"""How a sentence without a subject goes on: "REC-4. Owner: Head of IT. Due 4 May. Late."."""
_THIS_ITEM: Final = re.compile(
    r"^(?:this|that) (?:action|item|recommendation|afi|area for improvement|cause of concern)"
    r"(?= (?:is|was|has|had|remains)\b)",
    re.I,
)
"""How a sentence begins that is of the one item before it, whatever that was named by."""
_ITS: Final = re.compile(rf"(?:its|their) (?:{NUMBER} )?(?:\w+ )?{KINDS.pattern}", re.I)
"""How a sentence begins that counts the items of what the one before it named."""
_MANY: Final = re.compile(r"\b(?:all|both|each|these|those|them)\b", re.I)
_ONE_KIND: Final = re.compile(
    r"\b(?:the|this|that) (?:\w+ ){0,2}(?:recommendation|afi|area for improvement"
    r"|cause of concern)\b",
    re.I,
)
_BY_WORD: Final = re.compile(
    r"\bthe (?P<title>[a-z][\w-]*(?: [a-z][\w-]*){0,3}) (?:recommendation|afi|item|action"
    r"|area for improvement|cause of concern)(?=,? (?:is|was|has|had|remains)\b)"
    r"|\b(?:first|second|third|fourth|fifth|sixth|last|other),? (?:on|about|for|concerning)"
    r" (?P<behind>[^.;:,()]{8,90}),? (?=(?:is|was|has|had|remains)\b)"
    r"|^(?:the |our )?work (?:on|to improve) (?P<work>[^.;:,()]{6,90}?)"
    r"(?= (?:is|was|has|had|remains|will|should|must|runs)\b)",
    re.I,
)
"""An item by words of its own: "the library recommendation is", "the third, on libraries, is"."""
_SUBJECT: Final = re.compile(
    r"(?:[\d.]+ )?(?:the|our|its|work (?:to|on)) (?P<subject>[a-z][^,.;:()]{6,80}?)"
    r"(?= (?:is|was|has|had|have|are|were|remains?)\b)",
    re.I,
)
"""What a sentence is about: "The evaluation of our prevention work has been completed"."""
_LINE: Final = re.compile(
    r"(?P<name>[A-Z][^.;:()]{5,90}?)(?: \((?:(?:no\.?|number|item) )?(?P<label>\d{1,3}[a-z]?)\))?"
    r"(?:: | [–—-] )(?P<rest>.+)"
)
"""A line with an item by its words and how it stands: "Release without an address (12): open"."""
_IS_OF_ONE: Final = re.compile(
    r"(?:[\d.]+ )?(?:the|its|our|this|a|one|another) (?:[\w-]+ ){0,2}"
    rf"(?:{KINDS.pattern})(?: \([^()]{{2,40}}\))?,? (?:is|was|asks|asked|says|said|calls|called"
    r"|requires|required|concerns|concerned|covers|relates|sought|seeks) ",
    re.I,
)
"""How a sentence begins that says what one item is: "The second recommendation is that …"."""
_WHAT_IS_WANTED: Final = re.compile(
    r"(?:(?:the (?:force|service|prison|council|trust|authority)|we|it) "
    r"(?:(?:has|have|had|was|were|is|are|been|also|then|further) )+(?:asked|told|required|urged)"
    r"|(?:the inspect\w+|they|HMIC\w*) (?:(?:has|have|had|also|then) )*"
    r"(?:want(?:s|ed)?|ask(?:s|ed)?|told|urged?)(?: for)?(?: us| the \w+)?)\b",
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
    r"(?:each|both)(?: of (?:them|these|the two))?(?= (?:is|are|was|were|has|have)\b)", re.I
)
"""How a sentence goes on with the two items that those before it named."""
_MOVED_TO: Final = re.compile(
    r"[^.;:]{0,60}\b(?:move|moved|moving|extend|extended|put|change|changed)\b(?: back)?"
    r" (?:it|that|this|the (?:\w+ )?date)(?: back)?(?: from [^.;:]{4,20})?"
    r"(?: by [\w-]+ (?:days?|weeks?|months?),?)? to\b",
    re.I,
)
"""How a sentence goes on that moves the date of the item before it: "agreed to move it to"."""
_PLURAL: Final = re.compile(r"(?:they|these|those)\b", re.I)
_ITS_GRADE: Final = re.compile(r"(?:it|this|that|(?:the )?(?:grade|grading|rating))\b", re.I)
"""How a sentence begins that goes on with what the paper is about."""
_ITS_OWN: Final = re.compile(r"(?:in (?:19|20)\d\d,? )?(?:it|this (?:area|framework))\b", re.I)
"""How a sentence begins that is of a framework, though it has words of an item: "It was graded"."""
_WHOLE_FRAMEWORK: Final = re.compile(r"\bframework (?:overall|as a whole)\b", re.I)
"""What names the framework that the one above is a part of."""
_SEVERAL: Final = 2
_BEGINNING: Final = 30
"""Letters from a sentence's beginning in which the item stands that the next one goes on with."""
_ITS_DATE: Final = re.compile(r"(?:the|its|their) (?:\w+ )?date\b|expected\b|due\b|target\b", re.I)
_THIS_ONE: Final = re.compile(r"\bthis (?:framework|area|part)\b", re.I)
_ALL_OF_IT: Final = re.compile(
    r"all (?:of (?:the|this|these|that) )?(?:\w+ ){0,3}(?:is|are|was|were)\b|all (?:is|are)\b"
    r"|the (?:remaining )?(?:work|(?:target|due) date|target|deadline)\b"
    r"|(?:those|the work|remaining work|the rest|the remainder|what (?:remains|is left))\b"
    rf"|(?:all |both )?(?:the|its|these|their|those) (?:{NUMBER} )?(?:remaining |open )?"
    rf"{KINDS.pattern} (?:is|are|was|were|should|must|will|have)\b",
    re.I,
)


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
    ) -> None:
        self._names, self._grades, self._titles, self._at = names, grades, titles, at
        self._claims, self._others = claims, others

    def read(self, spot: Spot, sentence: str, around: Around) -> Around:
        """Read a sentence under what stands above it; return that for the next one."""
        named = self._names.named_in(sentence)
        if not named and around.just and _ITS.match(sentence):
            around = around._replace(framework=around.just[0], extent=around.just[1])
        refs = self._refs(sentence, named, around)
        moved = bool(MOVED.search(sentence))
        numbered = [ref for ref in refs if ref.ref.ids or ref.ref.labels]
        is_of_items = bool(numbered or (refs and not _ITS_OWN.match(sentence)))
        above = None if is_of_items and not named else self._graded(named, around, sentence)
        about = () if is_of_items else self._graded_before(named, around, sentence)
        grades = self._grades.of_sentence(spot, sentence, named, above, about)
        listed: list[ItemClaim] = []
        if not named:
            listed = listed_items(spot, sentence, self._titles)
            listed = listed or joined_items(spot, sentence, self._titles)
        items = listed or self._of_items(spot, sentence, named, refs, around)
        figures = self._figures(spot, sentence, named, refs, around, has_items=bool(items))
        hits = [*grades, *items, *in_part(figures, self._at)]
        hits += counted_beside(spot, sentence, numbered)
        sight = self.sight(sentence, named, refs, around)
        joint = joint_in(spot, sentence, named, sight, around.day)
        is_open = all(one.is_open_kind or one.doubt for one in figures)
        if joint is None and not (items or refs or states_in(self._at.over)) and is_open:
            joint = parts_in(spot, sentence, named, sight, around.day, self._at.counted)
        if joint and not self._at.doubt:
            hits.append(joint)
        hits += share_claims(spot, sentence, named, sight, around)
        if not self._at.doubt:
            of = (around.sure, around.extent if around.sure else "plan")
            hits += kind_parts(spot, sentence, named, of, around.state)
        over = around.just or ((around.sure, around.extent) if around.sure else None)
        if not figures:
            hits += shares_of_plan(spot, sentence, named, over)
        of_group: list[Claim] = []
        if around.group and not (hits or refs):
            of_group = list(claims_of_group(spot, sentence, named, around.group))
        hits += colours_in(spot, sentence, sight)
        hits += published_claims(spot, sentence)
        seen = [*hits, *of_group]
        mentions = mentions_in(spot, sentence, named, sight, seen, self._grades, around.day)
        hits += [one for one in mentions if one.group != "count" or not self._at.doubt]
        self._claims.extend((*with_sight(hits, sight), *of_group))
        if not seen or moved:
            self._others.extend(
                one._replace(why="movement") if moved and not seen else one
                for one in other_figures(spot, sentence)
            )
        self._at.counted = _one_number(sentence)
        around = _behind(sentence, named, figures, around)
        over = around.just or ((around.sure, around.extent) if around.sure else None)
        group = group_of(sentence, named, over) if not refs else None
        goes_on = not (named or refs or KINDS.search(sentence))
        return around._replace(group=around.group if goes_on and group is None else group)

    def _refs(self, sentence: str, named: Sequence[Named], around: Around) -> list[Reference]:
        """Return the items that a sentence names, by their numbers or by words of their own."""
        refs = references_in(sentence, around.sure or self._at.only_title, named)
        refs = self._with_titles(sentence, refs) if refs else refs
        refs = [self._of_titled(sentence, ref) for ref in refs]
        is_open = len(refs) == 1 and refs[0].ref.labels and not refs[0].ref.framework
        titled = self._titles.in_text(sentence) if is_open or not refs else None
        if titled is None and not refs and not named:
            titled = self._by_word(sentence)
        if titled is None:
            return refs
        if is_open:  # "Recommendation 4, which sought a proactive focus"
            return [refs[0]._replace(ref=refs[0].ref._replace(words=titled.ref.words))]
        return [titled]

    def _by_word(self, sentence: str) -> Reference | None:
        """Return the item that a sentence names by a word of its own before its kind."""
        if on_line := self._on_line(sentence):
            return on_line
        match = _BY_WORD.search(sentence)
        words = (match["title"] or match["behind"] or match["work"]) if match else ""
        titled = self._titles.in_text(words, is_cell=True) if words else None
        if match is None and (match := _SUBJECT.match(sentence)):
            titled = self._titles.of_subject(match["subject"])
        return Reference(titled.ref, *match.span()) if match and titled else None

    def _on_line(self, sentence: str) -> Reference | None:
        """Return the item that a line names before its state; a word alone needs its number."""
        line = _LINE.match(sentence)
        if line is None or statement_of(line["rest"], is_cell=True).statuses is None:
            return None
        titled = self._titles.in_text(line["name"], is_cell=True)
        is_known = titled is not None and (line["label"] or len(titled.ref.words) > 1)
        if titled is None or not is_known:
            return None
        labels = (line["label"].lower(),) if line["label"] else ()
        return Reference(titled.ref._replace(labels=labels), 0, line.start("rest") - 1)

    def _with_titles(self, sentence: str, refs: Sequence[Reference]) -> list[Reference]:
        """Return items named by ids, each with the words of its own that stand behind it."""
        bounds = [*(ref.start for ref in refs[1:]), len(sentence)]
        whole: list[Reference] = []
        for ref, end in zip(refs, bounds, strict=True):
            title = self._titles.in_text(sentence[ref.end : end]) if ref.ref.ids else None
            between = sentence[ref.end : ref.end + title.start] if title else "."
            is_its = bool(title) and bool(
                re.fullmatch(r"[\s(:–,-]*(?:(?:on|about|for) )?(?:the )?", between, re.I)
            )
            whole.append(ref._replace(end=ref.end + title.end) if title and is_its else ref)
        return whole

    def _of_titled(self, sentence: str, ref: Reference) -> Reference:
        """Return an item that is named by what it is about with the words that are its own."""
        if not ref.ref.words or ref.ref.labels:
            return ref
        titled = self._titles.in_text(sentence[ref.start : ref.end], is_cell=True)
        return ref._replace(ref=ref.ref._replace(words=titled.ref.words)) if titled else ref

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
                begins.match(sentence) for begins in (_IS_OF_ONE, _WHAT_IS_WANTED)
            )
            begins = refs[-1].start < _BEGINNING or is_one
            is_subject = begins and (own or rest < _BEGINNING)
            has_number = bool(refs[-1].ref.ids or refs[-1].ref.labels)
            if has_number or not refs[-1].ref.words or is_subject:
                self._at.items, self._at.by_sentence = refs[-1].ref, True
                self._at.recent = (*self._at.recent, refs[-1].ref)
            elif self._at.by_sentence:  # what a heading names stays
                self._at.items = None
            return [*own]
        plain = _THIS_ITEM.sub("it", sentence)
        if self._at.by_sentence and _ONE_KIND.search(plain):
            self._at.items = None  # of another, whose number and title we can't tell
        if len(self._at.recent) == _SEVERAL and (each := _EACH.match(plain)):
            says = plain[each.end() :]
            hits += [c for one in self._at.recent for c in item_claims(spot, one, says, sentence)]
        elif self._at.items and self._goes_on(plain):
            hits += item_claims(spot, self._at.items, sentence, sentence)
        elif self._at.by_sentence and _OF_ITSELF.match(plain):
            self._at.items = None  # what goes on from here goes on with that
        elif not MOVED.search(sentence) and (only := self._only(named, around, sentence)):
            hits += due_claims(spot, sentence, named, *only)
        first = None if hits or self._at.doubt else first_due(spot, sentence, named, around.day)
        if first:
            hits.append(first)
        return hits

    def _goes_on(self, sentence: str) -> bool:
        """Whether a sentence is of the items before it: it names none, and counts none."""
        if KINDS.search(sentence) or _MANY.search(sentence):
            return False
        items = self._at.items
        is_one = items is not None and max(len(items.ids), len(items.labels)) < _SEVERAL
        if is_one and _PLURAL.match(sentence):
            return False
        return is_only_status(sentence) or bool(
            _GOES_ON.match(sentence)
            or (is_one and (_FRAGMENT.match(sentence) or _MOVED_TO.match(sentence)))
        )

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
        counts = bool(_COUNTED_WORDS.search(sentence)) or around.is_kind_given
        figures = [
            one if one.framework else one._replace(doubt=one.doubt or self._at.doubt)
            for one in figures_of(spot, sentence, named, around, counts=counts)
        ]
        if not any(ref.ref.ids or ref.ref.labels for ref in refs):
            return figures
        return [
            one
            for one in figures
            if one.of is not None or (one.value and one.measure != "total" and not has_items)
        ]

    def sight(
        self, text: str, named: Sequence[Named], refs: Sequence[Reference], around: Around
    ) -> Sight:
        """Return what a sentence and those before it name."""
        levels = (
            (around.sure,),
            around.mentioned,
            self._at.topic,
            (self._at.subject,),
            (self._at.only_title,),
        )
        above = next((level for level in levels if any(level)), ())
        kinds = {kind_of_word(match[0]) for match in KINDS.finditer(text)}
        measures = {state.measure for state in (*states_in(text), *states_in(self._at.over))}
        return Sight(
            tuple(dict.fromkeys(one.slug for one in named)),
            tuple(dict.fromkeys(filter(None, above))),
            tuple(sorted(kinds, key=str)),
            tuple(sorted(measures)),
            tuple(one.ref for one in refs) or self._gone_on(text),
            self._at.title,
            around.sure is not None,
            self._at.is_ours,
            len(dates_in(text)) > 1,
        )

    def _gone_on(self, text: str) -> tuple[ItemRef, ...]:
        """Return the items that a sentence goes on about: "The date is 30 June 2009"."""
        items = self._at.items
        is_on = items is not None and bool(_GOES_ON.match(text) or _ITS_DATE.match(text))
        return (items,) if items is not None and is_on else ()

    def _graded_before(
        self, named: Sequence[Named], around: Around, sentence: str
    ) -> tuple[str, ...]:
        """The frameworks that a sentence goes on about: two of "both", else the one above."""
        if named:
            return ()
        if OF_TWO.search(sentence):
            several = around.mentioned
            if len(several) > _SEVERAL:  # two parts of what the whole paper is about
                several = tuple(one for one in several if one != self._at.subject)
            return several if len(several) == _SEVERAL else ()
        one = around.sure or (around.just and around.just[0])
        if _ITS_GRADE.match(sentence):
            one = one or self._at.only_title or self._at.subject
        return (one,) if one else ()

    def _graded(self, named: Sequence[Named], around: Around, sentence: str) -> str | None:
        """The framework that a sentence's grade is of where it names none beside it."""
        if not named and around.just and _GOES_ON.match(sentence):
            return around.just[0]
        if around.sure or not _THIS_ONE.search(sentence):
            return around.sure
        about = around.mentioned or self._at.topic
        return about[0] if len(about) == 1 else None

    def _only(
        self, named: Sequence[Named], around: Around, sentence: str
    ) -> tuple[str, Extent] | None:
        """The one framework that a sentence names, or goes on about: "Both are due in May"."""
        if len({one.slug for one in named}) == 1:
            return named[0].slug, named[0].extent
        if named or not (_GOES_ON.match(sentence) or _ALL_OF_IT.match(sentence)):
            return None
        if around.just:
            return around.just
        return (around.sure, around.extent) if around.sure else None


def _one_number(sentence: str) -> int | None:
    """Return the number of items that a sentence counts, where it has no other."""
    numbers = [one.value for one in quantities_of(without_dates(sentence)) if one.of is None]
    is_whole = KINDS.search(sentence) and _COUNTED_WORDS.search(sentence)
    has_items = any(state.measure != "total" for state in states_in(sentence)) or is_whole
    return numbers[0] if len(numbers) == 1 and has_items else None


def _behind(
    sentence: str, named: Sequence[Named], figures: Sequence[FigureClaim], around: Around
) -> Around:
    """Return what the next sentence stands under."""
    about: set[tuple[str, Extent]] = {(one.slug, one.extent) for one in named}
    if named:
        around = around._replace(just=about.pop() if len(about) == 1 else None)
    elif _WHOLE_FRAMEWORK.search(sentence):
        around = around._replace(just=None, extent="near" if around.framework else around.extent)
    inner = dict.fromkeys((*around.mentioned, *(one.slug for one in named)))
    around = around._replace(mentioned=tuple(inner))
    states = [s for s in states_in(sentence) if s.measure not in {"total", "later"}]
    if states:
        around = around._replace(state=states[-1])
    if KINDS.search(sentence):
        of = {one.kind if one.measure == "total" else None for one in figures}
        subject = next(iter(of)) if len(of) == 1 else None
        is_of_all = bool(figures) and all(_is_of_all(one) for one in figures)
        around = around._replace(subject=subject, is_of_all=is_of_all)
    elif quantities_of(without_dates(sentence)) and not states:
        around = around._replace(subject=None, is_of_all=False)
    if named and len({n.slug for n in named}) == 1 and named[0].start <= len("The "):
        return around._replace(framework=named[0].slug, extent=named[0].extent)
    return around


def _is_of_all(figure: FigureClaim) -> bool:
    """Return whether a figure is how many items there are, of all kinds and frameworks."""
    is_plain = figure.measure == "total" and figure.of is None and not figure.doubt
    return is_plain and figure.kind is None and figure.framework is None


def with_sight(claims: Iterable[Claim], sight: Sight) -> list[Claim]:
    """Return claims with what their sentence names besides."""
    return [
        claim._replace(sight=sight)
        if isinstance(claim, (FigureClaim, DueClaim, ItemClaim, GradeClaim))
        else claim
        for claim in claims
    ]
