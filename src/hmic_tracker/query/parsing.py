"""An expression says which items are meant.

A condition is a field, a comparison and a value, or one word alone:

    status = in-progress        due < 2008-12        owner ~ smith
    open       completed    overdue    slipped    counted    all

Conditions are put together with and, or, not and brackets. "not" goes first,
then "and", then "or":

    open and (due < 2008-12 or owner ~ smith) and not tag = legacy

Comparisons

    =  !=                       is, is not
    <  <=  >  >=                before, up to, after, from; for dates, numbers
                                and progress
    ~                           contains, in capitals or not
    in (…, …)                   is one of several: status in (done, verified)

What nobody filled in fits no comparison, not even !=. Ask for it with none:
"owner = none" has nobody, "due != none" has a date. "owner != smith" leaves
out what has no owner; "not owner = smith" takes it in.

Fields

    id                          REC-3, rec3, or a range: REC-3..7
    kind                        recommendation (rec), afi, cause-of-concern
                                (coc), good-practice (gp)
    status                      not-started, in-progress, done, verified,
                                closed, superseded, not-accepted, withdrawn
    progress                    none < some < majority < almost < complete
    rag                         red, amber, green, blue, grey, none
    owner, group, board, tag    the post, its business group, the board, a tag
    holder                      who holds its post, or that of an open step
    framework                   its name, initials or short form, with the
                                parts under it; pvp/overall is pvp alone
    inspection                  its id or title
    part-of                     the id of the item that it is a part of
    body                        who inspected: hmicfrs, coroner, iopc
    title, text, number         as in the report
    label, source-kind          its number as printed (2a), the report's word
                                for its kind
    response, response-reason   accepted, partly-accepted, not-accepted,
                                under-consideration; and why
    note, reason                of any entry in the history
    step                        the text of a step of the action plan
    evidence, pieces            its reference or what it shows; how many
    last-words                  the last note of its owner, or answer taken in
    link                        the id of an item it is linked to
    unsettled                   a field that two people gave different values
    anything                    id, title, text, owner, notes and reasons
                                together, only with ~
    due, original-due           the deadline now, and the first one given
    requested-due               a date asked for and not answered yet
    deferred-until              the last day of its deferral; open: no end set
    deferred-by, deferred-on    the board that agreed to it, the day it did
    deferred-reason             why
    updated                     the day of the last entry made
    days-overdue, moves         days past the deadline; how often it moved
    overdue-since               the first day of being overdue as it is now
    completed-on, days-late     since when it is completed; days after the
                                deadline, 0 in time
    verified-on, verified-by    the day it was checked, and who did
    agreed-by, discharged-by    a board that agreed to a date; the body that
                                discharged it
    stale, age                  days since the last and since the first entry

Words alone

    open                        not started or in progress
    completed                   done, verified or closed
    overdue                     open and past the deadline, not deferred
    deferred                    open, and left until a day as a board agreed
    slipped                     the deadline moved at least once
    counted                     in the counts: no good practice, no duplicate,
                                no part of an item, none that left by a side
                                exit
    all                         every item, whatever its status

    What is in no count is left out, but for a kind or status that is named
    (kind = gp, status = withdrawn), and with counted, all or --all.

Values

    Put quotes round a value with spaces or signs, or one that is and, or,
    not, in or none:  owner = "Head of Public Protection"
    Inside them, \\" is a quote and \\\\ a backslash.
    Dates are 2008-09-30, 2008-09, 2008, 30/9/08, today, +30d, +10wd, eom,
    friday, next-month or "30 Sep 2008": see tracker help dates.
    A month or a year is all of its days: "due < 2008-12" is before the 1st,
    "due <= 2008-12" to the 31st, "due = 2008-12" inside it.

Examples

    overdue and rag = red and framework = pvp
    open and due <= eom
    kind = rec and (owner = none or due = none)
    progress < almost and due <= +14d and open
    anything ~ radio and all
"""

from __future__ import annotations

from collections.abc import Container
from datetime import date

from hmic_tracker.errors import InputError
from hmic_tracker.light_typing import Final, NoReturn
from hmic_tracker.query import hints, terms
from hmic_tracker.query.expression_error import ExpressionError, excerpt_of
from hmic_tracker.query.fields import Field, find_field, is_absent, values_of
from hmic_tracker.query.terms import KEYWORDS, Op, Query
from hmic_tracker.query.tokens import Token, is_word, tokens

DEEPEST: Final = 64


def parse(text: str, today: date, holidays: Container[date] = (), source: str = "where") -> Query:
    """The query an expression says; the grammar is this module's docstring.

    Dates are checked here and kept as they are spelt, so that "eom" still moves. `source` begins
    an error's message. `parse(str(query), today)` gives the query again. Raises ExpressionError.
    """
    return _Reader(text, today, holidays, source).whole()


