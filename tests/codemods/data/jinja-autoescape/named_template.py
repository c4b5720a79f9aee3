import jinja2

PAGE = "pages/report.html"
env = jinja2.Environment(loader=loader)
text = env.get_template(PAGE).render(rows=rows)
open("report.txt", "w").write(text)
# output
import jinja2

PAGE = "pages/report.html"
env = jinja2.Environment(loader=loader, autoescape=jinja2.select_autoescape())
text = env.get_template(PAGE).render(rows=rows)
open("report.txt", "w").write(text)
