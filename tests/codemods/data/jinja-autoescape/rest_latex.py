from jinja2 import Environment

env = Environment(block_start_string="\\BLOCK{", block_end_string="}")
page = env.get_template("index.html")