class _Reader:
    """Reads one expression from left to right; `place` is the next token."""

    def __init__(self, text: str, today: date, holidays: Container[date], source: str) -> None:
        self.text, self.today, self.holidays, self.source = text, today, holidays, source
        self.tokens = tokens(text)
        self.place = self.depth = 0

    @property
    def next(self) -> Token:
        token = self.tokens[self.place]
        if token.sort == "bad":
            self.fail(token.text, token.hint, token)
        return token

    def take(self) -> Token:
        token = self.next
        self.place += token.sort != "end"
        return token

    def takes(self, keyword: str) -> bool:
        """Whether the next token is that word; it is taken then."""
        taken = is_word(self.next, keyword)
        self.place += taken
        return taken

    def fail(self, what: str, hint: str, token: Token) -> NoReturn:
        message = f"{self.source}: {what} at character {token.at + 1}"
        raise ExpressionError(message, hint, excerpt_of(self.text, token.at)) from None

    def whole(self) -> Query:
        if self.next.sort == "end":
            hint = "write a condition: overdue, or due < 2008-12; see: tracker help where"
            self.fail("nothing is asked for", hint, self.next)
        query = self.alternatives()
        token = self.next
        if token.sort == ")":
            self.fail("a bracket closes that was never opened", "take it out, or open it", token)
        if token.sort != "end":
            self.fail(*hints.unjoined(self.tokens, self.place), token)
        return query

    def alternatives(self) -> Query:
        several = [self.together()]
        while self.takes("or"):
            several.append(self.together())
        return terms.any_of(several)

    def together(self) -> Query:
        several = [self.condition()]
        while self.takes("and"):
            several.append(self.condition())
        return terms.all_of(several)

    def condition(self) -> Query:
        token = self.next
        if token.sort == "(" or is_word(token, "not"):
            self.deeper(token)
            self.take()
            query = self.bracketed(token) if token.sort == "(" else terms.Not(self.condition())
            self.depth -= 1
            return query
        if token.sort != "word" or token.text.casefold() in KEYWORDS:
            self.fail(*hints.no_condition(token), token)
        self.take()
        word = token.text.casefold()
        flag = next((name for name in terms.FLAGS if name == word), None)
        if flag or word == "all":
            if self.next.sort == "op" or is_word(self.next, "in"):
                hint = f"write {word}, or not {word}"
                self.fail(f"'{token.text}' stands alone, with no comparison", hint, self.next)
            return terms.Flag(flag) if flag else terms.Everything()
        field = find_field(word)
        if field is None:
            self.fail(*hints.unknown_field(token), token)
        return self.comparison(field)

    def deeper(self, token: Token) -> None:
        """Counts brackets and nots, which Python would otherwise run out of stack for."""
        self.depth += 1
        if self.depth > DEEPEST:
            hint = f"at most {DEEPEST} may stand inside each other"
            self.fail("too many brackets or nots", hint, token)

    def bracketed(self, opening: Token) -> Query:
        query = self.alternatives()
        self.closes(opening, "it", *hints.unjoined(self.tokens, self.place))
        return query

    def closes(self, opening: Token, what: str, problem: str, hint: str) -> None:
        """Takes the bracket that closes what was opened; the problem is of what else is there."""
        token = self.take()
        if token.sort == "end":
            self.fail("a bracket is never closed", f"put ) where {what} ends", opening)
        if token.sort != ")":
            self.fail(problem, hint, token)

    def comparison(self, field: Field) -> Query:
        token = self.next
        if is_word(token, "in") and field.takes_in:
            self.take()
            return terms.In(field.name, self.list_of(field))
        op = next((op for op in field.ops if token.sort == "op" and op == token.text), None)
        if op is None:
            self.fail(*hints.no_comparison(field, token), token)
        self.take()
        values = self.values(field, op)
        if len(values) > 1:  # a word such as "open" that stands for several statuses
            if op == "=":
                return terms.In(field.name, values)
            self.deeper(token)  # it prints itself with a "not"
            self.depth -= 1
            return terms.Not(terms.In(field.name, values))
        return terms.Compare(field.name, op, values[0])

    def list_of(self, field: Field) -> tuple[str | None, ...]:
        opening = self.next
        if opening.sort != "(":
            hint = f"write {field.name} in (…, …), or {field.name} = … for one"
            self.fail("a bracket is missing after 'in'", hint, opening)
        self.take()
        values = [*self.values(field, "=")]
        while self.next.sort == ",":
            self.take()
            values += self.values(field, "=")
        hint = "put commas between the values, and quotes round one with spaces"
        self.closes(opening, "the list", "a comma or ) is missing", hint)
        return tuple(values)

    def values(self, field: Field, op: Op) -> tuple[str | None, ...]:
        token = self.next
        bare = token.sort == "word"
        if bare and is_absent(field, op, token.text):
            if op not in {"=", "!="} or not field.absent:
                self.fail(*hints.no_none(field, op), token)
            self.take()
            return (None,)
        keyword = bare and token.text.casefold() in KEYWORDS - {"none"}
        if token.sort not in {"word", "quoted"} or keyword:
            hint = self.spaced(field, op) or hints.value_hint(field, op)
            self.fail(f"a value is missing{hints.before(token)}", hint, token)
        try:
            values = values_of(field, op, token.text, self.today, self.holidays)
        except InputError as error:
            self.fail(error.message, self.spaced(field, op) or error.hint, token)
        self.take()
        return values

    def spaced(self, field: Field, op: Op) -> str:
        """What to write where a value goes on over several words, as in 30 Sep 2008."""
        words = hints.words_from(self.tokens, self.place)
        try:
            values = values_of(field, op, " ".join(words), self.today, self.holidays)
        except InputError:
            return ""
        if len(words) < 2 or len(values) > 1 or field.sort in {"text", "search"}:
            return ""
        return f"write it as one word: {terms.Compare(field.name, op, values[0])}"
