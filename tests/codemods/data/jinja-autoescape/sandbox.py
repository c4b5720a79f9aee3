import jinja2
from jinja2.sandbox import SandboxedEnvironment

env = SandboxedEnvironment(loader=loader)
mails = [env.get_template("mail.txt"), env.get_template("mail.html")]
other = jinja2.sandbox.SandboxedEnvironment(loader=loader)
# output
import jinja2
from jinja2.sandbox import SandboxedEnvironment

env = SandboxedEnvironment(loader=loader, autoescape=jinja2.select_autoescape())
mails = [env.get_template("mail.txt"), env.get_template("mail.html")]
other = jinja2.sandbox.SandboxedEnvironment(loader=loader, autoescape=jinja2.select_autoescape())
