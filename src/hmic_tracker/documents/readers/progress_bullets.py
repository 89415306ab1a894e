"""Progress bullets: what a progress report states of a framework's items."""

from hmic_tracker.documents.parsed_report import ProgressStatement
from hmic_tracker.documents.readers.headings import looks_like_name
from hmic_tracker.documents.readers.reader_context import ReaderContext
from hmic_tracker.documents.sources.blocks import Block
from hmic_tracker.documents.wording.bullets import Bullet, read_bullet


def read(context: ReaderContext, block: Block) -> bool:
    """Read the status or the count of a framework's items; it may name another framework."""
    names = context.names
    bullet = read_bullet(block.text, lambda name: names.find(name) is not None)
    if bullet is None:
        return False
    listed = block.bullet or (block.number is not None and bool(bullet.name))
    slug = names.find(bullet.name) if bullet.name else context.framework
    if names.is_ambiguous(bullet.name):
        context.report.warn_about(block.line, bullet.name, "may be more than one framework")
    elif bullet.name and (slug or (listed and looks_like_name(bullet.name))):
        if slug is None and context.names_known:
            problem = "is named nowhere else; a new framework"
            context.report.warn_about(block.line, bullet.name, problem)
        _add(context, names.mention(bullet.name), bullet, block)
    elif slug and block.bullet and not bullet.name:
        _add(context, slug, bullet, block)
    elif block.bullet:
        context.warn(block, "names no framework")
    else:
        return False
    return True


def read_status_of_named(context: ReaderContext, block: Block) -> None:
    """Read the status of items that are named by their numbers."""
    bullet = read_bullet(block.text, lambda _: False)
    if bullet is None or context.framework is None:
        context.warn(block, "names no framework")
    else:
        _add_progress(context, context.framework, bullet, block)


def _add(context: ReaderContext, slug: str, bullet: Bullet, block: Block) -> None:
    if not bullet.only_counts:
        _add_progress(context, slug, bullet, block)
        return
    for group in bullet.groups:
        if group.kind and group.total is not None:
            context.add_count(block, slug, group.kind, group.total)


def _add_progress(context: ReaderContext, slug: str, bullet: Bullet, block: Block) -> None:
    context.report.progress.extend(
        ProgressStatement(slug, group, bullet.due, block) for group in bullet.groups
    )
