import structlog
from rich import console

console.log("%s", password)
math.log(secret)
dialog.info(password)
blog.error(token)
log.record(password)
