"""Bundles: `bundle --json` and `bundle --verify --json`."""

from __future__ import annotations

from hmic_tracker.light_typing import TYPE_CHECKING
from hmic_tracker.render.to_json import Object, object_header, picked
from hmic_tracker.render.views.bundle_page import marking_of
from hmic_tracker.reports.redaction import is_hidden

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from hmic_tracker.domain.given_bundles import GivenBundle
    from hmic_tracker.domain.plan import Damage
    from hmic_tracker.render.views.bundle_preview import LookedOver
    from hmic_tracker.reports.bundle import Bundle, BundledItem, Inside


def bundle_object(bundle: Bundle, file: str | None, sha256: str | None) -> Object:
    """`bundle --json`: what is in it; `sha256` is that of the file where it was written."""
    return {
        **object_header("bundle", bundle.as_of, bundle.damaged),
        "written": sha256 is not None,
        "file": file,
        "sha256": sha256,
        "to": bundle.to,
        "marking": marking_of(bundle) or None,
        "internal": bundle.enclosed.total,
        "enclosed": _inside_object(bundle.enclosed),
        "left_out": _inside_object(bundle.left_out),
        "count": len(bundle.items),
        "given": [_item_object(one) for one in bundle.items],
        "files": [picked(one, "path", "reference", "sha256", "size") for one in bundle.files],
        "without_evidence": list(bundle.without_evidence),
        "unverified": list(bundle.unverified),
        "still_open": list(bundle.still_open),
        "unsettled": list(bundle.ids_of(lambda one: bool(one.unsettled))),
    }


def _inside_object(inside: Inside) -> Object:
    return {**inside._asdict(), "exempt": int(inside.exempt)}


def _item_object(one: BundledItem) -> Object:
    return {
        **picked(one.item, "id", "title", "status"),
        "exempt": is_hidden(one.item),
        "steps": len(one.item.actions),
        "entries": len(one.history),
        "evidence": [
            {
                **picked(piece.evidence, "n", "ref", "on", "shows"),
                "state": piece.state,
                "path": piece.path or None,
            }
            for piece in one.evidence
        ],
    }


def bundle_check_object(bundle: LookedOver, today: date) -> Object:
    """`bundle --verify --json`: what became of each file of a bundle."""
    states = ("whole", "changed", "missing", "added")
    return {
        **object_header("bundle-check", today, ()),
        "file": bundle.name,
        "sha256": bundle.sha256,
        **{state: bundle.count(state) for state in states},
        "files": [{**picked(one, "path", "state"), "why": one.why or None} for one in bundle.files],
    }


def bundles_object(given: Sequence[GivenBundle], day: date, damaged: tuple[Damage, ...]) -> Object:
    """`bundle --list --json`: what was given to whom."""
    return {
        **object_header("bundles", day, damaged),
        "count": len(given),
        "bundles": [given_bundle_object(one) for one in given],
    }


def given_bundle_object(one: GivenBundle) -> Object:
    """A bundle that was written."""
    return {
        **picked(one, "id", "n", "to", "by", "file", "sha256", "files", "size", "internal"),
        "on": one.on.isoformat(),
        "content_as_of": one.as_of.isoformat(),
        "items": list(one.ids),
    }
