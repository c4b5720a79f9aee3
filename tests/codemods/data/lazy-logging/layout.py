import logging

log = logging.getLogger("app")


class Service:
    def run(self, name, one, two):
        log.info(
            f"{name} is running"
        )
        log.info(
            f"{name} is running",
        )
        log.info(
            f"{name} is running "
            f"with {one}",  # and no more
            exc_info=True,
        )
        log.info(f"{name} is running, and this line has all the room it needs: {one}")
        log.info(f"{name} has more to say than fits on a line of 88 at all, {one}{two}")
        log.info(f"{name} is running "
                 f"with {one}")
        log.info(f"{name} is running with something that takes so much room that "
                 f"the rest of it, {one} and {two}, comes on the next line of all")
        if name: log.info(f"{name} is running and the line is long but it is not alone, {one}")
        log.info(
            f"{name} is running with something that takes all the room there is {one} {two}"
        )
        log.info(f"""{name}
            runs over lines, {one}
        """)
        self.done = log.info(f"{name} is done")
        log.info(f"{name} has a text with room, and {one} and {two}", extra=self.done)
        log.info(f"{name} has room, and {one} and {two}, and more it")  # type: ignore
        log.info(f"{name} has {one} and {two}, with no room for all on one line {name}")
# output
import logging

log = logging.getLogger("app")


class Service:
    def run(self, name, one, two):
        log.info(
            "%s is running", name
        )
        log.info(
            "%s is running",
            name,
        )
        log.info(
            "%s is running "
            "with %s",  # and no more
            name,
            one,
            exc_info=True,
        )
        log.info(
            "%s is running, and this line has all the room it needs: %s", name, one
        )
        log.info(
            "%s has more to say than fits on a line of 88 at all, %s%s", name, one, two
        )
        log.info("%s is running "
                 "with %s", name, one)
        log.info("%s is running with something that takes so much room that "
                 "the rest of it, %s and %s, comes on the next line of all",
                 name,
                 one,
                 two)
        if name: log.info("%s is running and the line is long but it is not alone, %s", name, one)
        log.info(
            "%s is running with something that takes all the room there is %s %s",
            name,
            one,
            two,
        )
        log.info("""%s
            runs over lines, %s
        """, name, one)
        self.done = log.info("%s is done", name)
        log.info(
            "%s has a text with room, and %s and %s", name, one, two, extra=self.done
        )
        log.info("%s has room, and %s and %s, and more it", name, one, two)  # type: ignore
        log.info(
            "%s has %s and %s, with no room for all on one line %s",
            name,
            one,
            two,
            name,
        )
