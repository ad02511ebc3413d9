"""One command from its options to its exit code: find, filter, plan, do.

sources → filter → plan → what is left out → jobs
"""

from __future__ import annotations

from paraph.core.errors import Error
from paraph.s3.compare import SyncRules
from paraph.s3.entry import COPY, DELETE, DOWNLOAD, UPLOAD, Action, Entry
from paraph.s3.left_out import is_left_out
from paraph.s3.local import LocalFiles
from paraph.s3.plan import merge, plan_all, plan_sync
from paraph.s3.request_params import (
    get_params,
    payer_params,
    put_params,
    source_head_params,
)
from paraph.s3.route import Route
from paraph.s3.sources import Sources
from paraph.s3.uri import is_directory_bucket, split_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from paraph.s3.filters import Filter
    from paraph.s3.job import Job, Workshop
    from paraph.s3.plan import Missing

SUCCESS, SOME_FAILED, SOME_SKIPPED, INTERRUPTED = 0, 1, 2, 130

# Operation (on a stream or not) → the job's "module:class", imported when it is needed
_JOBS = {
    (UPLOAD, False): "paraph.s3.upload:Upload",
    (UPLOAD, True): "paraph.s3.upload_stream:UploadStream",
    (DOWNLOAD, False): "paraph.s3.download:Download",
    (DOWNLOAD, True): "paraph.s3.download_stream:DownloadStream",
    (COPY, False): "paraph.s3.copy:Copy",
    (DELETE, False): "paraph.s3.delete:Delete",
}


def run_transfer(shop: Workshop, operation: str, say: Callable[[str], None]) -> int:
    """Do what the options say and return the exit code. `say` takes text for standard error."""
    options, progress = shop.options, shop.progress
    route = Route(options.source, options.target, is_folder=options.recursive)
    try:
        _do_all(shop, _plan(shop, operation, route, say))
    except KeyboardInterrupt:
        shop.workers.stop()
        progress.end("cancelled: ctrl-c received")
        return INTERRUPTED
    except (Error, OSError) as error:
        # What finds the files fails: nobody knows what else there is to do.
        shop.workers.stop()
        progress.end(f"fatal error: {error}")
    except BaseException:
        shop.workers.stop()
        raise
    if progress.failed:
        return SOME_FAILED
    return SOME_SKIPPED if progress.warned else SUCCESS


def _do_all(shop: Workshop, actions: Iterable[Action]) -> None:
    options, progress = shop.options, shop.progress
    total = 0
    for action in actions:
        if is_left_out(action, options, progress.warn):
            continue
        if options.grants:
            # A wrong one is wrong for every file: it ends the command, a dry run too.
            put_params(options)
        job = _job(shop, action)
        if options.dryrun:
            progress.announce(f"(dryrun) {job.line}")
            continue
        total += 1
        progress.begin(None if options.is_stream else action.entry.size)
        if not options.recursive:
            progress.complete(total)
        shop.workers.submit(job.start)
    if options.recursive:
        progress.complete(total)
    shop.workers.close()


def _job(shop: Workshop, action: Action) -> Job:
    module_name, _, name = _JOBS[action.operation, shop.options.is_stream].partition(":")
    module = __import__(module_name, fromlist=(name,))
    job: Job = getattr(module, name)(shop, action)
    return job


def _plan(
    shop: Workshop, operation: str, route: Route, say: Callable[[str], None]
) -> Iterator[Action]:
    options = shop.options
    if options.is_stream:
        return iter((_stream(operation, route),))
    files = LocalFiles(shop.progress.warn, follows_links=options.follow_symlinks)
    payer = payer_params(options)
    head = source_head_params(options) if operation == COPY else get_params(options)
    found = Sources(
        shop.source_calls,
        files,
        operation,
        page_size=options.page_size,
        list_params=payer,
        head_params=head,
    )
    sources = found.find(route)
    chosen = _filter(shop)
    if chosen is not None:
        sources = chosen.apply(sources)
    missing = _case_conflicts(shop, operation, say)
    if options.command != "sync" and missing is None:
        return plan_all(operation, sources)
    back = Route(options.target, options.source, is_folder=options.recursive)
    there = Sources(shop.calls, files, "", page_size=options.page_size, list_params=payer)
    targets = there.find(back)
    if chosen is not None:
        targets = chosen.apply(targets)
    if options.command != "sync":
        return merge(operation, sources, targets, lambda *_: True, missing)
    return plan_sync(operation, sources, targets, _rules(shop), missing)


def _rules(shop: Workshop) -> SyncRules:
    options = shop.options
    return SyncRules(
        size_only=options.size_only,
        exact_timestamps=options.exact_timestamps,
        no_overwrite=options.no_overwrite,
        deletes=options.delete,
    )


def _filter(shop: Workshop) -> Filter | None:
    options = shop.options
    if not options.filters:
        return None
    from paraph.s3.filters import Filter  # noqa: PLC0415  lazy: only where there are filters

    return Filter(options.filters, options.source, options.target, is_folder=options.recursive)


def _case_conflicts(shop: Workshop, operation: str, say: Callable[[str], None]) -> Missing | None:
    options = shop.options
    if operation != DOWNLOAD or not options.recursive or options.case_conflict == "ignore":
        return None
    from paraph.s3.case_conflict import (  # noqa: PLC0415  lazy: only when asked
        CaseConflicts,
        warn_of_directory_bucket,
    )

    if is_directory_bucket(split_path(options.source)[0]):
        # Its listings are in no order, so that they cannot be compared.
        warn_of_directory_bucket(options.case_conflict, say)
        return None
    return CaseConflicts(options.case_conflict, say).admit


def _stream(operation: str, route: Route) -> Action:
    target, name = route.place(route.source)
    entry = Entry(route.source_kind, route.source, target=target, name=name)
    return Action(operation, entry)
