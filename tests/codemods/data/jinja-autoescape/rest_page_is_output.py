from jinja2 import Environment

env = Environment(loader=loader)
text = env.get_template("report.j2").render(rows=rows)
open("report.html", "w").write(text)
