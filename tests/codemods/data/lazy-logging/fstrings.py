import logging

logger = logging.getLogger(__name__)


def run(job, count: int, name: str, path):
    logger.info(f"job {job} started")
    logger.debug(f"{count} of {name!r}: {path!s}, {name!a}")
    logger.warning(f"100% of {count}, {{braces}} and %s")
    logger.error(f"failed: {str(job)} {repr(path)}", exc_info=True)
    logger.log(logging.INFO, f"{job}")
    logger.critical(f'{job["name"]} {job.name} {job[0]}', extra={"job": job})
    logger.info(f"{count=} {name = }")
    logger.info(f"{count:5d} {count:05} {count:x} {count:>8} {count:<8} {count:+}|")
    logger.info(f"{name:10} {name:<10} {name:>10} {name!r:>10} {name:.3}|")
    logger.exception(F"{job}" "% done" f", {count}")
    logger.info(f"{count:} {str(*path)}")
# output
import logging

logger = logging.getLogger(__name__)


def run(job, count: int, name: str, path):
    logger.info("job %s started", job)
    logger.debug("%s of %r: %s, %a", count, name, path, name)
    logger.warning("100%% of %s, {braces} and %%s", count)
    logger.error("failed: %s %r", job, path, exc_info=True)
    logger.log(logging.INFO, "%s", job)
    logger.critical('%s %s %s', job["name"], job.name, job[0], extra={"job": job})
    logger.info("count=%r name = %r", count, name)
    logger.info("%5d %05d %x %8d %-8d %+d|", count, count, count, count, count, count)
    logger.info("%-10s %-10s %10s %10r %.3s|", name, name, name, name, name)
    logger.exception("%s" "%% done" ", %s", job, count)
    logger.info("%s %s", count, str(*path))
