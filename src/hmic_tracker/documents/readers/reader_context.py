"""What the readers of one document share."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from hmic_tracker.documents.framework_names import FrameworkNames
from hmic_tracker.documents.parsed_report import (
    CountStatement,
    GradeStatement,
    ItemText,
    ParsedReport,
)
from hmic_tracker.documents.sources.blocks import Block
from hmic_tracker.documents.wording.grade_words import Cell, GradeWords
from hmic_tracker.domain.words import Kind


@dataclass(slots=True)
class ReaderContext:
    """The blocks, the place in them, and the findings so far.

    `at` is the index of the current block. `framework` and `kind` are those of the heading and the
    list above it; `listed` counts the list's items. `expected_grade` holds the period of a
    grade that the current block may be, `next_grade` that of the next block. `claimed` are indexes
    of blocks that belong to a table, and no block before `no_table_until` begins one.
    """

    blocks: Sequence[Block]
    names: FrameworkNames
    grade_words: GradeWords
    report: ParsedReport
    names_known: bool = False
    claimed: set[int] = field(default_factory=set)
    no_table_until: int = 0
    at: int = 0
    framework: str | None = None
    kind: Kind | None = None
    listed: int = 0
    expected_grade: tuple[str | None] | None = None
    next_grade: tuple[str | None] | None = None

    @property
    def following(self) -> Block | None:
        """The block after the current one."""
        return self.blocks[self.at + 1] if self.at + 1 < len(self.blocks) else None

    def move_to(self, at: int) -> Block:
        """Make a block the current one."""
        self.at = at
        self.expected_grade, self.next_grade = self.next_grade, None
        return self.blocks[at]

    def begin_section(self, framework: str | None) -> None:
        """Begin a section: what follows belongs to a framework, or to none."""
        self.framework, self.kind = framework, None

    def mention_known(self, name: str | None) -> str | None:
        """Mention a framework that is known already; None where it isn't."""
        return self.names.mention(name) if name and self.names.find(name) else None

    def add_item(self, block: Block, kind: Kind, number: int | None, text: str | None) -> None:
        """Add an item of the current framework."""
        self.report.texts.append(ItemText(self.framework, kind, number, text, block))
        if self.framework:
            self.report.order[self.framework] = None

    def add_grade(self, block: Block, period: str | None, cell: Cell) -> None:
        """Add a grade of the current framework; a warning where there is none."""
        if self.framework is None:
            self.warn(block, "belongs to no framework")
            return
        self.report.grades.append(GradeStatement(self.framework, period, cell, block))
        self.report.order[self.framework] = None

    def add_count(self, block: Block, framework: str, kind: Kind, total: int) -> None:
        """Add the number of items of a kind."""
        self.report.counts.append(CountStatement(framework, kind, total, block))

    def warn(self, block: Block, problem: str) -> None:
        """Add a warning that quotes a block."""
        self.report.warn_about(block.line, block.text, problem)
