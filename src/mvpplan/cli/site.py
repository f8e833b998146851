"""``mvpplan site``: the decision log as pages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mvpplan import __version__
from mvpplan.cli import opening, screen
from mvpplan.cli.options import AsOfOption, OutFolderOption, PlanOption
from mvpplan.errors import CannotRunError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from mvpplan.cli.past import Past
    from mvpplan.store.history import Commit, History
    from mvpplan.store.load import Loaded
    from mvpplan.store.reading import Reading
    from mvpplan.timeline.changes import Change


def site(
    out: OutFolderOption,
    plan: PlanOption = None,
    as_of: AsOfOption = None,
) -> None:
    """Write the decision log as pages: every record, indexes, a search, the weekly reports so far.

    Example: mvpplan site --out site

    Each page is one file that asks for nothing from anywhere; the search works from disk. Only
    pages whose content changed are written.
    """
    from mvpplan.reports.site import MARK, Log
    from mvpplan.reports.site import site as pages
    from mvpplan.store import git
    from mvpplan.store.pages import write_pages

    folder = opening.plan_folder(plan)
    loaded, commit = opening.read_on(folder, as_of)
    day = as_of or opening.today()
    past, why = _past(folder, loaded, as_of)
    weekly = dict(_weekly(folder, past, out)) if past else {}
    label = commit.short if commit else git.commit(folder, loaded.texts)
    lives = _lives(loaded, past)
    errors = opening.errors_by_record(loaded)
    steps = past.history.steps if past else ()
    order = {step.commit.id: number for number, step in enumerate(steps)}
    log = Log(loaded.plan, day, _places(loaded), lives, order, why, [*weekly], label, errors)
    made = dict(pages(log))
    made |= {f"weekly/{day}.html": text for day, text in weekly.items()}
    done = write_pages(out, made, MARK)
    screen.emit(f"{out}: {done}\n")
    screen.note(f"open {out / 'index.html'} in a browser")
    opening.warn_of_errors(errors.total())


def _past(folder: Path, loaded: Loaded, as_of: date | None) -> tuple[Past | None, str]:
    """What git knows of the plan, or why it knows nothing."""
    from mvpplan.cli.past import past_of

    try:
        past = past_of(folder, loaded, as_of)
    except CannotRunError as error:
        return None, f"History is not known: {error}."
    if past.history.complete:
        return past, ""
    begins = past.history.steps[0].commit.on
    return past, f"What was before {begins} is not in this clone."


def _places(loaded: Loaded) -> dict[str, tuple[str, int, str]]:
    """Where each record stands, and the text that it is written in."""
    places = {}
    for name in loaded.plan.records:
        line, _ = loaded.place(name)
        places[name] = (loaded.homes[name].path, line, loaded.excerpt(name))
    return places


def _lives(
    loaded: Loaded, past: Past | None
) -> dict[str, list[tuple[Commit | None, list[Change]]]]:
    """What happened to each record that is there."""
    lives = past.lives() if past else {}
    names = [name for name in lives if name in loaded.plan.records]
    return {name: past.life(lives[name]) for name in names} if past else {}


def _weekly(folder: Path, past: Past, out: Path) -> Iterator[tuple[date, str]]:
    """The weekly report of every review day so far, as it was made then.

    A report that is there, made by this version from the same commit, is not made again.
    """
    from mvpplan.reports.site import MARK
    from mvpplan.store.pages import page_there

    known: dict[tuple[str, bytes], Reading] = {}
    days = [*_reviews(past)]
    progress = screen.progress("making the reports of {} of {} weeks", step=1)
    for number, day in enumerate(days, start=1):
        commit = past.history.on(day)
        if commit is not None:
            source = f'<meta name="mvpplan-source" content="{commit.id} {__version__}">'
            text = page_there(out, f"weekly/{day}.html")
            if text is None or source not in text:
                made = _made(folder, past.history, commit, day, known)
                text = made.replace("<meta charset", f"{MARK}\n{source}\n<meta charset", 1)
            yield day, text
        if progress:
            progress(number, len(days))


def _reviews(past: Past) -> Iterator[date]:
    """The review days since the plan is in git, up to the day of the site."""
    settings, day = past.plan.settings, past.history.steps[0].commit.on
    day = day if settings.is_review_day(day) else settings.review_after(day)
    while day <= min(past.day, opening.today()):
        yield day
        day = settings.review_after(day)


def _made(
    folder: Path,
    history: History,
    commit: Commit,
    day: date,
    known: dict[tuple[str, bytes], Reading],
) -> str:
    """The report of a day on which the plan stood at a commit."""
    from mvpplan.cli.past import compared
    from mvpplan.reports.render import render_on_one_page
    from mvpplan.reports.weekly import weekly_context
    from mvpplan.store.load import load
    from mvpplan.store.snapshot import Snapshot
    from mvpplan.timeline.period import period_of

    loaded = load(Snapshot(folder, commit.id), known=known)
    period = period_of(loaded.plan.settings, day)
    plan, since = compared(folder, loaded, period, history.up_to(commit), committed=True)
    context = weekly_context(plan, period, commit.short, opening.errors_in(loaded), since)
    return render_on_one_page("weekly-report", "html", context)
