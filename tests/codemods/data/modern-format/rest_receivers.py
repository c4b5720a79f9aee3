import logging
from gettext import gettext as _

logger = logging.getLogger(__name__)


def f(name, cursor, table):
    logger.info("no {}".format(name))
    print(_("no {}").format(name), _("no {}".format(name)))
    cursor.execute("PRAGMA table_info({})".format(table))
    return "SELECT * FROM {}".format(table)
