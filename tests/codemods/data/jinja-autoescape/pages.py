import jinja2

env = jinja2.Environment(loader=jinja2.PackageLoader("shop"))
page = env.get_template("index.html").render(name=name)
other = jinja2.Environment()
strict = jinja2.Environment(
    loader=loader,
    trim_blocks=True,  # tidy
)
# output
import jinja2

env = jinja2.Environment(loader=jinja2.PackageLoader("shop"), autoescape=jinja2.select_autoescape())
page = env.get_template("index.html").render(name=name)
other = jinja2.Environment(autoescape=jinja2.select_autoescape())
strict = jinja2.Environment(
    loader=loader,
    trim_blocks=True,  # tidy
    autoescape=jinja2.select_autoescape(),
)
